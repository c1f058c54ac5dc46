import { describe, expect, it } from 'vitest';
import { findMember } from '../../../src/members/settings.ts';
import { useBot } from '../../support/bot.ts';

describe('settings in Polish', () => {
  const bot = useBot();
  const stored = () => findMember(bot().database.db, bot().member.id);

  it('the person’s language counts before Discord’s, for private answers only', async () => {
    const { member, other, channel } = bot();
    const saved = await member.in(channel).run('/ustawienia język', { język: 'angielski' });
    expect(saved.text).toContain('I’ll answer you in English');
    expect((await member.in(channel).run('/help')).text).toContain('I help you set boundaries');
    expect((await member.in(channel).run('/violation list')).text).toContain('/naruszenie dodaj');
    expect((await other.in(channel).run('/help')).text).toContain('Pomagam stawiać');
    const back = await member.in(channel).run('/settings language', { language: 'discord' });
    expect(back.text).toContain('Odpowiadam ci teraz w języku');
    expect((await stored()).locale).toBeUndefined();
  });

  it('work in direct messages with the bot', async () => {
    const { member } = bot();
    expect((await member.inDm().run('/settings language', { language: 'en' })).text).toContain('in English');
  });
});
