import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';

const TEXT = '{{greeting}}\n\nTermin: {{termin}}.[[ Uwaga: {{uwaga}}.]]\n\n{{sender}}';

describe('own templates in Polish', () => {
  const bot = useBot();
  const save = async (values: { title: string; text: string }, options = {}) =>
    (await bot().member.in(bot().channel).run('/szablon zapisz', options)).submit(values);

  it('are deleted after asking, by title or reference; the text comes back once more', async () => {
    const { member, channel, database } = bot();
    const saved = await save({ title: 'Termin poprawek', text: TEXT });
    const typed = await member.in(channel).type('/szablon usuń', { szablon: 'termin' }, 'szablon');
    const reference = String(typed[0]?.value);
    const question = await member.in(channel).run('/szablon usuń', { szablon: 'Termin poprawek' });
    expect((await question.click('Zostaw')).text).toContain('Niczego nie usunięto');
    const again = await member.in(channel).run('/szablon usuń', { szablon: reference });
    const deleted = await again.click('Usuń');
    expect(deleted.text).toContain(TEXT);
    expect(await database.db.ownTemplate.count()).toBe(0);
    expect((await saved.click('Wypełnij')).text).toContain('Nie ma szablonu');
  });
});
