import { describe, expect, it } from 'vitest';
import { articlesOf, SLUG, VALUES } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { run, ask, search } = articlesOf(bot);

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
    const all = bot().content.guides.pl.articles.size + 1;
    expect(read.text).toContain(`Artykuły tej społeczności · 1/1 · przeczytano 1 z ${all}`);
    const contents = await ask('/poradnik przeglądaj');
    expect(contents.text).toContain('Artykuły tej społeczności');
    const part = await contents.choose(contents.selects[0]?.customId ?? '', ['community']);
    expect(part.text).toContain('Kiedy pożyczać klientom teleskop');
    expect((await read.click('Tak')).text).toContain('Cieszę się');
    await (await read.click('Udostępnij na kanale')).click('Udostępnij');
    const shared = await bot()
      .other.in(bot().channel)
      .until(({ ephemeral }) => !ephemeral);
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain('Teleskop zostaje w biurze');
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
});
