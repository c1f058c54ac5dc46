import type { ChannelStanding } from '../../src/ports/messenger.ts';
import type { Fate, Mortal } from './discord.ts';
import { DAY, HOUR, type Span } from './weeks.ts';

/** Numbers in [0, 1) that are the same for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What goes wrong, and when: times in milliseconds since 1970. */
export interface Faults {
  /** What becomes of a request that Discord's limit lets through. */
  fate(channelId: string): Fate;
  standing(channelId: string, forum: boolean): ChannelStanding;
  /** Called at each write and request: whether the process dies just there. */
  isDeath(): boolean;
  /** Kills the process if it is to die there. */
  passWrite(process: Pick<Mortal, 'kill'>): void;
}

/**
 * Draws what goes wrong between two times. Every few hours the process dies at one of its next writes or requests. Twice a
 * week Discord is down for up to two hours: it refuses, or does everything and answers nothing. One guild in fifty is closed
 * to the bot for up to a day, one is in an outage for up to two hours, one never lets it read its channel. Of all other requests
 * one in fifty is lost, fails or is answered with 429.
 */
export function drawFaults({
  random,
  now,
  span: [from, to],
  livesFor = 6 * HOUR,
}: {
  readonly random: () => number;
  readonly now: () => number;
  readonly span: Span;
  /** How long a process lives at most. */
  readonly livesFor?: number;
}): Faults {
  const somewhere = (longest: number): Span => {
    const begin = from + random() * (to - from);
    return [begin, begin + random() * longest];
  };
  const within = ([begin, end]: Span) => now() >= begin && now() < end;
  const weeks = (to - from) / (7 * DAY);
  const outages = Array.from({ length: Math.ceil(2 * weeks) }, () => ({
    span: somewhere(2 * HOUR),
    silent: random() < 0.5,
  }));
  interface Trouble {
    readonly kind: 'closed' | 'away' | 'unreadable' | 'none';
    readonly span: Span;
  }
  const troubles = new Map<string, Trouble>();
  const troubleOf = (channelId: string): Trouble => {
    const known = troubles.get(channelId);
    if (known) return known;
    const kind = (['closed', 'away', 'unreadable'] as const)[Math.floor(random() * 50)] ?? 'none';
    const trouble: Trouble = { kind, span: somewhere(kind === 'away' ? 2 * HOUR : 24 * HOUR) };
    troubles.set(channelId, trouble);
    return trouble;
  };

  let nextDeath = from + random() * livesFor;
  let pointsLeft = 1;
  const isDeath = (): boolean => {
    if (now() < nextDeath || now() > to) return false;
    pointsLeft -= 1;
    if (pointsLeft > 0) return false;
    pointsLeft = Math.ceil(random() * 60);
    nextDeath = now() + random() * livesFor;
    return true;
  };

  return {
    isDeath,
    passWrite(process) {
      if (isDeath()) process.kill();
    },
    fate(channelId) {
      if (isDeath()) return random() < 0.5 ? 'diesBefore' : 'diesAfter';
      const { kind, span } = troubleOf(channelId);
      if (kind === 'closed' && within(span)) return 'forbidden';
      const outage = outages.find((one) => within(one.span));
      if (outage && random() < 0.9) return outage.silent ? 'lost' : 'failed';
      if (now() > to) return 'ok';
      const luck = random();
      if (luck < 0.01) return 'lost';
      if (luck < 0.018) return 'failed';
      return luck < 0.02 ? 'limited' : 'ok';
    },
    standing(channelId, forum) {
      const { kind, span } = troubleOf(channelId);
      if (kind === 'away' && within(span)) return { state: 'unavailable' };
      const ready = { state: 'ready', kind: forum ? 'forum' : 'text' } as const;
      if (kind === 'closed' && within(span)) return { ...ready, lacks: ['SendMessages'] };
      return { ...ready, lacks: kind === 'unreadable' ? ['ReadMessageHistory'] : [] };
    },
  };
}
