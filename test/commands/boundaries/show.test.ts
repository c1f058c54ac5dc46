import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../support/bot.ts';
import { FULL_SHEET, LONGEST_SHEET, saveSheet } from '../../support/sheets.ts';

const now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const clock = { now: () => now };

describe('the boundary sheet in Polish', () => {
  const bot = useBot({ clock });
  const save = (sheet: typeof FULL_SHEET) => saveSheet(bot().database, bot().member.id, sheet);

  it('the whole sheet is shown, with where private messages stand', async () => {
    const { member, other, channel } = bot();
    expect((await member.in(channel).run('/granice pokaż')).text).toContain('Nie masz tu jeszcze żadnych zasad');
    await save(FULL_SHEET);
    const shown = await member.in(channel).run('/granice pokaż');
    expect(shown.ephemeral).toBe(true);
    expect(shown.text).toContain('- projekt strony głównej');
    expect(shown.text).toContain('Priorytety na 4. kwartał 2026');
    expect(shown.text).toContain('tylko w tych godzinach pracy');
    expect((await other.in(channel).run('/granice pokaż')).text).toContain('Nie masz tu jeszcze żadnych zasad');
  });

  it('private messages: /settings before the sheet, and back to it', async () => {
    const { member, channel } = bot();
    await save(FULL_SHEET);
    // The sheet's hours differ from day to day, which this form cannot say: it comes only where they are to be replaced.
    const asked = await member.in(channel).run('/ustawienia godziny');
    const form = await asked.click('Ustaw inne godziny');
    const set = await form.submit({ days: ['1'], from: '10', to: '11' });
    const shown = await member.in(channel).run('/granice pokaż');
    expect(shown.text).toContain('Wiadomości prywatne: poniedziałek, 10:00–11:00. Tak masz w `/ustawienia godziny`');
    const reset = await set.click('Przywróć godziny domyślne');
    expect(reset.text).toContain('godziny z twoich zasad: poniedziałek–czwartek, 9:00–17:00');
    expect((await member.in(channel).run('/granice pokaż')).text).toContain('tylko w tych godzinach pracy');
  });

  it('the longest sheet stays within a message, and comes whole in a file', async () => {
    const { member, channel } = bot();
    await save(LONGEST_SHEET);
    const shown = await member.in(channel).run('/granice pokaż');
    expect(shown.text.length).toBeLessThanOrEqual(4000);
    expect(shown.files[0]?.name).toBe('moje-zasady.md');
    expect(shown.files[0]?.text().match(/\\\*/g)?.length).toBeGreaterThan(1500);
    const overview = await shown.click('Zmień zasady pracy');
    expect(overview.text.length).toBeLessThanOrEqual(4000);
    for (const part of ['hours', 'contact', 'scope', 'payment', 'away', 'focus'])
      expect((await member.in(channel).run('/granice edytuj', { część: part })).kind).toBe('form');
  });
});

describe('the boundary sheet in English', () => {
  const bot = useBot({ locale: 'en', clock });

  it('works in direct messages with the bot', async () => {
    const { member } = bot();
    expect((await member.inDm().run('/boundaries show')).text).toContain('still empty');
  });
});
