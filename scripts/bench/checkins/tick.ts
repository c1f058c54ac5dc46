// What the ticker costs each minute: the look for due check-ins, the outbox, members' notices and moderators' alerts.
import { Temporal } from 'temporal-polyfill';
import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open.ts';
import { createFakeDiscord } from '../../simulate/discord.ts';
import { startProcess } from '../../simulate/process.ts';

/** Milliseconds. */
export interface TickFigures {
  readonly database: string;
  readonly guilds: number;
  /** Nothing is due. */
  readonly idleP50: number;
  readonly idleP95: number;
  /** Ten check-ins are due: stored, posted, each with thread and question, against a Discord that answers at once. */
  readonly tenDue: number;
}

const TICKS = 40;
const NOW = Temporal.Instant.from('2026-11-25T12:00:00Z'); // a Wednesday
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Measures a database that holds a guild's usual rows for so many guilds. */
export async function measureTick(name: string, url: string, guilds: number): Promise<TickFigures> {
  const database = await openDatabase({ url, log: silent });
  try {
    await fill(database, guilds);
    let now = NOW;
    const clock = { now: () => now };
    const discord = createFakeDiscord({ now: () => now.epochMilliseconds });
    const { db, sealer } = database;
    const pace = { turn: async () => undefined, hold: () => undefined, held: () => 0 };
    const process = startProcess({ db, sealer, clock, discord, pace, alone: false });
    const time = async () => {
      const started = performance.now();
      await process.tick();
      now = now.add({ minutes: 1 });
      return performance.now() - started;
    };
    for (let count = 0; count < 5; count += 1) await time();
    const idle: number[] = [];
    for (let count = 0; count < TICKS; count += 1) idle.push(await time());
    idle.sort((a, b) => a - b);
    const at = (share: number) => idle[Math.floor(idle.length * share)] ?? Number.NaN;
    // Due at 12:30, at which nobody looked.
    await db.$executeRaw`UPDATE "Community" SET "checkinTime" = '12:30', "checkinWeekday" = 3,
      "checkinNextAt" = '2026-11-25T12:30:00Z' WHERE id IN (SELECT id FROM "Community" LIMIT 10)`;
    await db.$executeRaw`DELETE FROM "Checkin" WHERE state = 'posted' AND "communityId" IN
      (SELECT id FROM "Community" WHERE "checkinWeekday" = 3)`;
    const tenDue = await time();
    if (guilds > 0 && [...discord.messages.values()].flat().length === 0) throw new Error('nothing was posted');
    return { database: name, guilds, idleP50: at(0.5), idleP95: at(0.95), tenDue };
  } finally {
    await database.close();
  }
}

const TABLES = ['Community', 'Checkin', 'OutboxStep', 'Notice', 'Alert'];

/** Each guild has a check-in on Monday, eight closed ones with their steps, an open one that closes tomorrow, and a reminder. */
async function fill({ withSession }: Database, guilds: number): Promise<void> {
  await withSession(async (session) => {
    await session.exec(`TRUNCATE ${TABLES.map((table) => `"${table}"`).join(', ')} CASCADE`);
    const soon = `'2026-11-26T12:00:00Z'::timestamptz`;
    for (let from = 0; from < guilds; from += 10_000) {
      const numbers = `generate_series(${from}, ${Math.min(guilds, from + 10_000) - 1}) n`;
      await session.exec(`
        INSERT INTO "Community" (id, locale, zone, "checkinChannelId", "checkinWeekday", "checkinTime", "checkinNextAt", "updatedAt")
        SELECT (100000000 + n)::text, 'pl', 'UTC', (900000000 + n)::text, 1, '10:00', '2026-11-30T10:00:00Z', now() FROM ${numbers};
        INSERT INTO "Checkin" (id, "communityId", week, "localDate", state, "dueAt", "latestAt", "closesAt", theme, "channelId", "messageId", "postedAt")
        SELECT gen_random_uuid(), (100000000 + n)::text, '2026-11-23'::date - 7 * w, '2026-11-23'::date - 7 * w,
          CASE WHEN w = 0 THEN 'posted' ELSE 'closed' END, now(), now(), ${soon}, 'x', (900000000 + n)::text, '1', now()
        FROM ${numbers}, generate_series(0, 8) w;
        INSERT INTO "OutboxStep" (id, kind, key, "communityId", nonce, state, "dueAt", "nextAt", "endedAt")
        SELECT gen_random_uuid(), 'checkin.post', 'old:' || n || ':' || s, (100000000 + n)::text, 'x', 'done', now(), NULL, now()
        FROM ${numbers}, generate_series(1, 8) s;
        INSERT INTO "OutboxStep" (id, kind, key, "communityId", nonce, state, "dueAt", "nextAt")
        SELECT gen_random_uuid(), 'checkin.close', 'close:' || n, (100000000 + n)::text, 'x', 'pending', ${soon}, ${soon} FROM ${numbers};
        INSERT INTO "OutboxStep" (id, kind, key, "personId", nonce, state, "dueAt", "nextAt")
        SELECT gen_random_uuid(), 'notice.dm', 'notice:' || n, n::text, 'x', 'pending', ${soon}, ${soon} FROM ${numbers};
        INSERT INTO "Notice" (id, "personId", kind, subject, locale, state, "dueAt")
        SELECT gen_random_uuid(), n::text, 'checkin-reminder', 'x', 'pl', 'waiting', ${soon} FROM ${numbers};`);
    }
    await session.exec('VACUUM ANALYZE');
  });
}
