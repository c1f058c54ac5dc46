import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { setUpCheckin } from '../support/checkin.ts';
import { testClock } from '../support/clock.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
const WORDS = {
  pl: {
    title: 'Check-in tygodnia',
    calm: 'Spokojny tydzień',
    calmSaved: 'Spokojny tydzień: zapisane',
    boundary: 'Moja granica na ten tydzień',
    log: 'Zapisz naruszenie',
    crossed: 'ktoś przekroczył twoją granicę',
    discuss: 'Porozmawiajmy',
    closed: 'zamknięty',
    people: 'Odpowiedziały 3 osoby.',
    late: 'liczy się do twojej serii',
    over: 'Dziękujemy, że zaglądasz',
    none: 'nie ma otwartego check-inu',
    digest: 'Co przyniósł ten check-in',
    most: 'Spóźniona płatność – 6 osób',
    ended: 'Klient zapłacił – 6 razy',
    worked: 'odmowa – 7 razy na 10 skończyło się dobrze',
    alternative: 'Spóźniona płatność: 6 osób (wcześniej średnio 3)',
  },
  en: {
    title: 'Weekly check-in',
    calm: 'A calm week',
    calmSaved: 'A calm week: noted',
    boundary: 'My boundary this week',
    log: 'Log a violation',
    crossed: 'somebody crossed your boundary',
    discuss: 'Let’s talk',
    closed: 'closed',
    people: '3 people answered.',
    late: 'counts for your streak',
    over: 'Thank you for looking in',
    none: 'No check-in is open',
    digest: 'What this check-in brought',
    most: 'Late payment – 6 people',
    ended: 'The client paid – 6 times',
    worked: 'a refusal – it turned out well 7 times out of 10',
    alternative: 'Late payment: 6 people (before: 3 on average)',
  },
} as const;

describe.each(['pl', 'en'] as const)('a week with a check-in in %s', (locale) => {
  const words = WORDS[locale];
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });

  // The sandbox's channel keeps the posts of earlier tests.
  let before = 0;
  beforeEach(async () => {
    before = allPosts().length;
    clock.set('2026-11-23T08:00:00Z');
    await setUpCheckin(bot(), { locale, nextAt: '2026-11-23T08:00:00Z' });
  });
  const tick = () => bot().app.runJob('check-ins');
  const allPosts = () =>
    bot()
      .member.in(bot().checkin)
      .messages()
      .filter(({ text }) => text.includes(words.title));
  const posts = () => allPosts().slice(before);
  const post = async () => {
    await tick();
    clock.set(FRIDAY);
    await tick();
    const [first] = posts();
    if (!first) throw new Error('nothing was posted');
    return first;
  };

  it('is posted when it is due, once, with a thread that opens with a question', async () => {
    await tick();
    expect(posts()).toHaveLength(0);
    await post();
    await tick();
    clock.advance({ hours: 2 });
    await tick();
    await bot().restart();
    await tick();
    expect(posts()).toHaveLength(1);
    const row = await bot().database.db.checkin.findFirstOrThrow();
    expect(row).toMatchObject({ state: 'posted', threadId: row.messageId });
    const thread = bot().member.in({ id: row.threadId ?? '' });
    expect(thread.messages().filter(({ text }) => text.includes('?'))).toHaveLength(1);
  });

  it('is posted once by two jobs that find it due in the same moment, whichever has it', async () => {
    const { app } = bot();
    await tick();
    clock.set(FRIDAY);
    await Promise.all([app.runJob('due'), tick()]);
    await app.settle();
    expect(posts()).toHaveLength(1);
  });

  it('takes one answer a member, changed as they like', async () => {
    const { database } = bot();
    const shown = await post();
    expect((await shown.click(words.calm)).text).toContain(words.calmSaved);
    const form = await shown.click(words.boundary);
    const saved = await form.submit({ boundary: 'Po 17 **nie** odbieram' });
    expect(saved.text).toContain('Po 17 \\*\\*nie\\*\\* odbieram');
    const log = await shown.click(words.log);
    await log.submit({ kind: 'disrespect', story: 'Krzyk', reaction: 'refused', weight: '3' });
    expect(await database.db.checkinAnswer.findMany()).toMatchObject([{ outcome: 'violation', late: false }]);
    const answer = await bot().member.in(bot().checkin).run('/checkin answer');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(words.crossed);
    expect((await answer.click(words.discuss)).text).toMatch(/<#\d+>/);
  });

  it('closes with counts from three people up, and then answers kindly', async () => {
    const { member, other, moderator, checkin } = bot();
    await post();
    for (const person of [member, other, moderator]) await person.in(checkin).last().click(words.calm);
    clock.set('2026-11-30T09:01:00Z');
    await tick();
    const [closed] = posts();
    expect(closed?.text).toContain(words.closed);
    expect(closed?.text).toContain(words.people);
    const late = await closed?.click(words.boundary);
    expect((await late?.submit({ boundary: 'Urlop' }))?.text).toContain('Urlop');
    clock.advance({ days: 2 });
    expect((await closed?.click(words.calm))?.text).toContain(words.over);
    expect((await member.in(checkin).run('/checkin answer')).text).toContain(words.none);
  });

  it('shows no counts of fewer than three', async () => {
    const { member, other, checkin } = bot();
    await post();
    for (const person of [member, other]) await person.in(checkin).last().click(words.calm);
    clock.set('2026-11-30T09:01:00Z');
    await tick();
    expect(posts()[0]?.text).toContain(words.closed);
    expect(posts()[0]?.text).not.toMatch(/2 (osoby|people)/);
  });

  it('notes a late answer as one, and counts it for the streak alone', async () => {
    const shown = await post();
    clock.set('2026-11-30T20:00:00Z');
    expect((await shown.click(words.calm)).text).toContain(words.late);
    expect(await bot().database.db.checkinAnswer.findMany()).toMatchObject([{ late: true }]);
  });

  it('takes no answer for another community’s check-in', async () => {
    const { database } = bot();
    const shown = await post();
    await database.db.community.create({ data: { id: '99', locale, zone: 'Etc/UTC' } });
    await database.db.checkin.updateMany({ data: { communityId: '99' } });
    expect((await shown.click(words.calm)).text).toContain(words.over);
    expect(await database.db.checkinAnswer.count()).toBe(0);
  });

  const closedWeek = (week: string, kinds: object, reactions?: object) =>
    bot().database.db.communityWeek.create({
      data: {
        communityId: bot().guild.id,
        week: new Date(week),
        kinds,
        ...(reactions && { reactions }),
        closedAt: new Date(FRIDAY),
      },
    });
  /** Posts the check-in, closes it, and returns the digests in its discussion. */
  const close = async (before = async () => {}) => {
    await post();
    await before();
    clock.set('2026-11-30T09:01:00Z');
    await tick();
    await tick();
    await bot().restart();
    await tick();
    const { threadId } = await bot().database.db.checkin.findFirstOrThrow();
    const thread = bot().member.in({ id: threadId ?? '' });
    return thread.messages().filter(({ text }) => text.includes(words.digest));
  };

  it('tells in the discussion what it brought, once, with numbers that are closed for good', async () => {
    const { member, other, moderator, checkin } = bot();
    const outcomes = { paid: 3 };
    await closedWeek('2026-11-02', { 'late-payment': { people: 3, outcomes } });
    await closedWeek('2026-11-09', { 'late-payment': { people: 6, outcomes } });
    const digests = await close(async () => {
      for (const person of [member, other, moderator]) await person.in(checkin).last().click(words.calm);
    });
    expect(digests).toHaveLength(1);
    const [digest] = digests;
    expect(digest?.text).toContain(words.people);
    expect(digest?.text).toContain(words.most);
    expect(digest?.text).toContain(words.ended);
    const [picture] = digest?.files ?? [];
    expect(picture?.name).toBe('check-in.png');
    expect(picture?.bytes().subarray(1, 4).toString()).toBe('PNG');
    expect(JSON.stringify(digest?.raw.components)).toContain(words.alternative);
    expect(digest?.buttons.map(({ label }) => label)).toContain(words.log);
  });

  it('tells which reaction worked best, over all the weeks that tell it', async () => {
    const kinds = { other: { people: 9 } };
    await closedWeek('2026-10-26', kinds, { refused: { people: 4, well: 4 }, reminded: { people: 9, well: 3 } });
    await closedWeek('2026-11-02', { other: { people: 3, outcomes: { paid: 3 } } });
    await closedWeek('2026-11-09', kinds, { refused: { people: 6, well: 3 } });
    const [digest] = await close();
    expect(digest?.text).toContain(words.worked);
    expect(digest?.text).not.toContain(words.ended.split(' – ')[0]);
  });

  it('says nothing where there is nothing to tell', async () => {
    await post();
    clock.set('2026-11-30T09:01:00Z');
    await tick();
    expect(await bot().database.db.outboxStep.findMany({ where: { kind: 'checkin.digest' } })).toMatchObject([
      { state: 'cancelled' },
    ]);
  });
});
