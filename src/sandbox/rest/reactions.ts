import { botId, type Core } from '../core.ts';
import { refusal } from '../rules/errors.ts';
import { channelForBot, need, permissionsIn } from '../world/channels.ts';
import { messageEvent } from '../world/message-events.ts';
import { messagesOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import { react, unreact } from '../world/reactions.ts';
import type { MessageState } from '../world/state.ts';
import { type Answered, type Call, type Endpoint, noContent, ok } from './endpoint.ts';
import { messageForBot } from './messages.ts';

const REACTIONS = '/channels/:channelId/messages/:messageId/reactions';

/** Reactions and pins. */
export const reactionEndpoints: readonly Endpoint[] = [
  {
    method: 'PUT',
    route: `${REACTIONS}/:emoji/@me`,
    handle(core, call) {
      const state = messageForBot(core, call);
      const channel = channelForBot(core, call.params.channelId ?? '');
      need(core, channel, P.ReadMessageHistory);
      const emoji = call.params.emoji ?? '';
      if (!/\p{Emoji}|:\d+$/u.test(emoji)) throw refusal(10014);
      if (state.reactions[emoji] === undefined) need(core, channel, P.AddReactions);
      if (state.reactions[emoji] === undefined && Object.keys(state.reactions).length >= 20) throw refusal(30010);
      react(core, state, emoji, botId(core));
      return noContent;
    },
  },
  {
    method: 'DELETE',
    route: `${REACTIONS}/:emoji/:userId`,
    handle(core, call) {
      const state = messageForBot(core, call);
      const own = call.params.userId === '@me';
      if (!own) need(core, channelForBot(core, call.params.channelId ?? ''), P.ManageMessages);
      unreact(core, state, call.params.emoji ?? '', own ? botId(core) : (call.params.userId ?? ''));
      return noContent;
    },
  },
  {
    method: 'GET',
    route: `${REACTIONS}/:emoji`,
    handle(core, call) {
      const users = messageForBot(core, call).reactions[call.params.emoji ?? ''] ?? [];
      return ok(users.slice(0, Number(call.query.limit ?? 25)).flatMap((id) => core.world.users.get(id)?.user ?? []));
    },
  },
  {
    method: 'DELETE',
    route: REACTIONS,
    handle(core, call) {
      const state = messageForBot(core, call);
      need(core, channelForBot(core, call.params.channelId ?? ''), P.ManageMessages);
      for (const [emoji, users] of Object.entries(state.reactions))
        for (const user of [...users]) unreact(core, state, emoji, user);
      return noContent;
    },
  },
  { method: 'GET', route: '/channels/:channelId/messages/pins', handle: pins },
  {
    method: 'GET',
    route: '/channels/:channelId/pins',
    handle: (core, call) => ok(pinned(core, call).map((state) => state.message)),
  },
  ...(['/channels/:channelId/messages/pins/:messageId', '/channels/:channelId/pins/:messageId'] as const).flatMap(
    (route): Endpoint[] => [
      { method: 'PUT', route, handle: (core, call) => pin(core, call, true) },
      { method: 'DELETE', route, handle: (core, call) => pin(core, call, false) },
    ],
  ),
];

function pinned(core: Core, call: Call): MessageState[] {
  const channel = channelForBot(core, call.params.channelId ?? '');
  if (!(permissionsIn(core, channel, botId(core)) & P.ReadMessageHistory)) return [];
  return [...messagesOf(core, channel.id).values()]
    .filter((state) => state.pinnedAt !== null)
    .sort((a, b) => (b.pinnedAt ?? '').localeCompare(a.pinnedAt ?? ''));
}

function pins(core: Core, call: Call): Answered {
  const before = call.query.before;
  const all = pinned(core, call).filter((state) => before === undefined || (state.pinnedAt ?? '') < before);
  const limit = Number(call.query.limit ?? 50);
  return ok({
    items: all.slice(0, limit).map((state) => ({ pinned_at: state.pinnedAt, message: state.message })),
    has_more: all.length > limit,
  });
}

/** Pinning needs "Pin Messages" (separate from Manage Messages since 2026); a channel holds 250 pins. */
function pin(core: Core, call: Call, on: boolean): Answered {
  const state = messageForBot(core, call);
  const channel = channelForBot(core, call.params.channelId ?? '');
  if (channel.guildId !== null) need(core, channel, P.PinMessages);
  if (on && state.pinnedAt === null && pinned(core, call).length >= 250) throw refusal(30003);
  state.pinnedAt = on ? (state.pinnedAt ?? new Date(core.clock.now()).toISOString()) : null;
  state.message.pinned = on;
  channel.lastPin = on ? state.pinnedAt : channel.lastPin;
  messageEvent(core, 'updated', state);
  core.gateway.dispatch({
    event: 'CHANNEL_PINS_UPDATE',
    guildId: channel.guildId,
    channelId: channel.id,
    intents: channel.guildId === null ? 1 << 12 : 1,
    data: () => ({
      channel_id: channel.id,
      ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
      last_pin_timestamp: channel.lastPin,
    }),
  });
  return noContent;
}
