import { randomUUID } from 'node:crypto';
import type { Channel } from '@granica/discord-sandbox/persons';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { turnOn } from '../../src/checkins/reminders.ts';
import { raiseAlert } from '../../src/communities/alerts/alerts.ts';
import { findSettings } from '../../src/communities/settings.ts';
import { optIn } from '../../src/notices/consent.ts';
import { oweNotice } from '../../src/notices/notices.ts';
import { startBot, type TestBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';
import { createPoison, type Poison, type Spoiling, WAYS } from '../support/poison.ts';

// Two communities have everything due at the same moment. Something of the one is spoilt, a table at a time: whatever it is,
// the other one gets all that it is owed, from every job.

/** When the first check-in closes, and when the second one is due. */
const MOMENTS = ['2026-11-30T09:00:00Z', '2026-12-04T09:00:00Z'] as const;
/** Minutes that the jobs run from each moment on. */
const MINUTES = 2;

const clock = testClock(FRIDAY);
let bot: TestBot;
let poison: Poison;
let good: Side;
let bad: Side;

interface Side {
  readonly own: TestBot;
  readonly team: Channel;
  readonly thread: string;
}

/** Fills a community with what can be due: a check-in with an answer and a card, a reminder, a follow-up, a draft. */
async function settle(own: TestBot): Promise<Side> {
  const week = discussionOf(() => own, 'pl');
  const team = own.guild.addChannel({ name: 'moderacja' });
  await week.open({ moderatorChannelId: team.id });
  const { member, guild, database } = own;
  await week.shared(member, 'named', 'Telefon w niedzielę wieczorem');
  const context = { db: database.db, sealer: database.sealer, clock };
  const community = await findSettings(database.db, guild.id);
  if (!community) throw new Error('the community is not set up');
  const wish = { personId: member.id, communityId: guild.id };
  await turnOn(context, wish, { community, open: undefined, discordLocale: 'pl' });
  await optIn(context, { ...wish, kind: 'follow-up' }, 'pl');
  const entry = await database.db.violation.findFirstOrThrow({ where: { authorId: member.id } });
  await oweNotice(context, { ...wish, kind: 'follow-up', subject: entry.id, locale: 'pl', dueAt: clock.now() });
  const draft = { id: randomUUID(), template: 'polite-refusal', locale: 'pl', values: '{}', tone: 'friendly' };
  await database.db.templateDraft.create({
    data: { ...draft, personId: member.id, expiresAt: new Date(FRIDAY) },
  });
  return { own, team, thread: week.thread() };
}

/** The guild that will be spoilt, as if it were the bot's own. */
function stranger(): TestBot {
  const guild = bot.sandbox.addGuild({ name: 'Pechowcy', locale: 'pl' });
  const member = bot.sandbox.addPerson({ name: 'Celina', locale: 'pl' });
  guild.join(member);
  const [channel, checkin] = [guild.addChannel({ name: 'ogolny' }), guild.addChannel({ name: 'check-in' })];
  return Object.assign(Object.create(bot) as TestBot, { guild, member, channel, checkin });
}

beforeAll(async () => {
  bot = await startBot({ clock });
  // The one to be spoilt comes first wherever rows are read by age.
  bad = await settle(stranger());
  good = await settle(bot);
  poison = await createPoison(bot.database);
  await poison.keep();
}, 180_000);
afterAll(async () => {
  await poison?.forget();
  await bot?.close();
});

/** What came to the good community and its member. Requests are counted: Discord shows a repeated nonce once. */
function came(): Record<string, number> {
  const { requests, violations } = good.own.sandbox;
  const sent = (channelId: string) =>
    requests.filter(
      ({ method, path, verdict }) =>
        method === 'POST' && path === `/channels/${channelId}/messages` && verdict === 'accepted',
    ).length;
  return {
    checkins: sent(good.own.checkin.id),
    digests: sent(good.thread),
    alerts: sent(good.team.id),
    'direct messages': sent(good.own.member.inDm().messages()[0]?.raw.channel_id ?? ''),
    violations: violations.length,
  };
}

async function runAllJobs(): Promise<void> {
  for (const moment of MOMENTS) {
    clock.set(moment);
    for (let minute = 0; minute < MINUTES; minute += 1) {
      for (const job of bot.app.jobs) await bot.app.runJob(job);
      await bot.app.settle();
      clock.advance({ minutes: 1 });
    }
  }
}

/** What the jobs bring the good community when nothing is spoilt, or when something of the other one is. */
async function weekOf(spoiling?: Spoiling) {
  await poison.restore();
  clock.set(MOMENTS[0]);
  // Anew each time: one that was told in an earlier week is found in the channel.
  for (const { own } of [bad, good]) {
    const about = { communityId: own.guild.id, channelId: own.checkin.id };
    await raiseAlert({ db: bot.database.db, clock }, { ...about, key: 'share', kind: 'share.waiting' });
  }
  const whose = { communityId: bad.own.guild.id, personId: bad.own.member.id };
  if (spoiling && (await poison.spoil(spoiling, whose)) === 0) return undefined;
  bot.logged.length = 0;
  bot.sandbox.forget();
  await runAllJobs();
  const { db } = bot.database;
  const communityId = good.own.guild.id;
  return {
    came: came(),
    kept: {
      closed: await db.checkin.count({ where: { communityId, state: 'closed' } }),
      weeks: await db.communityWeek.count({ where: { communityId } }),
      drafts: await db.templateDraft.count({ where: { personId: good.own.member.id } }),
    },
    failedJobs: bot.logged.filter((line) => line.includes('A job failed')),
  };
}

it('whatever cannot be read of one community, another one gets all that it is owed', async () => {
  const usual = await weekOf();
  expect(usual?.came).toMatchObject({ checkins: 1, alerts: 1, violations: 0 });
  expect(usual?.came.digests).toBeGreaterThan(0);
  expect(usual?.came['direct messages']).toBeGreaterThan(0);
  expect(usual?.kept).toEqual({ closed: 1, weeks: expect.any(Number), drafts: 0 });
  const spoilt = new Set<string>();
  const faults: unknown[] = [];
  for (const table of poison.tables) {
    for (const how of WAYS) {
      const week = await weekOf({ table, how });
      if (!week) continue;
      spoilt.add(table);
      try {
        expect(week).toEqual(usual);
      } catch {
        faults.push({ table, how, week });
      }
    }
  }
  expect(faults).toEqual([]);
  const expected = ['Alert', 'Card', 'Checkin', 'Community', 'Notice', 'OutboxStep', 'TemplateDraft', 'Violation'];
  expect([...spoilt]).toEqual(expect.arrayContaining(expected));
}, 300_000);
