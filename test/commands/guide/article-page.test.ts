import { direct } from '@granica/discord-sandbox/persons';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ARTICLE_LIMITS, type Article } from '../../../src/guide/article.ts';
import { parseArticle } from '../../../src/guide/parse.ts';
import { useBot } from '../../support/bot.ts';

const bot = useBot({ locale: 'pl' });

describe('an article as long as can be', () => {
  const slug = 's'.repeat(ARTICLE_LIMITS.slug);
  const section = (number: number) =>
    `## ${`${number} Nagłówek `.repeat(9).slice(0, 80).trim()} {#${sectionId(number)}}`;
  const sectionId = (number: number) => `${number}-${'x'.repeat(57)}`;
  const names = (kind: string) => Array.from({ length: 25 }, (_, number) => `${kind}${number}`);

  beforeEach(() => {
    const { guides, templates } = bot().content;
    const others = [...guides.pl.articles.keys()];
    const parsed = parseArticle(
      `---
title: ${'Tytuł '.repeat(14).slice(0, 80).trim()}
summary: ${'Streszczenie '.repeat(13).slice(0, 160).trim()}
related: [${[...others, ...names('brak')].slice(0, 25).join(', ')}]
templates: [${[...templates.pl.templates.map(({ id }) => id), ...names('brak')].slice(0, 25).join(', ')}]
sources:
${names('źródło')
  .slice(0, 10)
  .map((name) => `  - { name: ${name}, url: 'https://example.com/${name}${'x'.repeat(200)}', checked: 2026-11-30 }`)
  .join('\n')}
---

${Array.from({ length: 40 }, (_, number) => `${section(number)}\n\n${'Zdanie o granicach. '.repeat(150)}`).join('\n\n')}
`,
      { file: `${slug}.md` },
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    (guides.pl.articles as Map<string, Article>).set(slug, parsed.article);
  });
  afterEach(() => (bot().content.guides.pl.articles as Map<string, Article>).delete(slug));
  const open = (article = slug) => bot().member.in(bot().channel).run('/guide read', { article });

  it('stays within Discord’s limits on each page, in a section, and when it is shared', async () => {
    let answer = await open();
    for (let page = 1; page < 10; page++) {
      expect(answer.text).toContain(`Strona ${page}/`);
      answer = await answer.click('Następna strona');
    }
    const jumped = await answer.choose('Przejdź do części artykułu', [sectionId(3)]);
    expect(jumped.text).toContain('3 Nagłówek');
    const at = Number(/Strona (\d+)/.exec(jumped.text)?.[1]);
    const further = await jumped.click('Następna strona');
    expect(further.text).toContain(`Strona ${at + 1}/`);
    await (await further.click('Udostępnij na kanale')).click('Udostępnij');
    const shared = await bot()
      .other.in(bot().channel)
      .until(({ text }) => text.includes('poleca z poradnika'));
    expect(shared.text.length).toBeLessThan(1100);
    await shared.click('Czytaj całość');
  });

  it('is read as fast as its pages can be turned', async () => {
    let answer = await open();
    for (let page = 1; page <= 30; page++) answer = await answer.click('Następna strona');
    expect(answer.text).toContain('Strona 31/');
  });

  it('is opened again on the page where it was left, and counts as read at its end', async () => {
    const { member, channel, database } = bot();
    const first = await open();
    expect(first.buttons.find(({ label }) => label === 'Wstecz')?.disabled).toBe(true);
    await first.click('Następna strona');
    const contents = await member.in(channel).run('/guide browse');
    const resumed = await contents.click(contents.buttons[0]?.customId ?? '');
    expect(resumed.text).toContain('Strona 2/');
    expect(await database.db.articleReading.findMany()).toMatchObject([{ article: slug, page: 1, readAt: null }]);
    const pages = Number(/Strona 2\/(\d+)/.exec(resumed.text)?.[1]);
    const end = await direct(bot().sandbox, member, channel).press(
      `1:guide.show:${slug}:~:${(pages - 1).toString(36)}:page`,
    );
    expect(end.text).toContain(`Strona ${pages}/${pages}`);
    expect(await database.db.articleReading.findMany()).toMatchObject([{ readAt: expect.any(Date) }]);
  });

  it('answers controls that lead nowhere', async () => {
    const { member, channel, sandbox, database } = bot();
    const { press, choose } = direct(sandbox, member, channel);
    expect((await press('1:guide.show:brak:~:0:page')).text).toContain('już nie ma');
    expect((await press('1:guide.share:brak:~')).text).toContain('nie ma w języku');
    expect((await press('1:guide.show:steps:brak:9:link')).text).toContain('Jak wyznaczyć granice');
    expect((await press('1:guide.contents:brak:0')).text).toContain('spis treści');
    expect((await choose('1:guide.follow', ['brak#brak'])).text).toContain('już nie ma');
    expect((await choose('1:guide.follow', ['template:brak'])).text).toContain('Nie ma szablonu');
    expect((await press('1:guide.rate:brak:yes')).text).toContain('już nie ma');
    expect(await database.db.articleRating.count()).toBe(0);
  });
});

describe('an article about law', () => {
  const open = (article: string) => bot().member.in(bot().channel).run('/guide read', { article });

  it('says once, below its last page, where its law can be read and when somebody did', async () => {
    const { text } = await open('tip-be-ready-to-walk-away#notice');
    expect(text).toContain('To nie porada prawna. Źródła, sprawdzone 30 listopada 2026: [art. 746 k.c.](<https://');
    const long = await open('step-put-it-in-writing');
    const pages = /Strona 1\/(\d)/.exec(long.text)?.[1];
    if (pages) expect(long.text).not.toContain('Źródła');
    expect((await open('tip-know-your-priorities')).text).not.toContain('Źródła');
  });
});
