import { describe, expect, it } from 'vitest';
import { articlesOf, OFFICIAL, VALUES } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('the export of a community’s articles', () => {
  const bot = useBot();
  const { run, add } = articlesOf(bot);

  it('holds what the community wrote, and what it hid of the guide', async () => {
    await add();
    await run('/admin poradnik ukryj', { artykuł: OFFICIAL });
    const exported = await run('/admin poradnik eksport');
    expect(exported.ephemeral).toBe(true);
    const file: unknown = JSON.parse(exported.files[0]?.text() ?? '');
    expect(file).toMatchObject({ format: 'granica-content', kind: 'article' });
    expect(JSON.stringify(file)).toContain(VALUES.title);
    expect(JSON.stringify(file)).toContain(OFFICIAL);
  });

  it('of a community without articles is an empty list', async () => {
    const exported = await run('/admin poradnik eksport');
    expect(JSON.parse(exported.files[0]?.text() ?? '')).toMatchObject({ items: [] });
  });
});
