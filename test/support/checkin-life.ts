import { Temporal } from 'temporal-polyfill';
import {
  createFakeDiscord,
  directTo,
  type FakeDiscord,
  type Fate,
  type Message,
} from '../../scripts/simulate/discord.ts';
import { startProcess } from '../../scripts/simulate/process.ts';
import { REMINDER_KIND } from '../../src/checkins/reminders.ts';
import { findAlert, raiseAlert, resolveAlert } from '../../src/communities/alerts/alerts.ts';
import type { Pace } from '../../src/outbox/pace.ts';
import { type TestClock, testClock } from './clock.ts';
import type { TestDatabase } from './database.ts';
import { createDeath } from './death.ts';

/** Where the check-in of these lives is posted. */
export const CHANNEL = '7000';
/** Where moderators are told what needs them. */
const TEAM = '8000';
export const COMMUNITY = '5000';
export const MEMBER = '6000';
/** Friday, 10:00 in Warsaw. */
export const DUE = '2026-11-27T09:00:00Z';

export interface Life {
  /** Dies at the point with this number, from 1; lives through if undefined. */
  readonly diesAt?: number;
  /** After so many minutes another process takes over. */
  readonly minutesDead?: number;
  /** What somebody does meanwhile. */
  readonly whileDead?: (clock: TestClock) => Promise<unknown>;
  readonly forum?: boolean;
  /** Whether the database is the embedded one, which knows that nobody else has it. */
  readonly alone?: boolean;
  /** What becomes of each request, by its number from 1. */
  readonly fate?: (number: number) => Fate;
}

export interface Lived {
  readonly discord: FakeDiscord;
  /** How many points there were at which it could die, and the name of the one where it did. */
  readonly points: number;
  readonly diedAt: string | undefined;
}

const instantly: Pace = { turn: async () => undefined, hold: () => undefined, held: () => 0 };

/** A community whose check-in is due on {@link DUE}, with a member who wants a reminder. */
export async function settle({ db }: TestDatabase): Promise<void> {
  const settings = {
    locale: 'pl',
    zone: 'Europe/Warsaw',
    checkinChannelId: CHANNEL,
    checkinWeekday: 5,
    checkinTime: '10:00',
  };
  await db.community.create({ data: { id: COMMUNITY, ...settings, checkinNextAt: new Date(DUE) } });
  await db.checkinReminder.create({ data: { personId: MEMBER, communityId: COMMUNITY } });
  const wish = { personId: MEMBER, communityId: COMMUNITY, kind: REMINDER_KIND };
  await db.noticeConsent.create({ data: { ...wish, createdAt: new Date(DUE) } });
}

/** What moderators are to be told: one is over once it is told, one stays open. */
const ALERTS = [
  ['missed', 'checkin.missed'],
  ['removal', 'share.removal'],
] as const;

/** Lives through a community's week, from its check-in to an hour after its close, and dies where it is told to. */
export async function live(database: TestDatabase, life: Life): Promise<Lived> {
  await database.reset();
  await settle(database);
  const { diesAt, minutesDead = 0, forum = false, alone = true } = life;
  const clock = testClock(DUE);
  await database.db.community.updateMany({ data: { moderatorChannelId: TEAM } });
  for (const [key, kind] of ALERTS)
    await raiseAlert({ db: database.db, clock }, { communityId: COMMUNITY, key, kind, channelId: CHANNEL });
  const death = createDeath(diesAt);
  let requests = 0;
  const discord = createFakeDiscord({
    now: () => clock.now().epochMilliseconds,
    look: () => ({ state: 'ready', kind: forum ? 'forum' : 'text', lacks: [] }),
    fate({ kind }) {
      requests += 1;
      if (death.pass(`before request ${kind}`)) return 'diesBefore';
      if (death.pass(`after request ${kind}`)) return 'diesAfter';
      return life.fate?.(requests) ?? 'ok';
    },
  });
  const { db, sealer } = database;
  const start = () =>
    startProcess({
      db,
      sealer,
      clock,
      discord,
      pace: instantly,
      alone,
      random: () => 0.5,
      atWrite: (name, kill) => {
        if (death.pass(name)) kill();
      },
    });
  let process = start();
  let acted = false;
  for (let ticks = 0; ticks < 60; ticks += 1) {
    await process.tick();
    if (!process.alive) {
      clock.advance({ minutes: minutesDead });
      await life.whileDead?.(clock);
      process = start();
      continue;
    }
    const next = await nextTime(database);
    if (!acted && (await findAlert(db, COMMUNITY, 'removal'))?.toldAt) {
      // As soon as moderators were told of it, they act.
      await resolveAlert({ db, clock }, COMMUNITY, 'removal');
      acted = true;
      continue;
    }
    if (!next) break;
    if (Temporal.Instant.compare(next, clock.now()) > 0) clock.set(next.toString());
  }
  return { discord, points: death.points, diedAt: death.diedAt };
}

/** When there is something to do next, within the week. */
async function nextTime({ db }: TestDatabase): Promise<Temporal.Instant | undefined> {
  const end = Temporal.Instant.from(DUE).add({ hours: 6 * 24 });
  const step = await db.outboxStep.findFirst({ where: { nextAt: { not: null } }, orderBy: { nextAt: 'asc' } });
  const community = await db.community.findFirst({ where: { checkinNextAt: { lt: new Date(end.epochMilliseconds) } } });
  const times = [step?.nextAt, community?.checkinNextAt].flatMap((at) => (at ? [at.getTime()] : []));
  const next = Math.min(...times);
  return next < end.epochMilliseconds ? Temporal.Instant.fromEpochMilliseconds(next) : undefined;
}

/** All that a life has left to see, wherever it stands. */
export function visible({ messages }: FakeDiscord, what: 'post' | 'question'): Message[] {
  return [...messages.values()].flat().filter(({ content }) => content.mark.startsWith(`${what} `));
}

/** What is wrong at the end of a life: empty if there is exactly one of everything, closed. */
export async function faultsOf(database: TestDatabase, { discord, diedAt }: Lived): Promise<string[]> {
  const { db } = database;
  const [posts, questions, rows] = [
    visible(discord, 'post'),
    visible(discord, 'question'),
    await db.checkin.findMany(),
  ];
  const [post] = posts;
  const [row] = rows;
  const [notice, ...more] = await db.notice.findMany();
  const direct = discord.messages.get(directTo(MEMBER)) ?? [];
  // What may have arrived and cannot be recognised any more comes with the member's next private answer.
  const reminded =
    direct.length === 1 ? notice?.state !== 'waiting' : direct.length === 0 && notice?.state === 'private';
  const told = (discord.messages.get(TEAM) ?? []).map(({ content }) => content.text).toSorted();
  const checks: [boolean, string][] = [
    [rows.length === 1, `${rows.length} rows`],
    [posts.length === 1, `${posts.length} posts`],
    [questions.length === 1, `${questions.length} questions`],
    [post?.threadId !== undefined, 'no thread'],
    [post?.content.text.startsWith('closed') === true, 'not closed'],
    [row?.state === 'closed' && row.messageId === post?.id, `row is ${row?.state}, message ${row?.messageId}`],
    [reminded && more.length === 0, `${direct.length} reminders, ${notice?.state}`],
    [told.join() === 'raised missed,raised removal,resolved removal', `told: ${told.join(', ')}`],
  ];
  return checks.flatMap(([fine, what]) => (fine ? [] : [`${diedAt ?? 'alive'}: ${what}`]));
}
