import type { Answer, Person } from '@granica/discord-sandbox/persons';
import { beforeEach } from 'vitest';
import { newId } from '../../src/database/ids.ts';
import { optIn } from '../../src/notices/consent.ts';
import { type NewNotice, oweNotice } from '../../src/notices/notices.ts';
import { useBot } from './bot.ts';
import { testClock } from './clock.ts';

/** Friday, 20:30 in Warsaw. */
export const FRIDAY_NIGHT = '2026-11-27T19:30:00Z';
/** Monday, 9:00 in Warsaw. */
export const MONDAY = '2026-11-30T08:00:00Z';

/** A bot that owes notices, on a Friday night before each test. */
export function useNotices() {
  const clock = testClock(FRIDAY_NIGHT);
  const bot = useBot({ clock });
  let earlier: string[] = [];
  const messagesTo = (person: Person) => person.inDm().messages();
  beforeEach(() => {
    clock.set(FRIDAY_NIGHT);
    earlier = messagesTo(bot().member).map(({ id }) => id);
  });
  const context = () => ({ db: bot().database.db, sealer: bot().database.sealer, clock });

  /** What follows an answer, once the bot has done all that it does about it. */
  async function followersOf(answer: Answer): Promise<Answer[]> {
    await bot()
      .app.stopSteps.find(({ name }) => name === 'interactions')
      ?.stop();
    return answer.followUps;
  }
  return {
    bot,
    clock,
    context,
    followersOf,
    tick: () => bot().app.runJob('check-ins'),
    /** The private messages that came in this test. */
    direct: (person: Person) => messagesTo(person).filter(({ id }) => !earlier.includes(id)),
    /** How many messages the bot tried to send. */
    posts: () => bot().sandbox.requests.filter(({ route }) => route === '/channels/:channelId/messages').length,
    /** What the member is brought with the answer to `/help`. */
    brought: async (person: Person) => followersOf(await person.in(bot().channel).run('/pomoc')),
    agree: (person: Person) =>
      optIn(context(), { personId: person.id, kind: 'follow-up', communityId: bot().guild.id }, 'pl'),
    /** A follow-up of an entry that exists, due now. */
    async owe(person: Person, change: Partial<NewNotice> = {}): Promise<NewNotice> {
      const { database, guild } = bot();
      const id = newId(clock.now().epochMilliseconds);
      const entry = {
        id,
        authorId: person.id,
        kind: 'late-payment',
        story: 'Faktura.',
        reaction: 'reminded',
        weight: 2,
      };
      await database.db.violation.create({ data: { ...entry, interactionId: id } });
      const notice: NewNotice = {
        personId: person.id,
        kind: 'follow-up',
        subject: id,
        communityId: guild.id,
        locale: 'pl',
        dueAt: clock.now(),
        ...change,
      };
      await oweNotice(context(), notice);
      return notice;
    },
  };
}
