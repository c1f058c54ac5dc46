import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';

describe('how a client is addressed in Polish', () => {
  const bot = useBot();
  const open = (template: string, ton = 'formal') =>
    bot().member.in(bot().channel).run('/szablon użyj', { szablon: template, ton });

  it('needs no page of its own in the form', async () => {
    for (const { id, placeholders } of bot().content.templates.pl.templates) {
      const names = placeholders.map(({ name }) => name);
      if (names.length !== 6 || !names.includes('address')) continue;
      const form = await open(id);
      if (form.kind === 'form') expect(form.title, id).not.toContain('·');
    }
  });

  it('is changed below the message by one press, and remembered for this client', async () => {
    const form = await open('polite-refusal');
    const filled = await form.submit({ client: 'Alex', sender: 'Kasia' });
    expect(filled.text).toContain('Państwa');
    const select = filled.selects.find(({ customId }) => customId.includes('template.address'));
    expect(select?.options.map(({ label }) => label)).toEqual(['Forma: Pan', 'Forma: Pani', 'Forma: Państwo']);
    const changed = await filled.choose(select?.customId ?? '', ['pani']);
    expect(changed.id).toBe(filled.id);
    expect(changed.text).toContain('Szanowna Pani,');

    const again = await (await open('polite-refusal')).submit({ client: 'alex', sender: 'Kasia' });
    expect(again.text).toContain('Szanowna Pani,');
    const other = await (await open('polite-refusal')).submit({ client: 'Robin', sender: 'Kasia' });
    expect(other.text).toContain('Państwa');
    const chosen = await (await open('polite-refusal')).submit({ client: 'Alex', address: 'pan', sender: 'Kasia' });
    expect(chosen.text).toContain('Szanowny Panie,');
  });

  it('has no list in a friendly message, nor in English', async () => {
    const friendly = await (await open('polite-refusal', 'friendly')).submit({ client: 'Anna', sender: 'Kasia' });
    expect(friendly.selects.some(({ customId }) => customId.includes('template.address'))).toBe(false);
  });
});
