/** Channels to which Discord currently accepts no messages. */
export interface ChannelHolds {
  /** Milliseconds for which a channel is still on hold; 0 if it is not. */
  left(channelId: string): number;
  /**
   * Puts a channel on hold for at least the given time and returns the actual time: longer each time, until a request succeeds.
   */
  hold(channelId: string, milliseconds: number): number;
  /** Records a successful request. */
  free(channelId: string): void;
}

interface Hold {
  readonly until: number;
  /** Number of consecutive holds. */
  readonly row: number;
}

/** Minimum hold in milliseconds; doubled while a channel is put on hold repeatedly. */
const SHORTEST = 500;
/** Maximum hold in milliseconds, unless Discord asks for more. */
const LONGEST = 60_000;
/** Maximum channels remembered; those with the oldest holds are dropped first. */
const KEPT = 1000;

/**
 * Remembers rate limits by channel, so that a busy channel does not delay others and waiting causes no refused requests: Discord
 * blocks bots that make too many of them.
 * @param now a monotonic clock, in milliseconds
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
