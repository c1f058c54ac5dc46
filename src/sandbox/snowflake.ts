/** The first millisecond of 2015, from which Discord's ids count. */
const DISCORD_EPOCH = 1_420_070_400_000n;

/** Makes strictly increasing ids, regardless of the clock, that contain the time of their creation. */
export interface Snowflakes {
  (at?: number): string;
  /** Lets ids begin again at the present time, in a world that has none. */
  startOver(): void;
}

export function createSnowflakes(now: () => number): Snowflakes {
  let last = 0n;
  const next = (at = now()) => {
    const wanted = (BigInt(Math.floor(at)) - DISCORD_EPOCH) << 22n;
    last = wanted > last ? wanted : last + 1n;
    return last.toString();
  };
  return Object.assign(next, {
    startOver: () => {
      last = 0n;
    },
  });
}

/** The time (milliseconds since the Unix epoch) in an id. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH);
}

/** Ids in order of creation. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The shard that receives a guild's events (Discord's formula). */
export function shardOf(guildId: string, shardCount: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
