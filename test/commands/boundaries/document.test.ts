import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { dumpTables } from '../../support/person.ts';
import { type FULL_SHEET, HALF_SHEET, saveSheet } from '../../support/sheets.ts';

const now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const clock = { now: () => now };

describe('the boundary sheet in Polish', () => {
  const bot = useBot({ clock });
  const save = (sheet: typeof FULL_SHEET) => saveSheet(bot().database, bot().member.id, sheet);

  it('the letter comes as PDF and Markdown in the language that was chosen, and no name is kept', async () => {
    const { member, channel, database } = bot();
    await save(HALF_SHEET);
    const form = await member.in(channel).run('/granice dokument');
    const letter = await form.submit({
      language: 'en',
      sender: 'Zuzanna Sekretna',
      client: 'Genowefa Tajna',
      project: 'the hidden website',
      appendix: 'yes',
    });
    expect(letter.ephemeral).toBe(true);
    expect(letter.text).toContain('Brakuje jeszcze części: Zakres prac i Dni wolne');
    const [pdf, markdown] = letter.files;
    expect([pdf?.name, markdown?.name]).toEqual(['how-i-work.pdf', 'how-i-work.md']);
    expect(markdown?.text()).toContain('Dear Genowefa Tajna,');
    expect(markdown?.text()).toContain('- [ ] Working hours: Monday to Friday, 08:00–16:00');
    const dump = JSON.stringify(await dumpTables(database));
    for (const secret of ['Sekretna', 'Tajna', 'hidden website']) expect(dump).not.toContain(secret);
  });

  it('a letter in an alphabet that the font lacks comes as Markdown alone', async () => {
    const { member, channel } = bot();
    const form = await member.in(channel).run('/granice dokument');
    const letter = await form.submit({ language: 'pl', sender: 'Олена', client: '', project: '', appendix: 'no' });
    expect(letter.text).toContain('Pliku PDF nie ma');
    expect(letter.files.map(({ name }) => name)).toEqual(['zasady-wspolpracy.md']);
  });
});

describe('the boundary sheet in English', () => {
  const bot = useBot({ locale: 'en', clock });

  it('is made a letter of', async () => {
    const { member, channel } = bot();
    const letterForm = await member.in(channel).run('/boundaries document');
    const letter = await letterForm.submit({ language: 'en', sender: 'Jan', client: '', project: '', appendix: 'no' });
    expect(letter.files.map(({ name }) => name)).toEqual(['how-i-work.pdf', 'how-i-work.md']);
  });
});
