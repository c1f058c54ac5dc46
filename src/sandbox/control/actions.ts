import { botId, type Core } from '../core.ts';
import { NotPossible } from '../persons/commands.ts';
import type { ActionResult } from '../protocol.ts';
import { directChannel } from '../rest/guilds.ts';
import { permissionsIn, T } from '../world/channels.ts';
import { createMessage, deleteMessage, editMessage, messagesOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import { react, unreact } from '../world/reactions.ts';
import type { ChannelState, MessageState } from '../world/state.ts';
import { makeThread } from '../world/threads.ts';
import type { ParsedAction } from './action-schema.ts';
import { type ControlAction, controlAction } from './control-actions.ts';
import { type InteractionAction, interactionAction } from './interaction-actions.ts';
import type { Uploads } from './uploads.ts';

const INTERACTIONS = new Set(['run', 'autocomplete', 'use-on-message', 'use-on-user', 'click', 'choose', 'submit']);
const CONTROLS = new Set([
  'set-person',
  'add-person',
  'set-roles',
  'guild',
  'clock',
  'make-life',
  'start-over',
  'add-fault',
  'remove-fault',
  'clear-faults',
  'gateway',
]);

/** Carries out an action of the page. An action that the person may not do returns `ok: false`. */
export async function perform(core: Core, uploads: Uploads, action: ParsedAction): Promise<ActionResult> {
  try {
    if (!core.world.users.has(action.as)) throw new NotPossible('There is no such person');
    if (isInteraction(action)) return await interactionAction(core, uploads, action);
    if (isControl(action)) return await controlAction(core, action);
    return speak(core, uploads, action);
  } catch (error) {
    if (error instanceof NotPossible) return { ok: false, error: error.message };
    throw error;
  }
}

function isInteraction(action: ParsedAction): action is InteractionAction {
  return INTERACTIONS.has(action.kind);
}
function isControl(action: ParsedAction): action is ControlAction {
  return CONTROLS.has(action.kind);
}

type SpeakAction = Exclude<ParsedAction, InteractionAction | ControlAction>;

/** Performs an action without the bot: messages, reactions, threads, posts, direct messages. */
function speak(core: Core, uploads: Uploads, action: SpeakAction): ActionResult {
  const { as } = action;
  switch (action.kind) {
    case 'send':
      return send(core, uploads, action);
    case 'edit': {
      const { state } = messageOf(core, as, action);
      if (state.message.author.id !== as) throw new NotPossible('Only one’s own messages can be edited');
      editMessage(core, state, { content: action.text });
      return { ok: true };
    }
    case 'delete': {
      const { state, channel } = messageOf(core, as, action);
      const own = state.message.author.id === as || state.audience === as;
      if (!own && !(permissionsIn(core, channel, as) & P.ManageMessages))
        throw new NotPossible('Only one’s own messages can be deleted');
      deleteMessage(core, state);
      return { ok: true };
    }
    case 'react': {
      const { state } = messageOf(core, as, action);
      if (state.audience !== null) throw new NotPossible('Private answers take no reactions');
      (action.on ? react : unreact)(core, state, action.emoji, as);
      return { ok: true };
    }
    case 'start-post': {
      const forum = placeToSend(core, as, action.forumId);
      if (forum.type !== T.Forum) throw new NotPossible('Posts are for forums');
      if (forum.flags & (1 << 4) && action.tags.length === 0) throw new NotPossible('A post here needs a tag');
      const thread = makeThread(core, forum, {
        type: T.PublicThread,
        ownerId: as,
        name: action.title,
        autoArchive: null,
        tags: action.tags,
      });
      createMessage(core, { id: thread.id, channel: thread, author: userOf(core, as), body: { content: action.text } });
      return { ok: true, channelId: thread.id };
    }
    case 'start-thread': {
      const { state, channel } = messageOf(core, as, action);
      if (core.world.channels.has(state.message.id)) throw new NotPossible('The message has a thread already');
      const thread = makeThread(core, channel, {
        id: state.message.id,
        type: T.PublicThread,
        ownerId: as,
        name: action.name,
        autoArchive: null,
      });
      return { ok: true, channelId: thread.id };
    }
    case 'open-dm':
      if (action.userId === as || !core.world.users.has(action.userId))
        throw new NotPossible('There is nobody to write to');
      return {
        ok: true,
        channelId: directChannel(core, action.userId === botId(core) ? [botId(core), as] : [as, action.userId]).id,
      };
  }
}

function send(core: Core, uploads: Uploads, action: Extract<SpeakAction, { kind: 'send' }>): ActionResult {
  const { as } = action;
  const channel = placeToSend(core, as, action.channelId);
  const files = (action.uploads ?? []).map((id, index) => {
    const file = uploads.take(id);
    return {
      key: String(index),
      name: file.name,
      contentType: file.contentType ?? 'application/octet-stream',
      bytes: Buffer.from(file.content),
    };
  });
  if (action.text.trim() === '' && files.length === 0) throw new NotPossible('There is nothing to send');
  const replied = action.replyTo === undefined ? undefined : messagesOf(core, channel.id).get(action.replyTo);
  const state = createMessage(core, {
    channel,
    author: userOf(core, as),
    body: { content: action.text },
    files,
    ...(replied
      ? {
          type: 19,
          extra: {
            message_reference: { type: 0, channel_id: channel.id, message_id: replied.message.id },
            referenced_message: replied.message,
          },
        }
      : {}),
  });
  return { ok: true, messageId: state.message.id };
}

function userOf(core: Core, id: string) {
  const state = core.world.users.get(id);
  if (state === undefined) throw new NotPossible('There is no such person');
  return state.user;
}

function placeToSend(core: Core, as: string, channelId: string): ChannelState {
  const channel = core.world.channels.get(channelId);
  if (channel === undefined) throw new NotPossible('There is no such channel');
  const needed = channel.thread ? P.SendMessagesInThreads : P.SendMessages;
  if (!(permissionsIn(core, channel, as) & needed) || channel.thread?.locked)
    throw new NotPossible('This person may not write here');
  return channel;
}

export function messageOf(
  core: Core,
  as: string,
  where: { channelId: string; messageId: string },
): { state: MessageState; channel: ChannelState } {
  const channel = core.world.channels.get(where.channelId);
  const state = messagesOf(core, where.channelId).get(where.messageId);
  const visible = state && (state.audience === null || state.audience === as);
  if (channel === undefined || !visible || !(permissionsIn(core, channel, as) & P.ViewChannel))
    throw new NotPossible('The message is not there to be seen');
  return { state, channel };
}
