import { describe, expect, it } from 'vitest';
import { articlesOf, file, markdown, OFFICIAL, SLUG, VALUES } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { run, ask, search, add, upload } = articlesOf(bot);

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
    expect(read.text).toContain(`Wskazówki · 3/9 · przeczytano 1 z ${bot().content.guides.pl.articles.size}`);
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

  it('tell of a version that somebody saved meanwhile', async () => {
    await add();
    const mine = await (await run('/admin poradnik edytuj', { artykuł: VALUES.title })).submit({ text: 'Moje' });
    await upload(markdown('Ich teleskopy', 'teleskop'), `${SLUG}.md`);
    const conflict = await mine.click('Opublikuj');
    expect(conflict.text).toContain('ktoś zapisał wersję 2');
    expect((await conflict.click('Zapisz mimo to')).text).toContain('wersja 3');
  });
});

describe('articles of a community as files, in Polish', () => {
  const bot = useBot();
  const { run, ask } = articlesOf(bot);

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
