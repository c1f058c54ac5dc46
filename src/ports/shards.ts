/**
 * The shards of Discord's gateway. Each guild belongs to one of them, and so does all work for it: only the process that holds a
 * shard hears from its guilds, posts in them and plans for them.
 */
export interface Shards {
  /** Number of shards of the whole bot, in all its processes; 0 until it is known. */
  readonly count: number;
  /** The shards that this process certainly holds at this moment; none once it can no longer be sure. */
  held(): readonly number[];
  /** Whether this process holds the shard of a guild (snowflake), or of what belongs to none (null). */
  holds(guildId: string | null): boolean;
}

/**
 * The shard of a guild, as Discord computes it (https://docs.discord.com/developers/events/gateway#sharding); what belongs to no
 * guild, such as a direct message, is on shard 0, and so is what no guild has as its id. `shard_of` says the same in SQL.
 *
 * @param guildId the guild's snowflake, or null
 * @param count number of shards, at least 1
 */
export function shardOf(guildId: string | null, count: number): number {
  return guildId !== null && DIGITS.test(guildId) ? Number((BigInt(guildId) >> 22n) % BigInt(count)) : 0;
}

const DIGITS = /^[0-9]+$/;

/** A bot of a single process, which holds the only shard. */
export const ONLY_SHARD: Shards = { count: 1, held: () => [0], holds: () => true };
