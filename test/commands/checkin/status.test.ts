import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { setUpCheckin } from '../../support/checkin.ts';
import { testClock } from '../../support/clock.ts';

// Tuesday, 10:00 in Warsaw; the check-in is open for three days.
const TUESDAY = '2026-11-24T09:00:00Z';
const clock = testClock(TUESDAY);
const bot = useBot({ clock });
beforeEach(async () => {
  clock.set(TUESDAY);
  await setUpCheckin(bot(), { nextAt: TUESDAY, checkinWeekday: 2, checkinWindowHours: 48 });
});
const post = () => bot().app.runJob('check-ins');

describe('/checkin status', () => {
  it('shows the streak, the open check-in and the weeks, and answers with one tap', async () => {
    const { member, checkin, channel } = bot();
    await post();
    const before = await member.in(channel).run('/checkin status');
    expect(before.ephemeral).toBe(true);
    expect(before.text).toContain('Seria zaczyna się od jednej odpowiedzi');
    expect(before.text).toContain('⏳ 24 listopada');
    await before.click('Spokojny tydzień');
    clock.set('2026-12-01T09:00:00Z');
    await post();
    await member.in(checkin).last().click('Spokojny tydzień');
    const after = await member.in(channel).run('/checkin status');
    expect(after.text).toContain('**2 tygodnie** z rzędu');
    expect(after.text).toContain('🟢 1 grudnia: spokojny tydzień\n🟢 24 listopada');
    expect(after.buttons.map(({ label }) => label)).toEqual(['Włącz przypomnienia']);
  });

  it('says so where there was none yet', async () => {
    const { member, channel } = bot();
    expect((await member.in(channel).run('/checkin status')).text).toContain('Nie było tu jeszcze żadnego check-inu');
  });

  it('counts a late answer for the streak, and freezes the weeks without one', async () => {
    const { member, checkin, channel } = bot();
    await post();
    clock.set('2026-11-28T08:00:00Z'); // 47 hours after the close
    await member.in(checkin).last().click('Spokojny tydzień');
    for (const tuesday of ['2026-12-01', '2026-12-08']) {
      clock.set(`${tuesday}T09:00:00Z`);
      await post();
    }
    await member.in(checkin).last().click('Spokojny tydzień');
    const { text } = await member.in(channel).run('/checkin status');
    expect(text).toContain('**2 tygodnie** z rzędu');
    expect(text).toContain('❄️ 1 grudnia');
    expect(text).toContain('1 z 2');
  });
});
