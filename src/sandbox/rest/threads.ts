import {
  CreateForumThreadRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
} from 'discord-api-spec/zod';
import { botId, type Core } from '../core.ts';
import type { ForumPostBody, ThreadBody } from '../rules/bodies.ts';
import { invalidForm, refusal } from '../rules/errors.ts';
import { checkMessage, SENDABLE_FLAGS, type UploadedFile } from '../rules/messages.ts';
import { accept } from '../rules/schema.ts';
import { compareIds } from '../snowflake.ts';
import { apiChannel, channelForBot, need, permissionsIn, T } from '../world/channels.ts';
import { messageEvent } from '../world/message-events.ts';
import { createMessage } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, MessageState } from '../world/state.ts';
import { makeThread } from '../world/threads.ts';
import { type Answered, type Call, created, type Endpoint, noContent, ok } from './endpoint.ts';
import { checkFlags, messageForBot } from './messages.ts';

/** Flag of a forum that makes a tag required. */
const REQUIRE_TAG = 1 << 4;

export const threadEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    route: '/channels/:channelId/messages/:messageId/threads',
    handle(core, call) {
      const state = messageForBot(core, call);
      const channel = channelForBot(core, call.params.channelId ?? '');
      const body = accept(CreateTextThreadWithMessageRequestSchema, call.body);
      if (channel.type !== T.Text && channel.type !== T.Announcement) throw refusal(50024);
      need(core, channel, P.CreatePublicThreads);
      // The thread has the message's id, so there can be only one.
      if (core.world.channels.has(state.message.id)) throw refusal(160004);
      return created(apiChannel(core, threadOnMessage(core, channel, state, body)));
    },
  },
  { method: 'POST', route: '/channels/:channelId/threads', handle: start },
  { method: 'GET', route: '/channels/:channelId/threads/archived/public', handle: archived },
  { method: 'GET', route: '/channels/:channelId/threads/archived/private', handle: archived },
  { method: 'GET', route: '/channels/:channelId/users/@me/threads/archived/private', handle: archived },
  {
    method: 'GET',
    route: '/channels/:channelId/thread-members',
    handle: (core, call) => {
      const thread = threadForBot(core, call);
      return ok(
        Object.entries(thread.members).map(([userId, joined]) => ({
          id: thread.id,
          user_id: userId,
          join_timestamp: joined,
          flags: 0,
        })),
      );
    },
  },
  {
    method: 'PUT',
    route: '/channels/:channelId/thread-members/:userId',
    handle: (core, call) => membership(core, call, true),
  },
  {
    method: 'DELETE',
    route: '/channels/:channelId/thread-members/:userId',
    handle: (core, call) => membership(core, call, false),
  },
];

function threadOnMessage(core: Core, channel: ChannelState, state: MessageState, body: ThreadBody): ChannelState {
  const thread = makeThread(core, channel, {
    id: state.message.id,
    type: channel.type === T.Announcement ? T.AnnouncementThread : T.PublicThread,
    ownerId: botId(core),
    name: body.name,
    autoArchive: body.auto_archive_duration ?? null,
  });
  state.message.flags = (state.message.flags ?? 0) | (1 << 5);
  Object.assign(state.message, { thread: apiChannel(core, thread) });
  messageEvent(core, 'updated', state);
  return thread;
}

function start(core: Core, call: Call): Answered {
  const channel = channelForBot(core, call.params.channelId ?? '');
  if (channel.type === T.Forum)
    return post(core, channel, accept(CreateForumThreadRequestSchema, call.body), call.files);
  if (channel.type !== T.Text && channel.type !== T.Announcement) throw refusal(50024);
  const body = accept(CreateTextThreadWithoutMessageRequestSchema, call.body);
  const type = body.type ?? T.PrivateThread;
  need(core, channel, type === T.PrivateThread ? P.CreatePrivateThreads : P.CreatePublicThreads);
  const thread = makeThread(core, channel, {
    type,
    ownerId: botId(core),
    name: body.name,
    autoArchive: body.auto_archive_duration ?? null,
  });
  if (body.invitable !== undefined && body.invitable !== null && thread.thread)
    thread.thread.invitable = body.invitable;
  return created(apiChannel(core, thread));
}

/** A forum post: thread and first message in one request, both with the same id. */
function post(core: Core, forum: ChannelState, body: ForumPostBody, files: readonly UploadedFile[]): Answered {
  need(core, forum, P.SendMessages);
  if (files.length > 0) need(core, forum, P.AttachFiles);
  const tags = body.applied_tags ?? [];
  if (forum.flags & REQUIRE_TAG && tags.length === 0) throw refusal(40067);
  const unknown = tags.flatMap((id, index) =>
    forum.tags.some((tag) => tag.id === id)
      ? []
      : [{ path: ['applied_tags', index], code: 'INVALID_TAG', message: 'Unknown tag' }],
  );
  if (unknown.length > 0) throw invalidForm(unknown);
  checkFlags(core, body.message, SENDABLE_FLAGS);
  checkMessage(body.message, files, ['message']);
  const bot = core.world.users.get(botId(core));
  if (bot === undefined) throw new Error('The sandbox has no bot user');
  const thread = makeThread(core, forum, {
    type: T.PublicThread,
    ownerId: botId(core),
    name: body.name,
    autoArchive: body.auto_archive_duration ?? null,
    tags,
  });
  const state = createMessage(core, {
    id: thread.id,
    channel: thread,
    author: bot.user,
    body: body.message,
    files,
    flags: (body.message.flags ?? 0) & SENDABLE_FLAGS,
  });
  return created({ ...apiChannel(core, thread), message: state.message });
}

function archived(core: Core, call: Call): Answered {
  const channel = channelForBot(core, call.params.channelId ?? '');
  need(core, channel, P.ReadMessageHistory);
  const wantsPrivate = call.route.endsWith('/private');
  const threads = [...core.world.channels.values()]
    .filter((thread) => thread.parentId === channel.id && thread.thread?.archived)
    .filter((thread) => (thread.type === T.PrivateThread) === wantsPrivate)
    .filter((thread) => permissionsIn(core, thread, botId(core)) & P.ViewChannel)
    .filter(
      (thread) =>
        call.query.before === undefined ||
        (thread.thread?.archive_timestamp ?? '') < new Date(call.query.before).toISOString(),
    )
    .sort(
      (a, b) =>
        (b.thread?.archive_timestamp ?? '').localeCompare(a.thread?.archive_timestamp ?? '') || compareIds(b.id, a.id),
    );
  const limit = Number(call.query.limit ?? 50);
  return ok({
    threads: threads.slice(0, limit).map((thread) => apiChannel(core, thread)),
    members: [],
    has_more: threads.length > limit,
  });
}

function threadForBot(core: Core, call: Call): ChannelState {
  const thread = channelForBot(core, call.params.channelId ?? '');
  if (!thread.thread) throw refusal(50024);
  return thread;
}

function membership(core: Core, call: Call, join: boolean): Answered {
  const thread = threadForBot(core, call);
  if (thread.thread?.archived) throw refusal(50083);
  const id = call.params.userId === '@me' ? botId(core) : (call.params.userId ?? '');
  if (!core.world.users.has(id)) throw refusal(10013);
  if (join && id !== botId(core)) need(core, thread, P.SendMessagesInThreads);
  if (!join && id !== botId(core)) need(core, thread, P.ManageThreads);
  if (join) thread.members[id] = new Date(core.clock.now()).toISOString();
  else delete thread.members[id];
  core.bus.emit('channel', 'updated', thread);
  return noContent;
}
