import { describe, expect, it } from 'vitest';
import { useCheckinInHand } from '../../../support/checkin-in-hand.ts';

const FRIDAY = '2026-11-27T09:00:00Z';

describe.each(['pl', 'en'] as const)('/admin checkin skip in %s', (locale) => {
  const { words, clock, bot, tick, posts, skip, trail } = useCheckinInHand(locale);

  it('leaves one week out, chosen from a list, and puts it back', async () => {
    const type = () =>
      bot()
        .moderator.in(bot().channel)
        .type(words.skip, { [words.week]: '' }, words.week);
    expect((await type()).map(({ value }) => value).slice(0, 2)).toEqual(['2026-11-27', '2026-12-04']);
    expect((await skip('2026-12-04')).text).toContain(words.skipped);
    expect((await type())[1]?.name).toContain(words.mark);
    clock.set('2026-12-04T09:00:00Z');
    await tick();
    const rows = await bot().database.db.checkin.findMany();
    expect(rows.map(({ week }) => week.toISOString().slice(0, 10))).not.toContain('2026-11-30');
    clock.set('2026-12-02T09:00:00Z');
    expect((await skip('1.12.2026')).text).toContain(words.unskipped);
    await tick();
    clock.set('2026-12-04T09:00:00Z');
    await tick();
    expect(await bot().database.db.checkin.count({ where: { week: new Date('2026-11-30'), state: 'posted' } })).toBe(1);
    expect((await skip('2026-11-20')).text).toContain(words.skipPast);
    expect((await skip('2026-12-04')).text).toContain(words.posted);
    expect(await trail()).toEqual(['checkin.skip', 'checkin.unskip']);
  });

  it('takes back what is due and not posted yet, and brings it once when it is wanted again', async () => {
    const { database, checkin } = bot();
    const none = await database.db.community.updateMany({ data: { checkinChannelId: '1' } });
    expect(none.count).toBe(1);
    clock.set(FRIDAY);
    await tick();
    expect(await database.db.checkin.findMany()).toMatchObject([{ state: 'due' }]);
    await skip('2026-11-27');
    await database.db.community.updateMany({ data: { checkinChannelId: checkin.id } });
    clock.advance({ minutes: 30 });
    await tick();
    expect(posts()).toHaveLength(0);
    expect(await database.db.checkin.findMany()).toMatchObject([{ state: 'cancelled' }]);
    await skip('2026-11-27');
    await tick();
    await tick();
    expect(posts()).toHaveLength(1);
  });
});
