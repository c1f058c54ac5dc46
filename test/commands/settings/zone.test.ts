import { describe, expect, it } from 'vitest';
import { findMember } from '../../../src/members/settings.ts';
import { useBot } from '../../support/bot.ts';

describe('settings in Polish', () => {
  const bot = useBot();
  const stored = () => findMember(bot().database.db, bot().member.id);

  it('the zone is found by its city', async () => {
    const { member, channel } = bot();
    const choices = await member.in(channel).type('/settings zone', { city: 'new yo' }, 'city');
    expect(choices[0]).toEqual({ name: 'America/New York', value: 'America/New_York' });
    const saved = await member.in(channel).run('/ustawienia strefa', { miasto: 'America/New_York' });
    expect(saved.text).toMatch(/America\/New_York; jest tam teraz \d{1,2}:\d{2}/);
    expect((await stored()).zone).toBe('America/New_York');
    expect((await member.in(channel).run('/settings zone', { city: 'warsaw' })).text).toContain('Europe/Warsaw');
    const unknown = await member.in(channel).run('/settings zone', { city: '**Atlantyda**' });
    expect(unknown.text).toContain('Nie znam strefy');
    expect(unknown.text).toContain('\\*\\*Atlantyda');
    expect((await stored()).zone).toBe('Europe/Warsaw');
  });
});
