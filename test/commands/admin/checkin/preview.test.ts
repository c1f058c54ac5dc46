import { describe, expect, it } from 'vitest';
import { useCheckinInHand } from '../../../support/checkin-in-hand.ts';

describe.each(['pl', 'en'] as const)('/admin checkin preview in %s', (locale) => {
  const { words, clock, bot, tick, posts, say, skip, at, times } = useCheckinInHand(locale);

  it('is shown five times ahead, with the weeks that have none and why', async () => {
    await skip('2026-12-01');
    const { text } = await say(words.preview);
    expect(times(text)).toEqual(
      ['2026-11-27', '2026-12-11', '2026-12-18', '2027-01-08', '2027-01-15'].map((day) => at(`${day}T10:00+01:00`)),
    );
    expect(text).toContain(words.skippedWeek);
    expect(text).toContain(words.holiday);
    await bot().database.db.community.updateMany({ data: { checkinChannelId: null } });
    expect((await say(words.preview)).text).toContain(words.notSetUp);
  });

  it.each([
    ['gap', '2027-03-22T08:00:00Z', '2027-03-28T01:00:00Z'],
    ['overlap', '2027-10-25T08:00:00Z', '2027-10-31T00:30:00Z'],
  ] as const)('warns when the clocks change: %s', async (change, now, first) => {
    clock.set(now);
    // The gap of 2027 is on Easter Sunday.
    const data = { checkinWeekday: 7, checkinTime: '02:30', checkinHolidays: null };
    await bot().database.db.community.updateMany({ data });
    const { text } = await say(words.preview);
    expect(times(text)?.[0]).toBe(at(first));
    expect(text.split(words[change])).toHaveLength(2);
  });

  it('shows the next post and its discussion as they will be, with nothing to press, and only to who asked', async () => {
    await bot().database.db.checkinTheme.create({
      data: { communityId: bot().guild.id, week: new Date('2026-11-23'), theme: 'end-of-revisions' },
    });
    const answer = await say(words.preview);
    await expect.poll(() => answer.followUps).toHaveLength(1);
    const [shown] = answer.followUps;
    expect(shown?.ephemeral).toBe(true);
    clock.set('2026-11-27T09:00:00Z');
    await tick();
    const [post] = posts();
    expect(post?.text.split('\n').length).toBeGreaterThan(4);
    expect(shown?.text).toContain(post?.text);
    const { threadId } = await bot().database.db.checkin.findFirstOrThrow();
    const [question] = bot()
      .member.in({ id: threadId ?? '' })
      .messages();
    expect(shown?.text).toContain(question?.text);
    expect(shown?.buttons.map(({ label }) => label)).toEqual(
      [...(post?.buttons ?? []), ...(question?.buttons ?? [])].map(({ label }) => label),
    );
    expect(shown?.buttons.filter(({ disabled }) => !disabled)).toEqual([]);
  });

  it('shows no post where none is planned', async () => {
    await bot().database.db.community.updateMany({ data: { checkinPausedUntil: new Date('9999-12-31') } });
    const answer = await say(words.preview);
    expect(answer.text).toContain(words.nothing);
    expect(answer.followUps).toEqual([]);
  });
});
