import { describe, expect, it } from 'vitest';
import { articlesOf, markdown, OFFICIAL, SLUG, VALUES } from '../support/articles.ts';
import { useBot } from '../support/bot.ts';

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { run, ask, search, add, upload, elsewhere } = articlesOf(bot);

  it('are previewed as readers will see them, then read, found, listed and suggested at once', async () => {
    const preview = await (await run('/admin poradnik dodaj')).submit(VALUES);
    expect(preview.ephemeral).toBe(true);
    expect(preview.text).toContain('Nikt go jeszcze nie widzi');
    expect(preview.text).toContain('# Teleskopy dla klientów');
    expect(preview.text).toContain('Zaćmienie **Słońca**');
    expect(preview.text).not.toContain('{#wyjatki}');
    expect(preview.text).toContain('teleskop, luneta');
    expect(await search('teleskop')).toContain('nie ma odpowiedzi');

    const saved = await preview.click('Opublikuj');
    expect(saved.text).toContain('wersja 1');
    expect((await saved.click('Czytaj')).text).toContain('Teleskop zostaje w biurze');
    expect(await search('teleskop')).toContain('Teleskopy dla klientów');
    expect(await search('zaćmienie słońca')).toContain('Teleskopy dla klientów › Wyjątki');
    const suggested = await bot().member.in(bot().channel).type('/poradnik czytaj', { artykuł: 'luneta' }, 'artykuł');
    expect(suggested).toContainEqual({ name: 'Teleskopy dla klientów', value: SLUG });
    const read = await ask('/poradnik czytaj', { artykuł: SLUG });
    expect(read.text).toContain('Artykuły naszej społeczności · 22/22');
    const contents = await ask('/poradnik przeglądaj');
    expect(contents.text).toContain('Artykuły naszej społeczności');
    const part = await contents.choose(contents.selects[0]?.customId ?? '', ['community']);
    expect(part.text).toContain('Kiedy pożyczać klientom teleskop');
    expect((await read.click('Tak')).text).toContain('Cieszymy się');
    const shared = await read.click('Udostępnij na kanale');
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain('Teleskop zostaje w biurze');
  });

  it('are there in their own community alone', async () => {
    await add();
    const channel = elsewhere();
    for (const seat of [bot().member.in(channel), bot().member.inDm()]) {
      expect((await seat.run('/guide read', { article: SLUG })).text).toContain('Nie ma artykułu');
      expect((await seat.run('/guide search', { query: 'teleskop' })).text).toContain('nie ma odpowiedzi');
      expect(await seat.type('/guide read', { article: 'teleskop' }, 'article')).toEqual([]);
    }
    const { id } = await bot().database.db.communityContent.findFirstOrThrow();
    for (const command of ['edit', 'hide', 'remove', 'history'])
      expect((await bot().moderator.in(channel).run(`/admin guide ${command}`, { article: id })).text).toContain(
        'Nie ma tu artykułu',
      );
  });

  it('without keywords and questions are saved, with a kind word about what is missing', async () => {
    const preview = await (await run('/admin poradnik dodaj')).submit({ ...VALUES, keywords: '', questions: '' });
    expect(preview.text).toContain('Nie ma słów kluczowych');
    expect(preview.text).toContain('Nie ma pytań');
    expect((await preview.click('Opublikuj')).text).toContain('Opublikowane');
  });

  it('with a broken rule are not saved; the line is named and the form opens with what was typed', async () => {
    const text = 'Wstęp.\n\n# Za duży\n\nDalej.';
    const wrong = await (await run('/admin poradnik dodaj')).submit({ ...VALUES, text });
    expect(wrong.text).toContain('Treść, wiersz 3: nagłówek pierwszego stopnia');
    expect(wrong.text).toContain('# Za duży');
    const again = await wrong.click('Popraw');
    expect(again.fields.map(({ value }) => value)).toEqual([
      VALUES.title,
      VALUES.summary,
      VALUES.keywords,
      VALUES.questions,
      text,
    ]);
    const preview = await again.submit({ text: VALUES.text });
    expect(preview.id).toBe(wrong.id);
    expect((await preview.click('Opublikuj')).text).toContain('wersja 1');
  });

  it('replace an article of the guide in its place, hide it, and give it back', async () => {
    const title = bot().content.guides.pl.articles.get(OFFICIAL)?.title ?? '';
    const form = await run('/admin poradnik edytuj', { artykuł: title });
    expect(form.fields[0]?.value).toBe(title);
    const preview = await form.submit({
      title: 'Nasze kanały',
      text: 'Tylko gołębie.',
      questions: 'Jak z nami pisać?',
    });
    expect(preview.text).toContain(`zastąpi w tej społeczności artykuł z poradnika „${title}”`);
    await preview.click('Opublikuj');
    const read = await ask('/poradnik czytaj', { artykuł: OFFICIAL });
    expect(read.text).toContain('Tylko gołębie');
    expect(read.text).toContain('/21');
    expect(await search('gołębie')).toContain('Nasze kanały');

    const hidden = await run('/admin poradnik ukryj', { artykuł: 'Nasze kanały' });
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Nie ma artykułu');
    expect((await read.click('Tak')).text).toContain('już nie ma');
    await hidden.click('Pokaż znowu');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Tylko gołębie');

    const question = await run('/admin poradnik usuń', { artykuł: 'Nasze kanały' });
    expect(question.text).toContain('wróci artykuł z poradnika');
    const removed = await question.click('Usuń');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain(`# ${title}`);
    await removed.click('Przywróć');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Tylko gołębie');
  });

  it('open from the search on the page that holds what was found, however long they are', async () => {
    const filler = Array.from({ length: 900 }, (_, at) => `Zdanie numer ${at} o zasadach współpracy z klientem.`);
    const text = [...filler, 'Wielbłąd nie wchodzi do biura.', ...filler.slice(0, 50)].join('\n\n');
    await upload(`---\ntitle: Regulamin\nsummary: Wszystko\nkeywords: [regulamin]\n---\n\n${text}\n`);
    const opened = await (await ask('/poradnik szukaj', { pytanie: 'wielbłąd' })).click('Czytaj');
    expect(opened.text).toContain('Wielbłąd nie wchodzi');
    expect(opened.text).toContain('Strona 27/28');
  });

  it('of the guide are hidden and shown again, in one community alone', async () => {
    const channel = elsewhere();
    const hidden = await run('/admin poradnik ukryj', { artykuł: OFFICIAL });
    expect(hidden.text).toContain('Ukryte');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).toContain('Nie ma artykułu');
    expect((await bot().member.in(channel).run('/guide read', { article: OFFICIAL })).text).not.toContain('Nie ma');
    expect((await run('/admin poradnik usuń', { artykuł: OFFICIAL })).text).toContain('nie da się go usunąć');
    await hidden.click('Pokaż znowu');
    expect((await ask('/poradnik czytaj', { artykuł: OFFICIAL })).text).not.toContain('Nie ma artykułu');
    const audit = await bot().database.db.auditEntry.findMany({ orderBy: { createdAt: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['article.hide', 'article.show']);
  });

  it('keep their versions, with author and time, and an earlier one is restored', async () => {
    await add();
    const form = await run('/admin poradnik edytuj', { artykuł: VALUES.title });
    const second = await form.submit({ text: 'Teleskop wolno wynosić.' });
    expect(second.text).toContain('Podgląd wersji 2');
    await second.click('Opublikuj');
    const history = await run('/admin poradnik historia', { artykuł: VALUES.title });
    expect(history.text).toContain(`<@${bot().moderator.id}>`);
    const first = await history.click(history.buttons.filter(({ label }) => label === 'Pokaż')[1]?.customId ?? '');
    expect(first.text).toContain('Teleskop zostaje w biurze');
    const restored = await first.click('Przywróć wersję 1');
    expect(restored.text).toContain('jako wersja 3');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Teleskop zostaje w biurze');
    const removed = await run('/admin poradnik usuń', { artykuł: VALUES.title });
    await removed.click('Usuń');
    const back = await (await run('/admin poradnik historia', { artykuł: VALUES.title })).click('Pokaż');
    await back.click('Przywróć wersję 3');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Teleskop zostaje w biurze');
  });

  it('tell of a version that somebody saved meanwhile', async () => {
    await add();
    const mine = await (await run('/admin poradnik edytuj', { artykuł: VALUES.title })).submit({ text: 'Moje' });
    await upload(markdown('Ich teleskopy', 'teleskop'), `${SLUG}.md`);
    const conflict = await mine.click('Opublikuj');
    expect(conflict.text).toContain('ktoś zapisał wersję 2');
    expect((await conflict.click('Zapisz mimo to')).text).toContain('wersja 3');
  });
});
