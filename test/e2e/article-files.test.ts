import { describe, expect, it } from 'vitest';
import { articlesOf, file, markdown, OFFICIAL, read, SLUG } from '../support/articles.ts';
import { useBot } from '../support/bot.ts';

describe('articles of a community as files, in Polish', () => {
  const bot = useBot();
  const { run, ask, add, upload, elsewhere } = articlesOf(bot);

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

  it('are exported and imported whole, after a preview', async () => {
    await add();
    await run('/admin poradnik ukryj', { artykuł: OFFICIAL });
    const exported = await run('/admin poradnik eksport');
    const content = exported.files[0]?.text() ?? '';
    const channel = elsewhere();
    const seat = bot().moderator.in(channel);
    const plik = { name: 'articles.json', content, contentType: 'application/json' };
    const preview = await read(seat.run('/admin poradnik import', { plik }));
    expect(preview.text).toContain('Nowe: 3, zmienione: 0, bez zmian: 0');
    const there = () => bot().member.in(channel).run('/guide read', { article: SLUG });
    expect((await there()).text).toContain('Nie ma artykułu');
    expect((await preview.click('Wczytaj')).text).toContain('Nowe: 3');
    expect((await there()).text).toContain('Teleskop zostaje w biurze');
    expect((await bot().member.in(channel).run('/guide read', { article: OFFICIAL })).text).toContain(
      'Nie ma artykułu',
    );
    expect((await read(seat.run('/admin poradnik import', { plik }))).text).toContain(
      'Nowe: 0, zmienione: 0, bez zmian: 3',
    );
  });

  it.each([
    ['cut off', (content: string) => content.slice(0, -20), 'tu kończy się poprawny JSON'],
    ['of templates', (content: string) => content.replace('"article"', '"template"'), 'nie jest całym'],
    [
      'with one broken article',
      (content: string) => content.replace('## Wyjątki', '# Wyjątki'),
      `${SLUG} (pl): Wiersz 13: nagłówek pierwszego stopnia`,
    ],
  ])('from a file that is %s are not imported at all', async (_what, damage, says) => {
    await add();
    await upload(markdown('Dobry', 'luneta'), 'dobry.md');
    const content = (await run('/admin poradnik eksport')).files[0]?.text() ?? '';
    const channel = elsewhere();
    const plik = { name: 'articles.json', content: damage(content), contentType: 'application/json' };
    const answer = await read(bot().moderator.in(channel).run('/admin poradnik import', { plik }));
    expect(answer.text).toContain(says);
    expect(answer.buttons).toEqual([]);
    expect(await bot().database.db.communityContent.count()).toBe(2);
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

  it('longer than the form are changed as a file', async () => {
    const long = `${markdown('Długi', 'luneta')}\n${'Zdanie o lunecie. '.repeat(400)}`;
    const preview = await run('/admin poradnik dodaj', { plik: file(long, 'dlugi.md') });
    const next = await preview.click('Następna strona');
    expect(next.id).toBe(preview.id);
    expect((await preview.click('Popraw')).text).toContain('nie mieści się w formularzu');
    await next.click('Opublikuj');
    const edit = await run('/admin poradnik edytuj', { artykuł: 'Długi' });
    expect(edit.files[0]?.text()).toBe(long);
    const changed = await run('/admin poradnik edytuj', { artykuł: 'Długi', plik: file(markdown('Krótki', 'luneta')) });
    await changed.click('Opublikuj');
    expect((await ask('/poradnik czytaj', { artykuł: 'dlugi' })).text).toContain('# Krótki');
  });
});

describe('articles of a community in English', () => {
  const bot = useBot({ locale: 'en' });

  it('are written, read, hidden, removed and exported', async () => {
    const { moderator, member, channel, checkin } = bot();
    const run = (command: string, options = {}) => moderator.in(checkin).run(command, options);
    const form = await run('/admin guide add');
    const values = {
      title: 'Telescopes',
      summary: 'Lending them',
      keywords: 'telescope',
      questions: '',
      text: 'Keep it.',
    };
    const preview = await form.submit(values);
    expect(preview.text).toContain('Nobody sees it yet');
    expect(preview.text).toContain('There are no questions');
    expect((await preview.click('Publish')).text).toContain('Published: Telescopes, version 1');
    const search = () => member.in(channel).run('/guide search', { query: 'telescope' });
    expect((await search()).text).toContain('Telescopes');
    const hidden = await run('/admin guide hide', { article: 'Telescopes' });
    expect((await search()).text).toContain('no answer');
    await hidden.click('Show again');
    expect((await search()).text).toContain('Telescopes');
    expect((await run('/admin guide history', { article: 'telescopes' })).text).toContain('Versions of the article');
    await (await run('/admin guide remove', { article: 'Telescopes' })).click('Remove');
    expect((await search()).text).toContain('no answer');
    expect((await run('/admin guide export')).text).toContain('Here are 0 articles');
  });
});
