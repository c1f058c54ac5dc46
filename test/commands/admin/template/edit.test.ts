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

  it('are changed version by version; an earlier one comes back as the newest', async () => {
    const { database } = bot();
    await add();
    const form = await run('/admin szablon edytuj', { szablon: 'Zaliczka przed startem' });
    expect(form.fields.map(({ value }) => value)).toEqual([VALUES.title, VALUES.summary, VALUES.keywords, VALUES.text]);
    const preview = await form.submit({ text: 'Nowa treść' });
    expect(preview.text).toContain('Podgląd wersji 2');
    const saved = await preview.click('Zapisz dla społeczności');
    const restored = await saved.click('Przywróć wersję 1');
    expect(restored.text).toContain('jako wersję 3');
    const versions = await database.db.communityContentVersion.findMany({ orderBy: { number: 'asc' } });
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(versions[2]?.text).toBe(versions[0]?.text);
    expect(versions.map(({ authorId }) => authorId)).toEqual(new Array(3).fill(bot().moderator.id));
  });

  it('tell of a version that somebody saved meanwhile instead of overwriting it unseen', async () => {
    await add();
    const options = { szablon: 'Zaliczka przed startem' };
    const mine = await (await run('/admin szablon edytuj', options)).submit({ text: 'Moja treść' });
    const theirs = await (await run('/admin szablon edytuj', options)).submit({ text: 'Ich treść' });
    await theirs.click('Zapisz dla społeczności');
    const conflict = await mine.click('Zapisz dla społeczności');
    expect(conflict.text).toContain('ktoś zapisał wersję 2');
    expect((await conflict.click('Zapisz mimo to')).text).toContain('wersja 3');
  });
});
