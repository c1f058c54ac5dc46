// What a large instance holds, made in the database itself: a minute or two for a million entries.
import type { Database } from '../../../src/database/database.ts';

/** How much there is. */
export interface Amounts {
  readonly entries: number;
  readonly members: number;
  readonly guilds: number;
  readonly usage: number;
  readonly answers: number;
  readonly ratings: number;
  /** Members who want to be reminded of the large community's check-in. */
  readonly reminders: number;
}

export const amountsAt = (scale: number): Amounts => ({
  entries: 1_000_000 * scale,
  members: 100_000 * scale,
  guilds: 10_000 * scale,
  usage: 500_000 * scale,
  answers: 900_000 * scale,
  ratings: 300_000 * scale,
  reminders: 20_000 * scale,
});

/** The community that has most of it, and another one. */
export const LARGE = '100000000';
export const OTHER = '100000001';
/** The member with one entry in fifty. */
export const BUSY = '200000000';
/** The check-in that was just posted. */
export const OPEN_CHECKIN = '01990000-0000-7000-8000-000000000000';

const CHECKINS = 100;
const BATCH = 50_000;

export async function fill(database: Database, amounts: Amounts): Promise<void> {
  await database.withSession(async (session) => {
    const series = async (count: number, statement: (numbers: string) => string) => {
      for (let from = 0; from < count; from += BATCH)
        await session.exec(statement(`generate_series(${from}, ${Math.min(count, from + BATCH) - 1}) n`));
    };
    // Made afterwards, as a restore does: row by row they take most of the time.
    const indexes = await session.query(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
       WHERE tablename IN ('Violation', 'CheckinAnswer', 'Usage', 'ArticleRating')
         AND indexname NOT LIKE '%pkey' AND indexdef NOT LIKE '%UNIQUE%'`,
    );
    for (const { name } of indexes) await session.exec(`DROP INDEX "${name}"`);
    const uuid = (prefix: string) => `('${prefix}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
    const person = `(${BUSY}::bigint + n % ${amounts.members})::text`;
    await series(
      amounts.guilds,
      (numbers) => `
      INSERT INTO "Community" (id, locale, zone, "checkinChannelId", "checkinWeekday", "checkinTime", "checkinNextAt", "updatedAt")
      SELECT (${LARGE} + n)::text, 'pl', 'Europe/Warsaw', '1', 1, '10:00', now() + interval '1 year', now() FROM ${numbers}`,
    );
    await series(
      amounts.members,
      (numbers) => `INSERT INTO "Member" (id, "updatedAt") SELECT ${person}, now() FROM ${numbers}`,
    );
    await session.exec(`
      INSERT INTO "Checkin" (id, "communityId", week, "localDate", state, "dueAt", "latestAt", "closesAt", theme, "channelId", "createdAt")
      SELECT ${uuid('01990000')}, '${LARGE}', date_trunc('week', now())::date - 7 * n, date_trunc('week', now())::date - 7 * n,
        CASE WHEN n = 0 THEN 'posted' ELSE 'closed' END, now(), now(), now() + interval '3 days', 'x', '1', now() - n * interval '7 days'
      FROM generate_series(0, ${CHECKINS - 1}) n`);
    await series(
      amounts.entries,
      (numbers) => `
      INSERT INTO "Violation" (id, "authorId", "communityId", "checkinId", kind, story, reaction, weight, "happenedOn", state, "addressedOn",
        "interactionId", "createdAt", "updatedAt")
      SELECT ${uuid('01980000')}, CASE WHEN n % 50 = 0 THEN '${BUSY}' ELSE (${BUSY}::bigint + 1 + n % ${Math.max(1, amounts.members - 1)})::text END,
        '${LARGE}', ('01990000-0000-7000-8000-' || lpad(to_hex(n % ${CHECKINS}), 12, '0'))::uuid,
        (ARRAY['after-hours','scope-creep','late-payment','other'])[1 + n % 4], repeat('Historia ', 20), 'reminded', 3, current_date - (n % 700),
        'addressed', current_date - (n % 700), 'bench-' || n, now() - (n % 700) * interval '1 day', now()
      FROM ${numbers}`,
    );
    await series(
      amounts.answers,
      (numbers) => `
      INSERT INTO "CheckinAnswer" (id, "personId", "communityId", "checkinId", week, outcome, "answeredAt", late, "updatedAt")
      SELECT ${uuid('01970000')}, (${BUSY}::bigint + n / ${CHECKINS})::text, '${LARGE}',
        ('01990000-0000-7000-8000-' || lpad(to_hex(n % ${CHECKINS}), 12, '0'))::uuid, date_trunc('week', now())::date - 7 * (n % ${CHECKINS}),
        'calm', now() - (n % ${CHECKINS}) * interval '7 days', false, now()
      FROM ${numbers}`,
    );
    await series(
      amounts.ratings,
      (numbers) => `
      INSERT INTO "ArticleRating" (id, "personId", article, locale, "communityId", helpful, "createdAt", "updatedAt")
      SELECT ${uuid('01960000')}, (${BUSY}::bigint + n / 3)::text, 'article-' || n % 3, 'pl', '${LARGE}', n % 2 = 0,
        now() - (n % 700) * interval '1 day', now() FROM ${numbers}`,
    );
    await series(
      amounts.usage,
      (numbers) => `
      INSERT INTO "Usage" ("communityId", week, what, part, "personHash")
      SELECT '${LARGE}', date_trunc('week', now())::date - 7 * (n % 2), 'read', 'article-' || n % 100, md5(n::text) || md5((-n)::text) FROM ${numbers}`,
    );
    await series(
      amounts.reminders,
      (numbers) => `
      INSERT INTO "CheckinReminder" ("personId", "communityId") SELECT ${person}, '${LARGE}' FROM ${numbers};
      INSERT INTO "NoticeConsent" ("personId", kind, "communityId", "createdAt")
      SELECT ${person}, 'checkin-reminder', '${LARGE}', now() FROM ${numbers}`,
    );
    for (const { definition } of indexes) await session.exec(String(definition));
    await session.exec('ANALYZE');
  });
}
