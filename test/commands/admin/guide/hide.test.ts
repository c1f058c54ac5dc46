import { describe, expect, it } from 'vitest';
import { articlesOf, OFFICIAL } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { run, ask, elsewhere } = articlesOf(bot);

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
});
