import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeMember } from '../../src/members/settings.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../src/notices/kinds.ts';
import { languageOf, noteLanguage } from '../../src/notices/language.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

/** Monday, 10:00 in Warsaw: the check-in of Friday is about to close, and everybody's hours have begun. */
const MONDAY = '2026-11-30T08:00:00Z';
const clock = testClock(FRIDAY);
const bot = useBot({ clock });
// Emily reads and presses English in a Polish community.
const english = discussionOf(bot, 'en');
const { open, tick } = discussionOf(bot, 'pl');
let emily: Person;
let earlier: number;
beforeEach(async () => {
  clock.set(FRIDAY);
  emily = english.join('Emily');
  earlier = emily.inDm().messages().length;
  await open();
});

/** The link to Emily's card in the discussion. */
async function sharedByEmily(): Promise<string> {
  await english.shared(emily, 'named');
  const { messageId } = await bot().database.db.card.findFirstOrThrow();
  return `https://discord.com/channels/${bot().guild.id}/${english.thread()}/${messageId}`;
}

/** What each kind needs so that the bot owes it to Emily, done as she and moderators do it; and what she reads then. */
const CAUSES: Readonly<Record<NoticeKind, { cause(): Promise<unknown>; readonly says: string }>> = {
  'follow-up': {
    async cause() {
      const days = await (await english.log(emily)).click('Remind me');
      await days.click('In 2 days');
    },
    says: 'How are things with this one?',
  },
  removed: {
    async cause() {
      const message = await sharedByEmily();
      await bot().moderator.in(bot().checkin).run('/admin moderate remove', { message, reason: 'Spam' });
    },
    says: 'Moderators removed your card',
  },
  'checkin-reminder': {
    cause: async () => (await emily.in(bot().checkin).run('/checkin reminders')).click('Turn on reminders'),
    says: 'One tap is enough',
  },
};

describe('a notice to an English person in a Polish community', () => {
  it.each(NOTICE_KINDS)('is a direct message in English: %s', async (kind) => {
    const { database, guild } = bot();
    const { cause, says } = CAUSES[kind];
    await cause();
    await database.db.noticeConsent.createMany({
      data: { personId: emily.id, kind, communityId: guild.id, createdAt: new Date(FRIDAY) },
      skipDuplicates: true,
    });
    clock.set(MONDAY);
    await bot().app.runJob('check-ins');
    const [told] = emily.inDm().messages().slice(earlier);
    expect(told?.text).toContain(says);
  });

  it('has the answers in it, in English too: one tap from the message', async () => {
    await english.log(emily);
    await CAUSES['checkin-reminder'].cause();
    clock.set(MONDAY);
    await bot().app.runJob('check-ins');
    const [told] = emily.inDm().messages().slice(earlier);
    expect(told?.text).toContain('You have **1 entry** since Monday');
    expect(told?.buttons.slice(0, 3).map(({ label }) => label)).toEqual([
      'Count this entry',
      'A quiet week',
      'Log a crossed boundary',
    ]);
    expect((await told?.click('Count this entry'))?.text).toContain('someone crossed your boundary');
  });

  it.each(NOTICE_KINDS)('is in the language of the answer that brings it along: %s', async (kind) => {
    const { database } = bot();
    await CAUSES[kind].cause();
    await database.db.noticeConsent.deleteMany();
    // Nothing is known of her language but what the interaction itself says.
    await database.db.member.deleteMany();
    clock.set(MONDAY);
    await bot().app.runJob('check-ins');
    const answer = await emily.in(bot().checkin).run('/help');
    await expect.poll(() => answer.followUps.length).toBe(1);
    expect(answer.followUps[0]?.text).toContain(CAUSES[kind].says);
  });
});

it('takes the member’s own choice first, then what Discord showed them last, then the community’s language', async () => {
  const { db } = bot().database;
  expect(await languageOf(db, emily.id, 'pl')).toBe('pl');
  await noteLanguage(db, emily.id, 'en');
  expect(await languageOf(db, emily.id, 'pl')).toBe('en');
  await changeMember(db, emily.id, { locale: 'pl' });
  await noteLanguage(db, emily.id, 'en');
  expect(await languageOf(db, emily.id, 'en')).toBe('pl');
  await tick();
});
