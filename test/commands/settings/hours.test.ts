import { direct } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { findMember } from '../../../src/members/settings.ts';
import { useBot } from '../../support/bot.ts';

describe('settings in Polish', () => {
  const bot = useBot();
  const stored = () => findMember(bot().database.db, bot().member.id);

  it('hours are asked with what counts now, and saved', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/ustawienia godziny');
    expect(form.title).toBe('Kiedy mogę do ciebie pisać?');
    const saved = await form.submit({ days: ['1', '3', '5'], from: '8', to: '15.30' });
    expect(saved.text).toContain('w poniedziałki, w środy i w piątki w godzinach 08:00–15:30');
    expect(saved.text).toContain('strefy czasowej społeczności');
    expect((await stored()).hours).toEqual({ days: [1, 3, 5], from: '08:00', to: '15:30' });
    const again = await saved.click('Zmień');
    expect(again.fields.find(({ customId }) => customId === 'to')?.value).toBe('15:30');
    const reset = await saved.click('Przywróć godziny domyślne');
    expect(reset.text).toContain('09:00–17:00');
    expect((await stored()).hours).toBeUndefined();
  });

  it('hours past midnight are explained and asked for first', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/settings hours');
    const asked = await form.submit({ days: ['5', '6'], from: '22:00', to: '6:00' });
    expect(asked.text).toContain('przechodzi przez północ');
    expect((await stored()).hours).toBeUndefined();
    const saved = await asked.click('Tak, pracuję nocą');
    expect(saved.text).toContain('do 06:00 następnego dnia');
    expect((await stored()).hours).toEqual({ days: [5, 6], from: '22:00', to: '06:00' });
  });

  it.each([
    ['no time', { from: 'rano', to: '17' }, '„rano” to nie jest godzina'],
    ['a time that is none', { from: '9', to: '25:00' }, '„25:00” to nie jest godzina'],
    ['no span', { from: '9', to: '9:00' }, 'takie same'],
  ])('%s is given back with what is wrong', async (_what, times, problem) => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/settings hours');
    const refused = await form.submit({ days: ['1'], ...times });
    expect(refused.text).toContain(problem);
    expect(refused.text).toContain(times.from);
    expect((await stored()).hours).toBeUndefined();
    expect((await refused.click('Popraw godziny')).kind).toBe('form');
  });

  it('no day at all is given back, also from a form that Discord would not send', async () => {
    const { sandbox, member, channel } = bot();
    const refused = await direct(sandbox, member, channel).submit('1:settings.hours-form', { from: '9', to: '10' });
    expect(refused.text).toContain('co najmniej jeden dzień');
  });
});

describe('settings in English', () => {
  const bot = useBot({ locale: 'en' });

  it('ask and save hours', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/settings hours');
    const saved = await form.submit({ days: ['1', '2'], from: '9:00', to: '5 pm' });
    expect(saved.text).toContain('on Mondays and on Tuesdays from 09:00 to 17:00');
  });
});
