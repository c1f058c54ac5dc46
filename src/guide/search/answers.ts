import { hash } from 'node:crypto';
import { fold } from '../../text/words.ts';

/**
 * Answers kept for one state of a guide, in one language. Everybody who reads that guide shares them, so they must say nothing about
 * who asked: neither their rights, nor what they have read, nor their words as typed.
 */
export interface Answers {
  /**
   * What `make` gave to this query before, if it is still kept.
   *
   * @param kind names what is made, as several parts of the bot answer the same query
   * @param make is given the query as it is kept: folded, or as typed if it has several sentences, whose beginnings are told by
   *   their capitals
   */
  recall<T>(kind: string, query: string, make: (query: string) => T): T;
  /** The same for a place in the guide, which nobody typed. */
  recallAt<T>(kind: string, place: string, make: () => T): T;
}

/** All answers of a process: a bounded number, whatever the number of guides. */
export interface AnswerPool {
  /** Empty answers for a state of a guide. */
  open(): Answers;
  /** Drops the answers of a state that is over, for good. */
  close(answers: Answers): void;
}

/** Some two kilobytes each. */
const MOST_ANSWERS = 500;

const SEVERAL_SENTENCES = /[.!?…\n]\s*\S/u;

/** @param most maximum number of answers; those used longest ago are dropped */
export function createAnswerPool(most = MOST_ANSWERS): AnswerPool {
  const kept = new Map<string, unknown>();
  const openStates = new Map<Answers, string>();
  let opened = 0;

  function open(): Answers {
    opened += 1;
    const state = `${opened}:`;
    const keep = <T>(key: string, make: () => T): T => {
      const answer = kept.has(key) ? (kept.get(key) as T) : make();
      kept.delete(key);
      if (openStates.has(answers)) kept.set(key, answer);
      if (kept.size > most) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
      return answer;
    };
    const answers: Answers = {
      recall<T>(kind: string, query: string, make: (query: string) => T): T {
        const trimmed = query.trim();
        const asked = SEVERAL_SENTENCES.test(trimmed) ? trimmed : fold(trimmed).replace(/\s+/gu, ' ');
        // What members typed is not kept longer than their answer takes.
        return keep(state + hash('sha256', `${kind}:${asked}`, 'base64url'), () => make(asked));
      },
      recallAt: (kind, place, make) => keep(`${state}${kind} ${place}`, make),
    };
    openStates.set(answers, state);
    return answers;
  }

  function close(answers: Answers): void {
    const state = openStates.get(answers);
    openStates.delete(answers);
    if (state !== undefined) for (const key of kept.keys()) if (key.startsWith(state)) kept.delete(key);
  }

  return { open, close };
}
