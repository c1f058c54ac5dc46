/** How long things take, in milliseconds. */
export interface ShardTimes {
  /** Between two pings of a process that has all the shards it wants. */
  readonly ping: number;
  /** Between two looks of a process that waits for a shard. */
  readonly poll: number;
  /** Age of the last answered ping up to which a lock is certainly held: less than `idle`. */
  readonly certain: number;
  /** Silence after which the server ends the session with the locks. */
  readonly idle: number;
  /** For the answer to one statement. */
  readonly answer: number;
  /** For a new session. */
  readonly connect: number;
  /** How long a leaving process waits for somebody to take its shards. */
  readonly untaken: number;
  /** How long a leaving process waits for the sessions of those who took them. */
  readonly handOver: number;
  /** Between two logins of one of Discord's buckets: a little more than the 5 s that it asks for. */
  readonly identify: number;
}

/**
 * The server counts silence from when it has answered, this process from when it has asked, which is earlier: with four seconds
 * between the two, no process believes in a lock that another one may take. A ping, a timeout and a new session fit into `certain`.
 */
export const SHARD_TIMES: ShardTimes = {
  ping: 4000,
  poll: 1000,
  certain: 11_000,
  idle: 15_000,
  answer: 3000,
  connect: 3000,
  untaken: 2000,
  handOver: 6000,
  identify: 5250,
};
