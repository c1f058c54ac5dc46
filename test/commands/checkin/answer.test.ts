import { describe, expect, it } from 'vitest';
import { useCheckinWeek } from '../../support/checkin-week.ts';

describe.each(['pl', 'en'] as const)('a week with a check-in in %s', (locale) => {
  const { words, clock, bot, tick, posts, post } = useCheckinWeek(locale);

  it('takes one answer a member, changed as they like', async () => {
    const { database } = bot();
    const shown = await post();
    expect((await shown.click(words.calm)).text).toContain(words.calmSaved);
    const form = await shown.click(words.boundary);
    const saved = await form.submit({ boundary: 'Po 17 **nie** odbieram' });
    expect(saved.text).toContain('Po 17 \\*\\*nie\\*\\* odbieram');
    const log = await shown.click(words.log);
    await log.submit({ kind: 'disrespect', story: 'Krzyk', reaction: 'refused' });
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
});
