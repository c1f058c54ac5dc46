import { describe, expect, it } from 'vitest';
import { articlesOf, SLUG } from '../support/articles.ts';
import { useBot } from '../support/bot.ts';

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { add, elsewhere } = articlesOf(bot);

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
    expect((await run('/admin guide export')).text).toContain('Here are 0 community articles');
  });
});
