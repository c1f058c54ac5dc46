import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';

const VALUES = {
  title: 'Zaliczka przed startem',
  summary: 'Prośba o zaliczkę',
  keywords: 'zadatek, przedpłata',
  text: '{{greeting}}\n\nproszę o zaliczkę: {{kwota}}.\n\n{{sender}}',
};

describe('templates of a community in Polish', () => {
  const bot = useBot();
  const run = (command: string, options = {}) => bot().moderator.in(bot().checkin).run(command, options);
  const add = async (values = VALUES) => {
    const preview = await (await run('/admin szablon dodaj')).submit(values);
    return preview.click('Zapisz dla społeczności');
  };

  it('are removed after asking, and put back', async () => {
    const { member, channel } = bot();
    await add();
    const template = 'community.zaliczka-przed-startem';
    const question = await run('/admin szablon usuń', { szablon: 'Zaliczka przed startem' });
    const removed = await question.click('Usuń');
    expect((await member.in(channel).run('/template use', { template })).text).toContain('Nie ma szablonu');
    await removed.click('Przywróć');
    expect((await member.in(channel).run('/template use', { template })).kind).toBe('form');
  });
});
