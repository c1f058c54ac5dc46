import type { AlertKind } from '../../../src/communities/alerts/kinds.ts';
import { INVITE_PERMISSIONS } from '../../../src/ports/permissions.ts';
import { type AlertCase, type AlertWorld, setThread } from './case.ts';

/** The kinds of alerts about what members share. */
export type ShareAlertKind = Extract<AlertKind, `share.${string}`>;

const WORKS = { pl: 'znów mogę pisać', en: 'I can write in the discussion' };
const [OPEN, SHUT] = [
  { archived: false, locked: false },
  { archived: true, locked: true },
];
const thread = ({ bot, week }: AlertWorld, state: typeof OPEN): void => setThread(bot, week.thread(), state);

/** Has a card in the discussion, which its author takes back once moderators have closed it. */
const withdrawn = async (world: AlertWorld): Promise<void> => {
  const { week, open } = world;
  await open();
  const own = await week.shared(week.join('Anna'), 'named');
  thread(world, SHUT);
  await own.click(week.words.withdraw);
  await week.tick();
};

export const SHARE_CASES: Readonly<Record<ShareAlertKind, AlertCase>> = {
  'share.waiting': {
    says: { pl: 'Coś czeka na decyzję moderacji', en: 'Something is waiting for a moderator’s decision' },
    async cause({ open, week }) {
      await open();
      await week.shared(week.join('Anna'), 'anonymous', 'https://discord.gg/zlo123');
    },
    cure: {
      async act({ bot, locale, week }) {
        const queue = await bot.newModerator(locale).in(bot.channel).run('/admin moderate queue');
        await queue.click(week.words.show);
      },
    },
  },
  'share.blocked': {
    says: { pl: 'brakuje mi tam uprawnień', en: 'I lack permissions there' },
    async cause({ bot, place, open, week }) {
      await open();
      place.permit(bot.sandbox.bot, { deny: ['SendMessagesInThreads'] });
      await week.shared(week.join('Anna'), 'named');
    },
    cure: {
      act: async ({ bot, place }) => place.permit(bot.sandbox.bot, { allow: INVITE_PERMISSIONS }),
      says: WORKS,
    },
  },
  'share.locked': {
    says: { pl: 'wątek jest zablokowany', en: 'the thread is locked' },
    async cause(world) {
      await world.open();
      thread(world, SHUT);
      await world.week.shared(world.week.join('Anna'), 'named');
    },
    cure: { act: async (world) => thread(world, OPEN), says: WORKS },
  },
  'share.removal': {
    says: { pl: 'Nie mogę usunąć [mojej wiadomości]', en: 'I can’t remove [one of my messages]' },
    cause: withdrawn,
    cure: {
      act: async (world) => thread(world, OPEN),
      says: { pl: 'zniknęło to, co miało zniknąć', en: 'is gone' },
    },
  },
  'share.removalFailed': {
    before: 'share.removal',
    says: { pl: 'usuń [tę wiadomość]', en: 'delete [this message]' },
    async cause(world) {
      await withdrawn(world);
      const paused = { checkinPausedUntil: new Date('2027-01-31'), checkinNextAt: new Date('2027-02-01') };
      await world.bot.database.db.community.updateMany({ data: paused });
      world.clock.advance({ days: 8 });
      await world.week.tick();
    },
  },
  'share.gone': {
    says: { pl: 'Ktoś usunął dyskusję bieżącego check-inu', en: 'The discussion of this check-in was deleted' },
    async cause({ bot, open, week }) {
      await open();
      bot.sandbox.channel(week.thread()).remove();
      // By the time of an answer the gateway has told of it; it is noted a moment later.
      await week.join('Anna').in(bot.channel).run('/help');
      await bot.app.settle();
    },
  },
};
