import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { setUpCheckin } from '../../support/checkin.ts';
import { testClock } from '../../support/clock.ts';

// Tuesday, 10:00 in Warsaw; the check-in is open for three days.
const TUESDAY = '2026-11-24T09:00:00Z';
const WEDNESDAY = '2026-11-25T09:00:00Z';
const clock = testClock(TUESDAY);
const bot = useBot({ clock });
let earlier: string[] = [];
beforeEach(async () => {
  clock.set(TUESDAY);
  earlier = bot()
    .member.inDm()
    .messages()
    .map(({ id }) => id);
  await setUpCheckin(bot(), { nextAt: TUESDAY, checkinWeekday: 2, checkinWindowHours: 48 });
});

const direct = (person: Person) =>
  person
    .inDm()
    .messages()
    .filter(({ id, text }) => !earlier.includes(id) && text.includes('zamyka się'));
const post = () => bot().app.runJob('check-ins');
const deliver = () => bot().app.runJob('check-ins');
const turnOn = async () => {
  const shown = await bot().member.in(bot().channel).run('/checkin przypomnienia');
  return shown.click('Włącz przypomnienia');
};

describe('a reminder', () => {
  it('comes a day before the close to who wants it and has not answered, once', async () => {
    const { member, other } = bot();
    expect((await turnOn()).text).toContain('Przypomnienia są włączone');
    await post();
    await deliver();
    expect(direct(member)).toEqual([]);
    clock.set(WEDNESDAY);
    await deliver();
    await deliver();
    const [reminder, ...more] = direct(member);
    expect(more).toEqual([]);
    expect(reminder?.text).toContain('Check-in z 24 listopada');
    expect(direct(other)).toEqual([]);
  });

  it('is turned on for the check-in that is open already', async () => {
    await post();
    await turnOn();
    clock.set(WEDNESDAY);
    await deliver();
    expect(direct(bot().member)).toHaveLength(1);
  });

  it('does not come to who has answered', async () => {
    const { member, checkin } = bot();
    await turnOn();
    await post();
    await member.in(checkin).last().click('Spokojny tydzień');
    clock.set(WEDNESDAY);
    await deliver();
    expect(direct(member)).toEqual([]);
  });

  it('does not come after moderators closed the check-in', async () => {
    await turnOn();
    await post();
    await bot().database.db.checkin.updateMany({ data: { closesAt: new Date(TUESDAY) } });
    clock.set(WEDNESDAY);
    await deliver();
    expect(direct(bot().member)).toEqual([]);
  });

  it('stops for this week, or for good', async () => {
    const { member, database } = bot();
    await turnOn();
    await post();
    clock.set(WEDNESDAY);
    await deliver();
    const [reminder] = direct(member);
    expect((await reminder?.click('Nie w tym tygodniu'))?.text).toContain('w tym tygodniu już nie przypomnę');
    expect(await database.db.checkinReminder.count({ where: { skippedWeek: { not: null } } })).toBe(1);
    expect((await reminder?.click('Nigdy więcej'))?.text).toContain('Przypomnienia są wyłączone');
    expect(await database.db.checkinReminder.count()).toBe(0);
    // A week later there is another check-in, and no reminder of it.
    clock.set('2026-12-01T09:00:00Z');
    await post();
    clock.set('2026-12-02T09:00:00Z');
    await deliver();
    expect(direct(member)).toHaveLength(1);
  });
});
