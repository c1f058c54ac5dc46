import { EventEmitter } from 'node:events';
import type { InteractionState } from './interactions/state.ts';
import type { GatewayView } from './protocol.ts';
import type { RecordedRequest, Violation } from './records.ts';
import type { ChannelState, MessageState } from './world/state.ts';

/** Events of the sandbox, for persons in tests, the page and the saver. */
export interface Happenings {
  message: [kind: 'created' | 'updated' | 'deleted', message: MessageState];
  channel: [kind: 'created' | 'updated' | 'deleted', channel: ChannelState];
  guild: [guildId: string];
  person: [userId: string];
  commands: [guildId: string];
  typing: [channelId: string, userId: string];
  /**
   * `acknowledged`: the first answer arrived. `changed`: an answer was edited, followed up or deleted. `failed`: no answer in
   * time.
   */
  interaction: [stage: 'created' | 'acknowledged' | 'changed' | 'failed', interaction: InteractionState];
  request: [request: RecordedRequest];
  gateway: [record: GatewayView];
  violation: [violation: Violation];
  session: [];
  clock: [];
  /** The companion came, or began or ended something. */
  companion: [];
  /** Everything was forgotten. */
  over: [];
  faults: [];
}

export function createBus(): EventEmitter<Happenings> {
  return new EventEmitter<Happenings>().setMaxListeners(0);
}
