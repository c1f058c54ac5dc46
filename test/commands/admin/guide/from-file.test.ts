import { describe, expect, it } from 'vitest';
import { articlesOf, file } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('articles of a community as files, in Polish', () => {
  const bot = useBot();
  const { run } = articlesOf(bot);

  it('come from a file; what is wrong in it is named by line, and an example is handed over', async () => {
    const wrong = await run('/admin poradnik dodaj', {
      plik: file('---\ntitle: Coś\nkeyword: [a]\n---\n\nTekst.\n'),
    });
    expect(wrong.text).toContain('Wiersz 3: nie ma pola „keyword”');
    expect(wrong.text).toContain('brakuje pola „summary”');
    const example = await wrong.click('Pokaż przykładowy plik');
    expect(example.files.map(({ name }) => name)).toEqual(['article.pl.md', 'article.en.md']);
    for (const [at, one] of example.files.entries()) {
      const preview = await run('/admin poradnik dodaj', { plik: file(one.text(), `example-${at}.md`) });
      expect(preview.text).toContain('Podgląd nowego artykułu');
      expect(preview.text).not.toContain('donikąd');
    }
  });

  it.each([
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), 'nie jest tekstem w kodowaniu UTF-8'],
    ['UTF-16 without its mark', Buffer.from('---\ntitle: a\n---\nb', 'utf16le'), 'jest w kodowaniu UTF-16'],
    ['of a wrong kind in a field', '---\ntitle: a\nsummary: b\nkeywords: c\n---\nx', 'Ma w nim być: lista'],
    ['too large', 'x'.repeat(256 * 1024 + 1), 'jest za duży. Mogę wczytać najwyżej 256 kB'],
    [
      'all front matter',
      `---\n${Array.from({ length: 20_000 }, (_, at) => `key${at}: 1`).join('\n')}\n---\nx`,
      'a wczytać mogę najwyżej 16384',
    ],
  ])('cannot come from a file that is %s', async (_what, content, says) => {
    expect((await run('/admin poradnik dodaj', { plik: file(content) })).text).toContain(says);
    expect(await bot().database.db.communityContentDraft.count()).toBe(0);
  });

  it('come from plain Markdown as a draft to finish, with its title and all its text', async () => {
    const asked = await run('/admin poradnik dodaj', { plik: file('# Nasze lunety\n\nLuneta wraca rano.\n', 'x.md') });
    expect(asked.text).toContain('Wczytane: Nasze lunety');
    const form = await asked.click('Uzupełnij');
    expect(form.fields.map(({ value }) => value ?? '')).toEqual(['Nasze lunety', '', '', '', 'Luneta wraca rano.']);
    const preview = await form.submit({ summary: 'Kiedy wraca luneta' });
    expect(preview.text).toContain('# Nasze lunety');
    expect((await preview.click('Opublikuj')).text).toContain('Opublikowane: Nasze lunety, wersja 1');
  });

  it('come from long plain Markdown, and the form asks only for what is missing', async () => {
    const text = `## Wypożyczanie\n\n${'Zdanie o lunecie. '.repeat(400)}\n\nNa końcu refraktor.`;
    const form = await (await run('/admin poradnik dodaj', { plik: file(text, 'nasze-lunety.md') })).click('Uzupełnij');
    expect(form.fields.map(({ customId }) => customId)).toEqual(['title', 'summary', 'keywords', 'questions']);
    await (await form.submit({ summary: 'O lunetach' })).click('Opublikuj');
    const { text: kept } = await bot().database.db.communityContentVersion.findFirstOrThrow();
    expect(kept).toContain('Na końcu refraktor.');
    expect(kept.match(/Zdanie o lunecie/gu)).toHaveLength(400);
  });

  it('may have fields of other programs, which are left out and named', async () => {
    const matter =
      '---\ntitle: Luneta\nsummary: O niej\ntags: [niebo]\nslug: luneta\ndate: 2026-01-01\n---\n\nTekst.\n';
    const preview = await run('/admin poradnik dodaj', { plik: file(matter) });
    expect(preview.text).toContain('artykuł ich nie ma: tags, slug, date');
    expect((await preview.click('Opublikuj')).text).toContain('wersja 1');
    const wrong = await run('/admin poradnik dodaj', { plik: file(matter.replace('O niej', '[a]')) });
    expect(wrong.text).toContain('Wiersz 3: pole „summary”');
  });
});
