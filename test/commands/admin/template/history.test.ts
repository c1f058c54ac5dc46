import type { Answer } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';

const VALUES = {
  title: 'Zaliczka przed startem',
  summary: 'Prośba o zaliczkę',
  keywords: 'zadatek',
  text: 'proszę o zaliczkę: {{kwota}}. {{sender}}',
};
const NAME = 'Zaliczka przed startem';

/** What follows the word that a file is being read. */
const outcome = (answer: Answer) => (answer.text.includes('Czytam plik') ? answer.changed() : answer);

describe('the versions of a community’s template', () => {
  const bot = useBot();
  const run = async (command: string, options = {}) =>
    outcome(await bot().moderator.in(bot().checkin).run(command, options));
  const add = async (values = VALUES) => {
    const preview = await (await run('/admin szablon dodaj')).submit(values);
    return preview.click('Zapisz dla społeczności');
  };
  const change = async (text: string) => {
    const form = await run('/admin szablon edytuj', { szablon: NAME });
    return (await form.submit({ ...VALUES, text })).click('Zapisz dla społeczności');
  };
  const history = () => run('/admin szablon edytuj', { szablon: NAME, co: 'history' });
  const current = async () => {
    const item = await bot().database.db.communityContent.findFirstOrThrow({
      include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
    });
    return { state: item.state, version: item.version, text: item.versions[0]?.text ?? '' };
  };

  it('are listed with their authors, read and restored', async () => {
    const { moderator } = bot();
    await add();
    await change('druga treść {{sender}}');
    const listed = await history();
    expect(listed.ephemeral).toBe(true);
    expect(listed.text).toMatch(/Wersja 2.*\n?[\s\S]*Wersja 1/);
    expect(listed.text).toContain(`<@${moderator.id}>`);
    const first = await listed.click(listed.buttons.filter(({ label }) => label === 'Pokaż')[1]?.customId ?? '');
    expect(first.text).toContain('proszę o zaliczkę: {{kwota}}.');
    const restored = await first.click('Przywróć wersję 1');
    expect(restored.text).toContain('przywrócono wersję 1 jako wersję 3');
    expect(await current()).toMatchObject({ version: 3 });
    expect((await current()).text).toContain('proszę o zaliczkę');
  });

  it('of a removed template lead back to it', async () => {
    await add();
    await (await run('/admin szablon usuń', { szablon: NAME })).click('Usuń');
    const suggested = await bot()
      .moderator.in(bot().checkin)
      .type('/admin szablon edytuj', { szablon: 'zal' }, 'szablon');
    expect(suggested[0]?.name).toBe('Zaliczka przed startem (pl) · usunięty');
    const listed = await run('/admin szablon edytuj', { szablon: NAME });
    expect(listed.text).toContain('Ten szablon jest usunięty');
    await (await listed.click('Pokaż')).click('Przywróć wersję 1');
    expect(await current()).toMatchObject({ state: 'published', version: 2 });
  });

  it('of a hidden template say so, as the list does', async () => {
    await add();
    await bot().database.db.communityContent.updateMany({ data: { state: 'hidden' } });
    const suggested = await bot()
      .moderator.in(bot().checkin)
      .type('/admin szablon edytuj', { szablon: 'zal' }, 'szablon');
    expect(suggested[0]?.name).toBe('Zaliczka przed startem (pl) · ukryty');
    expect((await history()).text).toContain('Ten szablon jest ukryty');
  });

  it('more than a page of them are turned through', async () => {
    await add();
    for (let version = 2; version <= 9; version += 1) await change(`treść ${version} {{sender}}`);
    const listed = await history();
    expect(listed.text).toContain('Wersja 9');
    expect(listed.text).not.toContain('Wersja 1**');
    expect((await listed.click('Dalej')).text).toContain('Wersja 1**');
  });
});

describe('the versions of a community’s template in English', () => {
  const bot = useBot({ locale: 'en' });

  it('are listed and exported', async () => {
    const seat = bot().moderator.in(bot().checkin);
    const values = { title: 'Deposit', summary: '', keywords: '', text: 'Please pay {{amount}}. {{sender}}' };
    await (await (await seat.run('/admin template add')).submit(values)).click('Save for the community');
    const listed = await seat.run('/admin template edit', { template: 'Deposit', what: 'history' });
    expect(listed.text).toContain('Versions of the template: Deposit');
    expect((await listed.click('Export all templates')).text).toContain('Here is 1 community template');
  });
});
