import type { LockSession } from '../database/lock-session.ts';
import { BOT_APPLICATION_NAME } from '../database/running-bot.ts';

/**
 * PostgreSQL's advisory locks of two numbers: the first says what a lock means, the second which one it is. All last as long as the
 * session that took them.
 */
const CLASSES = {
  /** Shared by all running processes. */
  member: 0x4752_4101,
  /** Held while somebody agrees on the number of shards. */
  gate: 0x4752_4102,
  /** Number of shards, shared by all processes that work with it. */
  count: 0x4752_4103,
  /** The right to a shard. */
  shard: 0x4752_4104,
  /** Shared: the gateway session of the shard is open. */
  ready: 0x4752_4105,
  /** One of Discord's buckets for logins, held for some seconds after each. */
  identify: 0x4752_4106,
} as const;

export type LockKind = keyof typeof CLASSES;

export interface SeenLock {
  readonly kind: LockKind;
  readonly key: number;
  /** The server process of the session that holds it. */
  readonly pid: number;
}

/** What the server tells of all processes at one moment. */
export interface Look {
  /** The server process that answered. */
  readonly me: number;
  /** The server's clock, in milliseconds since 1970. */
  readonly serverTime: number;
  readonly locks: readonly SeenLock[];
  /** Whether another process has a connection: its locks, or only its work. */
  readonly others: boolean;
  /** Whether one is connected that knows nothing of the locks: an earlier version. */
  readonly strangers: boolean;
}

/** Channel on which processes tell that a lock has changed hands. */
export const CHANNEL = 'granica_shards';

const KINDS = new Map(Object.entries(CLASSES).map(([kind, number]) => [number as number, kind as LockKind]));

/** Asks for all of the bot's locks in this database. */
export async function look(session: LockSession): Promise<Look> {
  const [row] = await session.query(
    `SELECT pg_backend_pid() AS me, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
       (SELECT coalesce(json_agg(json_build_array(classid::int8, objid::int8, pid)), '[]') FROM pg_locks
        WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::int8 BETWEEN $1 AND $2
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks,
       (SELECT coalesce(json_agg(json_build_array(pid, application_name)), '[]') FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND (application_name = $3 OR application_name LIKE $3 || ' %')
          AND application_name IS DISTINCT FROM $4) AS others`,
    [CLASSES.member, CLASSES.identify, BOT_APPLICATION_NAME, session.process ?? null],
  );
  const rows = Array.isArray(row?.locks) ? row.locks : [];
  const locks = rows.flatMap((each: unknown) => {
    const [number, key, pid] = Array.isArray(each) ? each.map(Number) : [];
    const kind = KINDS.get(number ?? 0);
    return kind && key !== undefined && pid !== undefined ? [{ kind, key, pid }] : [];
  });
  const members = new Set(locks.flatMap(({ kind, pid }) => (kind === 'member' ? [pid] : [])));
  const others = Array.isArray(row?.others) ? row.others : [];
  // Who uses the locks gives its other connections a longer name, and its session with the locks has that of a member.
  const strangers = others.some(([pid, name]: [number, string]) => name === BOT_APPLICATION_NAME && !members.has(pid));
  return { me: Number(row?.me), serverTime: Number(row?.now), locks, others: others.length > 0, strangers };
}

/** Takes a lock if it is free. */
export async function tryLock(session: LockSession, kind: LockKind, key: number): Promise<boolean> {
  return isTrue(session, 'pg_try_advisory_lock', kind, key);
}

export async function unlock(session: LockSession, kind: LockKind, key: number): Promise<void> {
  await isTrue(session, 'pg_advisory_unlock', kind, key);
}

/** Takes a lock that others may share. */
export async function share(session: LockSession, kind: LockKind, key: number): Promise<void> {
  await isTrue(session, 'pg_try_advisory_lock_shared', kind, key);
}

export async function unshare(session: LockSession, kind: LockKind, key: number): Promise<void> {
  await isTrue(session, 'pg_advisory_unlock_shared', kind, key);
}

/** Tells the other processes to look. */
export async function tell(session: LockSession): Promise<void> {
  await session.query('SELECT pg_notify($1, NULL)', [CHANNEL]);
}

/** Ends an earlier session of this process that the server still takes for alive. Returns whether it was there. */
export async function endBackend(session: LockSession, { pid, startedAt }: LockSession['backend']): Promise<boolean> {
  const rows = await session.query(
    'SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2::timestamptz',
    [pid, startedAt],
  );
  return rows.length > 0;
}

async function isTrue(session: LockSession, call: string, kind: LockKind, key: number): Promise<boolean> {
  const [row] = await session.query(`SELECT ${call}($1::int4, $2::int4) AS done`, [CLASSES[kind], key]);
  return row?.done === true;
}
