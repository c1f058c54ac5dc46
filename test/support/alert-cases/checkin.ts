import { onTestFinished } from 'vitest';
import type { AlertKind } from '../../../src/communities/alerts/kinds.ts';
import { type CheckinPermission, INVITE_PERMISSIONS } from '../../../src/ports/permissions.ts';
import { type AlertCase, type AlertWorld, alter, setThread } from './case.ts';

/** The check-in's kinds of alerts. */
export type CheckinAlertKind = Extract<AlertKind, `checkin.${string}`>;

const SEND = 'POST /channels/:channelId/messages';
/** When the check-in has closed. */
const CLOSED = '2026-11-30T09:01:00Z';
const WORKS = { pl: 'znów działa', en: 'works again' };

/** The bot may do all that it is invited for in the check-in's channel, but for some. */
const permit = ({ bot, place }: AlertWorld, ...deny: readonly CheckinPermission[]): void =>
  place.permit(bot.sandbox.bot, { allow: INVITE_PERMISSIONS.filter((one) => !deny.includes(one)), deny });

/** Numbers of earlier weeks, from which the digest draws a picture. */
const earlierWeek = ({ bot }: AlertWorld) =>
  bot.database.db.communityWeek.create({
    data: {
      communityId: bot.guild.id,
      week: new Date('2026-11-09'),
      kinds: { 'scope-creep': { people: 4 } },
      closedAt: new Date('2026-11-20'),
    },
  });

const exec = ({ bot }: AlertWorld, sql: string): Promise<void> =>
  bot.database.withSession(async (session) => void (await session.exec(sql)));

const heal = (world: AlertWorld): Promise<void> => exec(world, 'DROP FUNCTION IF EXISTS refuse() CASCADE');

const close = async ({ clock, week }: AlertWorld): Promise<void> => {
  clock.set(CLOSED);
  await week.tick();
};

/** Fills a server up to Discord's limit of active threads, or takes these threads away again. */
const crowd = ({ bot }: AlertWorld, full: boolean): void => {
  const { channels } = bot.sandbox.world;
  const thread = { archived: false, locked: false, auto_archive_duration: 1440, archive_timestamp: CLOSED } as const;
  for (let number = 0; number < 1000; number += 1) {
    const id = `4${String(number).padStart(17, '0')}`;
    if (full) channels.set(id, { ...bot.channel.state, id, type: 11, parentId: bot.channel.id, thread });
    else channels.delete(id);
  }
};

export const CHECKIN_CASES: Readonly<Record<CheckinAlertKind, AlertCase>> = {
  'checkin.forbidden': {
    says: { pl: 'Nie mogę opublikować check-inu', en: 'I can’t post the check-in' },
    async cause(world) {
      permit(world, 'SendMessages');
      await world.open();
    },
    cure: { act: async (world) => permit(world), says: WORKS },
  },
  'checkin.missing': {
    says: { pl: 'Kanału check-inu już nie ma', en: 'The check-in channel no longer exists' },
    async cause({ place, open }) {
      place.remove();
      await open();
    },
    cure: {
      act: ({ bot, set }) => set('channel', bot.guild.addChannel({ name: 'nowy' })),
      says: WORKS,
    },
  },
  'checkin.locked': {
    kind: 'forum',
    says: { pl: 'Nie mogę pisać w wątku check-inu', en: 'I can’t write in the check-in thread' },
    async cause(world) {
      await world.open();
      setThread(world.bot, world.week.thread(), { archived: true, locked: true });
      await close(world);
    },
    cure: {
      act: async ({ bot, week }) => setThread(bot, week.thread(), { archived: false, locked: false }),
      says: WORKS,
    },
  },
  'checkin.tagRequired': {
    kind: 'forum',
    says: { pl: 'wymaga tagu', en: 'requires a tag' },
    async cause({ bot, place, open }) {
      alter(bot, place.id, (state) => {
        state.flags |= 1 << 4;
      });
      await open();
    },
    cure: {
      act: async ({ bot, place }) =>
        alter(bot, place.id, (state) => {
          state.flags &= ~(1 << 4);
        }),
      says: WORKS,
    },
  },
  'checkin.refused': {
    kind: 'forum',
    says: { pl: 'Discord odrzuca check-in', en: 'Discord won’t accept the check-in' },
    async cause(world) {
      crowd(world, true);
      await world.open();
    },
    cure: { act: async (world) => crowd(world, false), within: 5, says: WORKS },
  },
  'checkin.uncertain': {
    says: { pl: 'Discord nie potwierdził check-inu', en: 'Discord didn’t confirm the check-in' },
    async cause(world) {
      const { bot, clock, open, week } = world;
      permit(world, 'ReadMessageHistory');
      bot.sandbox.faults.add({ kind: 'done-but-lost', on: SEND });
      await open();
      // Discord knows the nonce for some minutes only.
      clock.advance({ minutes: 10 });
      await week.tick();
    },
    cure: { act: async (world) => permit(world), says: WORKS },
  },
  'checkin.missed': {
    says: { pl: 'przepadł w tym tygodniu', en: 'was lost this week' },
    async cause({ bot, clock, open, week }) {
      const on = /^(POST|GET) \/channels/;
      const { id } = bot.sandbox.faults.add({ kind: 'error-503', on, times: Number.POSITIVE_INFINITY });
      await open();
      clock.advance({ hours: 13 });
      await week.tick();
      bot.sandbox.faults.remove(id);
      clock.advance({ minutes: 10 });
      await week.tick();
    },
  },
  'checkin.away': {
    says: { pl: 'gdy przyszła jego pora, bot nie działał', en: 'was lost: I wasn’t running when it was due' },
    async cause({ clock, open }) {
      clock.advance({ hours: 13 });
      await open();
    },
  },
  'checkin.unreadable': {
    says: { pl: 'Nie mogę zaplanować check-inów', en: 'I can’t plan the check-ins' },
    cause: ({ open }) => open({ checkinWeekday: 9 }),
    cure: { act: ({ set }) => set('weekday', '5'), says: WORKS },
  },
  'checkin.unplanned': {
    says: { pl: 'Nie udaje mi się zaplanować check-inów', en: 'Something goes wrong when I plan the check-ins' },
    async cause(world) {
      onTestFinished(() => heal(world));
      await exec(
        world,
        `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$ LANGUAGE plpgsql;
         CREATE TRIGGER refuse BEFORE INSERT ON "Checkin" FOR EACH ROW EXECUTE FUNCTION refuse()`,
      );
      await world.open();
    },
    toldWithin: 10,
    cure: {
      act: async (world) => {
        await heal(world);
        // The fault was made: that it was logged is no fault of the bot's.
        const { logged } = world.bot;
        logged.splice(0, logged.length, ...logged.filter((line) => !line.includes('could not be planned')));
      },
      within: 5,
      says: WORKS,
    },
  },
  'checkin.discussion': {
    says: { pl: 'nie mogę otworzyć dyskusji', en: 'I can’t open its discussion' },
    async cause(world) {
      permit(world, 'CreatePublicThreads');
      await world.open();
    },
    cure: {
      act: async (world) => permit(world),
      says: { pl: 'znów mogę otwierać dyskusje', en: 'I can open discussions' },
    },
  },
  'checkin.announcement': {
    says: { pl: 'skrótu nie mogę opublikować', en: 'I can’t post its short version' },
    async cause(world) {
      await world.open({ digestInChannel: true });
      await earlierWeek(world);
      permit(world, 'SendMessages');
      await close(world);
    },
    cure: {
      act: async (world) => permit(world),
      says: { pl: 'znów mogę publikować skrót', en: 'I can post the short digest' },
    },
  },
  'checkin.files': {
    says: { pl: 'pojawiło się bez wykresu', en: 'came without its picture' },
    async cause(world) {
      await world.open();
      await earlierWeek(world);
      permit(world, 'AttachFiles');
      await close(world);
    },
    cure: {
      act: async (world) => permit(world),
      says: { pl: 'znów mogę załączać pliki', en: 'I can attach files' },
    },
  },
};
