import { describe, expect, it } from 'vitest';
import { FRIDAY, useCheckinWeek } from '../support/checkin-week.ts';

describe.each(['pl', 'en'] as const)('a week with a check-in in %s', (locale) => {
  const { words, clock, bot, tick, posts, post } = useCheckinWeek(locale);

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

  it('shows no counts of fewer than three', async () => {
    const { member, other, checkin } = bot();
    await post();
    for (const person of [member, other]) await person.in(checkin).last().click(words.calm);
    clock.set('2026-11-30T09:01:00Z');
    await tick();
    expect(posts()[0]?.text).toContain(words.closed);
    expect(posts()[0]?.text).not.toMatch(/2 (osoby|people)/);
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
