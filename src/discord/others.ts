import type { Effects } from '../database/effects.ts';
import { withinTime } from '../dialogue/reach.ts';
import type { Others } from './responder.ts';

export interface OthersOptions {
  readonly effects: Effects;
  /** Asks whether another process has the interaction; undefined if no other can. */
  readonly ask: (() => Promise<boolean>) | undefined;
  /** Maximum milliseconds to wait for that. */
  readonly patience: number;
  /** Whether the database is known to be away. */
  readonly isAway: () => boolean;
  readonly formTooLate: Others['formTooLate'];
}

/** What the effects of an interaction say of other processes that hear of it. */
export function othersOf({ effects, ask, patience, isAway, formTooLate }: OthersOptions): Others {
  const isOurs = () => effects.owner === 'here';
  return {
    isOurs,
    async isTheirs() {
      if (effects.owner !== 'nobody') return !isOurs();
      // A handler that read nothing cannot have read what another process had written.
      if (!ask || !effects.looked || isAway()) return false;
      // Without the database, an answer too many is better than none.
      const theirs = await withinTime(patience, ask()).catch(() => false);
      if (theirs) effects.lose();
      return theirs;
    },
    formTooLate,
  };
}
