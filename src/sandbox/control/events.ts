import type { Core } from '../core.ts';
import { isConnected } from '../gateway/gateway.ts';
import type { Happenings } from '../happenings.ts';
import { I, type InteractionState } from '../interactions/state.ts';
import type { LiveEvent } from '../protocol.ts';
import type { UserState } from '../world/state.ts';
import { requestView, violationView } from './records.ts';
import { canSee, channelView, faultsView, formView, maySeeMessage, messageView, worldView } from './view.ts';

/** Reports changes to one person's page. Returns a function that stops it. */
export function follow(core: Core, me: UserState, tell: (event: LiveEvent) => void): () => void {
  const stops: (() => void)[] = [];
  const on = <K extends keyof Happenings>(event: K, listener: (...happened: Happenings[K]) => void) => {
    // As in `happening`: Node's types do not allow a listener for an event name that is a type parameter.
    core.bus.on(event, listener as never);
    stops.push(() => core.bus.off(event, listener as never));
  };
  const world = () => tell({ kind: 'world', view: worldView(core, me) });

  on('message', (change, state) => {
    const channel = core.world.channels.get(state.channelId);
    if (!maySeeMessage(state, me) || (channel && !canSee(core, channel, me))) return;
    if (change === 'deleted')
      tell({ kind: 'message', change, channelId: state.channelId, messageId: state.message.id });
    else tell({ kind: 'message', change, channelId: state.channelId, message: messageView(core, state, me) });
  });
  on('channel', (change, channel) => {
    if (change !== 'deleted' && !canSee(core, channel, me)) return;
    tell({ kind: 'channel', change, channel: channelView(core, channel, me) });
  });
  on('guild', world);
  on('person', world);
  on('commands', () => tell({ kind: 'commands' }));
  on('interaction', (stage, interaction) => {
    if (interaction.userId !== me.user.id || interaction.type === I.Autocomplete) return;
    tell({
      kind: 'interaction',
      interactionId: interaction.id,
      stage: stageOf(core, stage, interaction),
      form: stage === 'acknowledged' ? formView(interaction) : null,
      messageId: interaction.originalId,
      sourceMessageId: interaction.sourceMessageId,
    });
  });
  on('typing', (channelId, userId) => {
    const user = core.world.users.get(userId)?.user;
    tell({ kind: 'typing', channelId, name: user?.global_name ?? user?.username ?? '' });
  });
  on('session', () => tell({ kind: 'bot', online: isConnected(core) }));
  on('clock', () => tell({ kind: 'clock', clock: { now: core.clock.now(), frozen: core.clock.frozen } }));
  on('faults', () => tell({ kind: 'faults', faults: faultsView(core) }));
  on('companion', () => tell({ kind: 'guide' }));
  on('over', () => tell({ kind: 'over' }));
  on('request', (request) => tell({ kind: 'request', request: requestView(request) }));
  on('gateway', (record) => tell({ kind: 'gateway', record }));
  on('violation', (violation) => tell({ kind: 'violation', violation: violationView(violation) }));
  return () => {
    for (const stop of stops) stop();
  };
}

function stageOf(
  core: Core,
  stage: Happenings['interaction'][0],
  interaction: InteractionState,
): Extract<LiveEvent, { kind: 'interaction' }>['stage'] {
  if (stage === 'created') return 'waiting';
  if (stage === 'failed') return 'failed';
  const original = core.world.messages.get(interaction.channelId)?.get(interaction.originalId ?? '');
  return original?.loading ? 'thinking' : 'answered';
}
