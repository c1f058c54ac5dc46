import { afterEach, expect, it } from 'vitest';
import { createFakeDiscord, directTo } from '../../scripts/simulate/discord.ts';
import { startProcess } from '../../scripts/simulate/process.ts';
import type { Database } from '../../src/database/database.ts';
import { connectEmbedded } from '../../src/database/embedded.ts';
import { openPglite } from '../../src/database/embedded-settings.ts';
import { applyMigrations, readMigrations } from '../../src/database/migrations.ts';
import { createSealer } from '../../src/database/sealing.ts';
import { testClock } from '../support/clock.ts';
import { silentLog } from '../support/database.ts';
import { instantly } from '../support/mortal.ts';

// What was under way before an update is done after it: once.

const NOW = '2026-11-30T10:00:00Z';
const TEAM = '8000';
let database: Database | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

/** A database as it was before the migration with this name, filled, and then migrated. */
async function migratedFrom(name: string, fill: string): Promise<Database> {
  const migrations = await readMigrations();
  const before = migrations.filter((one) => one.name.slice(15) !== name && one.name < nameOf(migrations, name));
  const migrated = await connectEmbedded(await openPglite({}), {
    log: silentLog,
    migrations: before,
    sealer: createSealer([]),
  });
  database = migrated;
  await migrated.withSession(async (session) => {
    await session.exec(fill);
    await applyMigrations(session, { migrations });
  });
  return migrated;
}

function nameOf(migrations: Awaited<ReturnType<typeof readMigrations>>, name: string): string {
  const found = migrations.find((one) => one.name.endsWith(`_${name}`));
  if (!found) throw new Error(`no migration ${name}`);
  return found.name;
}

/** Lives for a while after the update, and says what can be seen. */
async function lives({ db, sealer }: Database) {
  const clock = testClock(NOW);
  const discord = createFakeDiscord({ now: () => clock.now().epochMilliseconds });
  const process = startProcess({ db, sealer, clock, discord, pace: instantly, alone: true });
  for (const minutes of [0, 1, 20, 60 * 24]) {
    clock.advance({ minutes });
    await process.tick();
  }
  return discord;
}

it('moderators are told what they were to be told, once, and not again what they know', async () => {
  const alert = (key: string, columns: string) =>
    `INSERT INTO "Alert" ("communityId", key, kind, "openedAt", "toldAt", "resolvedAt", "nextTryAt", attempts)
     VALUES ('5000', '${key}', ${columns});`;
  const { db, ...rest } = await migratedFrom(
    'tell_alerts_by_steps',
    `INSERT INTO "Community" (id, locale, zone, "moderatorChannelId", "updatedAt") VALUES ('5000', 'pl', 'UTC', '${TEAM}', now());
     ${alert('untold', `'share.removal', '${NOW}', NULL, NULL, '${NOW}', 0`)}
     ${alert('begun', `'checkin.missed', '2026-11-30T09:58:00Z', NULL, NULL, '2026-11-30T10:02:00Z', 1`)}
     ${alert('told', `'share.removal', '2026-11-29T09:00:00Z', '2026-11-29T09:00:00Z', NULL, NULL, 0`)}
     ${alert('works', `'share.removal', '2026-11-29T09:00:00Z', '2026-11-29T09:00:00Z', '${NOW}', '${NOW}', 0`)}
     ${alert('unheard', `'share.removal', '2026-11-29T09:00:00Z', NULL, '${NOW}', '${NOW}', 0`)}`,
  );
  const discord = await lives({ db, ...rest });
  const told = (discord.messages.get(TEAM) ?? []).map(({ content }) => content.text);
  expect(told.toSorted()).toEqual(['raised begun', 'raised untold', 'resolved works']);
  const open = await db.alert.findMany({ orderBy: { key: 'asc' } });
  expect(open.map(({ key, telling }) => [key, telling])).toEqual([
    ['told', null],
    ['untold', null],
  ]);
  // Sent just before the update, Discord would have recognised it.
  expect(discord.messages.get(TEAM)?.find(({ content }) => content.text.includes('begun'))?.nonce).toBe(
    '8n7x7WfzN9Z-gXJ-q_FhNv',
  );
});

it('members are written to once, in their hours, and not where a message may have come before the update', async () => {
  const notice = (number: number, columns: string) =>
    `INSERT INTO "Notice" (id, "personId", kind, subject, "communityId", locale, state, "dueAt", "leaseUntil", "firstTriedAt")
     VALUES ('00000000-0000-7000-8000-00000000000${number}', '600${number}', 'follow-up', 's${number}', '5000', 'pl', ${columns});
     INSERT INTO "NoticeConsent" ("personId", kind, "communityId", "createdAt") VALUES ('600${number}', 'follow-up', '5000', now());`;
  const { db, ...rest } = await migratedFrom(
    'send_direct_messages_by_steps',
    `INSERT INTO "Community" (id, locale, zone, "updatedAt") VALUES ('5000', 'pl', 'Europe/Warsaw', now());
     ${notice(1, `'waiting', '${NOW}', NULL, NULL`)}
     ${notice(2, `'waiting', '${NOW}', '2026-11-30T10:00:30Z', NULL`)}
     ${notice(3, `'waiting', '${NOW}', '2026-11-30T10:00:30Z', '2026-11-30T09:59:30Z'`)}
     ${notice(4, `'waiting', '${NOW}', NULL, '2026-11-30T09:00:00Z'`)}
     ${notice(5, `'private', '${NOW}', NULL, NULL`)}
     ${notice(6, `'waiting', '2026-12-01T08:30:00Z', NULL, NULL`)}`,
  );
  const { messages } = await lives({ db, ...rest });
  const came = [1, 2, 3, 4, 5, 6].map((number) => messages.get(directTo(`600${number}`)) ?? []);
  expect(came.map((those) => those.length)).toEqual([1, 1, 1, 0, 0, 1]);
  // What was being sent just before the update goes on with its nonce.
  const nonce = Buffer.from('00000000000070008000000000000003', 'hex').toString('base64url');
  expect(came[2]?.[0]?.nonce).toBe(nonce);
  const states = await db.notice.findMany({ orderBy: { personId: 'asc' }, select: { state: true } });
  expect(states.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'private', 'private', 'done']);
});
