import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The effects of one interaction in the database. Several processes may hear of the same interaction (a deploy with overlap, a
 * forgotten old process); the one whose first write is kept has it.
 */
export interface Effects {
  readonly interactionId: string;
  /** Which process has the interaction, as far as this one knows. */
  readonly owner: 'nobody' | 'here' | 'elsewhere';
  /** Whether a statement was run for it: what was read may be what another process has written. */
  readonly looked: boolean;
  /** Runs work whose writes are effects of the interaction. It must have begun when it returns: Prisma begins when it is awaited. */
  run<T>(work: () => T): T;
  /** Learns that another process has the interaction: nothing more is written for it here. */
  lose(): void;
}

/** Refuses a write of an interaction that another process has. */
export class HandledElsewhereError extends Error {
  override readonly name = 'HandledElsewhereError';
  constructor(options?: ErrorOptions) {
    super('Another process has this interaction, so nothing is written for it here', options);
  }
}

/** How the first write of an interaction ended: kept, with its claim; undone, or perhaps not; refused. */
export type FirstWrite = 'kept' | 'failed' | 'refused';

/** What the database's adapter knows beyond {@link Effects}. */
export interface ClaimedEffects extends Effects {
  /** Whether an earlier first write failed: it may have been kept, if only its answer was lost. */
  readonly doubtful: boolean;
  look(): void;
  /**
   * Waits while another write of the same interaction carries the claim. Undefined if it is held; else the caller carries it, and
   * says how that ended. @throws HandledElsewhereError
   */
  carry(): Promise<((how: FirstWrite) => void) | undefined>;
}

const scopes = new AsyncLocalStorage<ClaimedEffects | undefined>();

export function createEffects(interactionId: string): Effects {
  let owner: Effects['owner'] = 'nobody';
  let looked = false;
  let doubtful = false;
  let carried: Promise<void> | undefined;
  const effects: ClaimedEffects = {
    interactionId,
    get owner() {
      return owner;
    },
    get looked() {
      return looked;
    },
    get doubtful() {
      return doubtful;
    },
    run: (work) => scopes.run(effects, work),
    lose() {
      owner = 'elsewhere';
    },
    look() {
      looked = true;
    },
    async carry() {
      while (carried) await carried;
      if (owner === 'elsewhere') throw new HandledElsewhereError();
      if (owner === 'here') return undefined;
      const { promise, resolve } = Promise.withResolvers<void>();
      carried = promise;
      return (how) => {
        carried = undefined;
        if (how === 'failed') doubtful = true;
        else owner = how === 'kept' ? 'here' : 'elsewhere';
        resolve();
      };
    },
  };
  return effects;
}

/** The interaction whose work is running; undefined for work of the bot's own. */
export function currentEffects(): ClaimedEffects | undefined {
  return scopes.getStore();
}

/** Runs work that is no effect of the interaction that started it: done once by other means, or shared by several. */
export function apart<T>(work: () => T): T {
  return scopes.run(undefined, work);
}
