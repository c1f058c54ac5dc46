import type { Core } from '../core.ts';
import type { Happenings } from '../happenings.ts';
import type { InteractionState } from '../interactions/state.ts';
import { messagesOf } from '../world/messages.ts';

/** The message shown to a person when something failed. */
export class InteractionFailed extends Error {
  override readonly name = 'InteractionFailed';
}

/** Resolves with the first event for which `pick` returns something; rejects after `patience` milliseconds of real time. */
export function happening<K extends keyof Happenings, T>(
  core: Core,
  event: K,
  pick: (...happened: Happenings[K]) => T | undefined,
  patience: number,
  otherwise: () => string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      // The listener's type follows from the event's name; Node's types cannot express that for a name that is a type
      // parameter.
      core.bus.off(event, listener as never);
    };
    const listener = (...happened: Happenings[K]) => {
      const picked = pick(...happened);
      if (picked === undefined) return;
      done();
      resolve(picked);
    };
    const timer = setTimeout(() => {
      done();
      reject(new InteractionFailed(otherwise()));
    }, patience);
    core.bus.on(event, listener as never);
  });
}

export interface Waiting {
  /** `settled` (default): until the person has the outcome. `acknowledged`: until the first answer. */
  until?: 'settled' | 'acknowledged';
  /** Milliseconds of real time; default 10 000. */
  patience?: number;
}

/** Waits until an interaction has the outcome that its person is waiting for. */
export async function settle(core: Core, interaction: InteractionState, waiting: Waiting = {}): Promise<void> {
  const { until = 'settled', patience = 10_000 } = waiting;
  const finished = (): true | undefined => {
    if (interaction.stage === 'failed') throw new InteractionFailed('The application did not respond');
    if (interaction.stage === 'waiting') return undefined;
    if (until === 'acknowledged') return true;
    if (interaction.answered === 5) {
      const original = messagesOf(core, interaction.channelId).get(interaction.originalId ?? '');
      return original === undefined || !original.loading ? true : undefined;
    }
    if (interaction.answered === 6) return touched && !silent() ? true : undefined;
    return true;
  };
  let touched = false;
  /** The message with the control was deleted, and nothing was said yet. */
  const silent = (): boolean =>
    interaction.followUps.length === 0 &&
    interaction.sourceMessageId !== null &&
    !messagesOf(core, interaction.channelId).has(interaction.sourceMessageId);
  if (finished()) return;
  await happening(
    core,
    'interaction',
    (stage, which) => {
      if (which !== interaction) return undefined;
      if (stage === 'changed') touched = true;
      try {
        return finished() ? 'done' : undefined;
      } catch (error) {
        return error instanceof Error ? error : undefined;
      }
    },
    patience,
    () =>
      interaction.stage === 'waiting'
        ? 'The application did not respond'
        : `The application is still thinking: acknowledged with type ${interaction.answered}, but no answer within ${patience / 1000} s`,
  ).then((outcome) => {
    if (outcome instanceof Error) throw outcome;
  });
}
