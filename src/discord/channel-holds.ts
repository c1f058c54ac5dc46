/** Channels in which Discord takes nothing more for a while. */
export interface ChannelHolds {
  /** For how many milliseconds a channel is still held back; 0 if it is not. */
  left(channelId: string): number;
  /** Holds a channel back for at least the given time, and returns for how long: longer each time, while nothing gets through. */
  hold(channelId: string, milliseconds: number): number;
  /** Notes that something got through. */
  free(channelId: string): void;
}

interface Hold {
  readonly until: number;
  /** How many there were in a row. */
  readonly row: number;
}

/** The shortest hold, in milliseconds; it doubles while a channel is held back again and again. */
const SHORTEST = 500;
/** The longest hold that is not Discord's own wish, in milliseconds. */
const LONGEST = 60_000;
/** Channels kept at most: those that are over long ago go first. */
const KEPT = 1000;

/**
 * Remembers rate limits by channel, so that one busy channel holds up no other, and what waits for it costs no refused requests:
 * Discord closes its door to bots that make too many of them.
 * @param now a clock that is never set, in milliseconds
 */
export function createChannelHolds(now: () => number = () => performance.now()): ChannelHolds {
  const holds = new Map<string, Hold>();
  return {
    left: (channelId) => Math.max(0, (holds.get(channelId)?.until ?? 0) - now()),
    hold(channelId, milliseconds) {
      const row = (holds.get(channelId)?.row ?? 0) + 1;
      const length = Math.ceil(Math.max(milliseconds, Math.min(SHORTEST * 2 ** (row - 1), LONGEST)));
      holds.delete(channelId);
      holds.set(channelId, { until: now() + length, row });
      for (const [oldest, { until }] of holds) {
        if (holds.size <= KEPT || until > now()) break;
        holds.delete(oldest);
      }
      return length;
    },
    free: (channelId) => void holds.delete(channelId),
  };
}
