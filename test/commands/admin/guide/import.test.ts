import { describe, expect, it } from 'vitest';
import { articlesOf, markdown, OFFICIAL, read, SLUG } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('articles of a community as files, in Polish', () => {
  const bot = useBot();
  const { run, add, upload, elsewhere } = articlesOf(bot);

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
    ['of templates', (content: string) => content.replace('"article"', '"template"'), 'jest niekompletny'],
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
});
