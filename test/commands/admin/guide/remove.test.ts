import { describe, expect, it } from 'vitest';
import { articlesOf, OFFICIAL, SLUG, VALUES } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('removing an article', () => {
  const bot = useBot();
  const { run, ask, search, add } = articlesOf(bot);

  it('happens after asking, and is taken back by a button', async () => {
    await add();
    const question = await run('/admin poradnik usuń', { artykuł: VALUES.title });
    expect(await search('teleskop')).toContain(VALUES.title);
    const removed = await question.click('Usuń');
    expect(await search('teleskop')).toContain('nie ma odpowiedzi');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Nie ma artykułu');
    await removed.click('Przywróć');
    expect(await search('teleskop')).toContain(VALUES.title);
  });

  it('is not possible for an article of the guide, nor for one that is not there', async () => {
    expect((await run('/admin poradnik usuń', { artykuł: OFFICIAL })).text).toContain('nie da się go usunąć');
    expect((await run('/admin poradnik usuń', { artykuł: 'brak' })).text).toContain('Nie ma tu artykułu');
  });
});
