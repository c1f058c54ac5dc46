import { describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';

describe('templates in Polish', () => {
  const bot = useBot();

  it('suggests, asks in a form, and gives a message ready to copy', async () => {
    const { member, channel } = bot();
    const seat = member.in(channel);
    const suggestions = await seat.type('/szablon użyj', { szablon: 'odm' }, 'szablon');
    expect(suggestions.map(({ value }) => value)).toContain('polite-refusal');
    const form = await seat.run('/szablon użyj', { szablon: 'polite-refusal' });
    expect(form.title).toBe('Uprzejma odmowa');
    const filled = await form.submit({ client: 'Anna', sender: 'Kasia' });
    expect(filled.ephemeral).toBe(true);
    expect(filled.text).toMatch(/```\n.*Anno[\s\S]*Kasia\n```/);
    expect(filled.text).not.toMatch(/\{\{|\[\[/);
    const [file] = filled.files;
    expect(file?.name).toBe('wiadomosc.txt');
  });

  it('does not let a name break out of the code block', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/template use', { template: 'polite-refusal', tone: 'firm' });
    const filled = await form.submit({ client: '``` @everyone', sender: 'K' });
    expect(filled.text.match(/```/g)).toHaveLength(2);
  });

  it('answers an unknown template with what to do', async () => {
    const answer = await bot().member.in(bot().channel).run('/template use', { template: 'nie ma' });
    expect(answer.text).toContain('Nie ma szablonu „nie ma”');
  });
});

describe('templates in English', () => {
  const bot = useBot({ locale: 'en' });

  it('gives a message ready to copy', async () => {
    const form = await bot().member.in(bot().channel).run('/template use', { template: 'polite-refusal' });
    const filled = await form.submit({ client: 'Sam', sender: 'Kate' });
    expect(filled.text).toMatch(/```\n.*Sam[\s\S]*Kate\n```/);
  });
});
