import type { Core } from '../core.ts';
import { refusal } from '../rules/errors.ts';
import { blankChannel, channelEvent } from './channels.ts';
import type { ChannelState } from './state.ts';

export interface NewThread {
  /** Id of the message it starts from; by default a new one. */
  id?: string;
  type: number;
  ownerId: string;
  name: string;
  /** Minutes; null: the channel's default, else a day. */
  autoArchive: number | null;
  tags?: readonly string[];
}

/** Maximum open threads of a server. */
const MOST_ACTIVE = 1000;

/** Creates a thread or a forum post and reports it. */
export function makeThread(core: Core, parent: ChannelState, made: NewThread): ChannelState {
  const active = core.world.channels
    .values()
    .filter(({ guildId, thread }) => guildId === parent.guildId && thread?.archived === false);
  if ([...active].length >= MOST_ACTIVE) throw refusal(160006);
  const now = new Date(core.clock.now()).toISOString();
  const thread: ChannelState = {
    ...blankChannel(made.id ?? core.newId(), made.type),
    guildId: parent.guildId,
    parentId: parent.id,
    name: made.name,
    ownerId: made.ownerId,
    thread: {
      archived: false,
      auto_archive_duration: made.autoArchive ?? parent.defaultAutoArchive ?? 1440,
      archive_timestamp: now,
      locked: false,
      create_timestamp: now,
    },
    appliedTags: [...(made.tags ?? [])],
    members: { [made.ownerId]: now },
  };
  core.world.channels.set(thread.id, thread);
  parent.lastMessageId = parent.type === 15 ? thread.id : parent.lastMessageId;
  channelEvent(core, 'created', thread);
  return thread;
}
