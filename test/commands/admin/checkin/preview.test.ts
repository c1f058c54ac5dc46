import { describe, expect, it } from 'vitest';
import { useCheckinInHand } from '../../../support/checkin-in-hand.ts';

describe.each(['pl', 'en'] as const)('/admin checkin preview in %s', (locale) => {
  const { words, clock, bot, say, skip, at, times } = useCheckinInHand(locale);

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
});
