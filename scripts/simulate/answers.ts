import { saveAnswer } from '../../src/checkins/answers.ts';
import type { Database } from '../../src/database/database.ts';
import type { Clock } from '../../src/time/clock.ts';
import { HOUR } from './weeks.ts';

/** Some members of a guild who will answer its check-in, all at once. */
interface Answering {
  readonly at: number;
  readonly communityId: string;
  readonly checkinId: string;
  readonly people: number;
}

/** Members who see a post answer it some hours later. */
export interface Members {
  /** They have seen the post of a check-in. */
  see(communityId: string, checkinId: string, at: number): void;
  /** When the next of them answer; undefined if nobody means to. */
  readonly next: number | undefined;
  /** All who mean to by now answer. */
  answer(): Promise<void>;
}

export function createMembers(
  { db, sealer }: Pick<Database, 'db' | 'sealer'>,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
): Members {
  // The soonest last.
  const waiting: Answering[] = [];
  return {
    see(communityId, checkinId, at) {
      const answering = { at: at + (0.2 + random() * 80) * HOUR, communityId, checkinId };
      // Fewer than three are never told of, and some come after the close.
      const place = waiting.findLastIndex((one) => one.at >= answering.at) + 1;
      waiting.splice(place, 0, { ...answering, people: 2 + Math.floor(random() * 4) });
    },
    get next() {
      return waiting.at(-1)?.at;
    },
    async answer() {
      const now = clock.now().epochMilliseconds;
      for (let one = waiting.at(-1); one && one.at <= now; one = waiting.at(-1)) {
        waiting.pop();
        const { communityId, checkinId, people } = one;
        for (let person = 0; person < people; person += 1) {
          const key = { checkinId, communityId, personId: `${communityId}${person}` };
          await saveAnswer({ db, sealer, clock }, key, { outcome: random() < 0.6 ? 'calm' : 'violation' });
        }
      }
    },
  };
}
