import { describe, expect, it } from 'vitest';
import { articlesOf, markdown } from '../../support/articles.ts';
import { useBot } from '../../support/bot.ts';
import { testServerUrl } from '../../support/server-database.ts';

const WORDS = {
  pl: {
    typed: 'klient nie pł',
    found: 'Gdy klient nie płaci',
    story: 'dzwoni w nocy',
    section: 'Reaguj od razu, gdy ktoś przekracza granice › Telefony po godzinach',
    heading: '## Telefony po godzinach',
    offTopic: 'przepis na sernik',
    searchFor: 'Szukaj: „przepis na sernik”',
    nothing: 'nie ma odpowiedzi',
    template: /^Gotowa wiadomość: .*(?:zaległej|zapłaty)/u,
    unpaid: 'klient nie płaci',
  },
  en: {
    typed: 'client doesn’t pa',
    found: 'When a client doesn’t pay',
    story: 'he calls me at night',
    section: 'Act at once when a boundary is crossed › Calls after hours',
    heading: '## Calls after hours',
    offTopic: 'recipe for cheesecake',
    searchFor: 'Search for “recipe for cheesecake”',
    nothing: 'no answer',
    template: /^Ready-made message: .*(?:payment|Late)/u,
    unpaid: 'client doesn’t pay',
  },
} as const;

describe.each(['pl', 'en'] as const)('searching the guide while one types (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const seat = () => bot().member.in(bot().channel);
  const type = (query: string) => seat().type('/guide search', { query }, 'query');
  const search = (query: unknown) => seat().run('/guide search', { query: String(query) });

  it('suggests sections with their articles, and to search for what is typed', async () => {
    const suggestions = await type(words.typed);
    expect(suggestions[0]?.name).toBe(words.found);
    expect(suggestions.at(-1)).toMatchObject({ value: words.typed });
    expect(suggestions.length).toBeGreaterThan(2);
    expect((await type(words.story)).map(({ name }) => name)).toContain(words.section);
  });

  it('opens the chosen section at once, for the person alone', async () => {
    const chosen = (await type(words.story)).find(({ name }) => name === words.section);
    const opened = await search(chosen?.value);
    expect(opened.ephemeral).toBe(true);
    expect(opened.text).toContain(words.heading);
    const article = (await type(words.typed)).find(({ name }) => name === words.found);
    expect((await search(article?.value)).text).toContain(`# ${words.found}`);
  });

  it('offers only the search if nothing fits, which then says so', async () => {
    const suggestions = await type(words.offTopic);
    expect(suggestions).toEqual([{ name: words.searchFor, value: words.offTopic }]);
    expect((await search(suggestions[0]?.value)).text).toContain(words.nothing);
  });

  it('begins with what the person read last, and then what there is', async () => {
    const { articles } = bot().content.guides[locale];
    const first = await type('');
    expect(first).toHaveLength(Math.min(25, articles.size));
    await seat().run('/guide read', { article: 'tip-social-media' });
    const [recent] = await type(' ');
    expect(recent?.name).toBe(articles.get('tip-social-media')?.title);
    expect((await search(recent?.value)).text).toContain(`# ${articles.get('tip-social-media')?.title}`);
    expect((await bot().other.in(bot().channel).type('/guide search', { query: '' }, 'query'))[0]).toEqual(first[0]);
  });

  it('stores nothing of what is typed, and waits for no statement', async () => {
    const { database } = bot();
    await type(words.typed);
    const statements: string[] = [];
    database.traffic.onStatement = (kind) => statements.push(kind);
    await type(words.story);
    delete database.traffic.onStatement;
    if (testServerUrl === undefined) expect(statements).toEqual([]);
    expect(statements.filter((kind) => kind !== 'select')).toEqual([]);
    expect(await database.db.searchGap.count()).toBe(0);
    expect(await database.db.articleReading.count()).toBe(0);
  });

  it('takes a name of an article as a word to search for, unless it was chosen', async () => {
    expect((await search('reasons')).text).not.toContain(
      `# ${bot().content.guides[locale].articles.get('reasons')?.title}`,
    );
    expect((await search('reasons#')).text).toContain(
      `# ${bot().content.guides[locale].articles.get('reasons')?.title}`,
    );
    expect((await search('reasons#gone')).text).toContain('reasons');
  });

  it('shows the ready-made message beside the section, each once', async () => {
    const found = await search(words.unpaid);
    const labels = found.buttons.map(({ label }) => label ?? '');
    const label = labels.find((each) => words.template.test(each)) ?? '';
    expect((await found.click(label)).kind).toBe('form');
    const letters = labels.filter((each) => each.startsWith(label.slice(0, 12)));
    expect(new Set(letters).size).toBe(letters.length);
  });

  it.each([
    ['4,000 characters', 'klient '.repeat(571)],
    ['4,000 letters in a row', 'x'.repeat(4000)],
    ['4,000 characters that do not compose', 'a\u0301\u0308'.repeat(1333)],
    ['right to left', '\u202Eלקוח לא משלם\u202C'],
    ['zero width', '\u200B\u200D\u2060\uFEFF'],
    ['emoji', '👩‍👩‍👧‍👦🇵🇱👍🏽'.repeat(20)],
    ['a regular expression', '(a+)+$|[\\w.*?{1,99}'],
    ['markup', '**__~~||`# > @everyone <@1> <#2>'],
    ['the name of a custom emoji', '<a:klient:123456789012345678> :client:'],
    ['half a pair', '\uD83D pay \uDE00'],
    ['what looks chosen', '#'.repeat(300)],
    ['a place that is none', '__proto__#constructor~9999999'],
  ])('answers %s', async (_name, query) => {
    const suggestions = await type(query);
    expect(suggestions.length).toBeLessThanOrEqual(25);
    for (const { name, value } of suggestions) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(String(value).length).toBeLessThanOrEqual(100);
      expect(name.isWellFormed()).toBe(true);
    }
    const answer = await search(query.slice(0, 300).toWellFormed());
    expect(answer.text).not.toMatch(/(?<!\\)@everyone/u);
    expect(bot().logged.join('\n')).not.toContain('a handler failed');
  });

  it('does not take the names of emoji for words', async () => {
    const [plain, decorated] = [
      await type(words.story),
      await type(`${words.story} <:invoice:123456789012345678> :umowa:`),
    ];
    expect(decorated.slice(0, -1)).toEqual(plain.slice(0, -1));
  });
});

describe('the articles of a community, while one types', () => {
  const bot = useBot();
  const { upload } = articlesOf(bot);
  const type = (query: string) =>
    bot().member.in(bot().channel).type('/poradnik szukaj', { pytanie: query }, 'pytanie');

  it('are suggested, with the heading whole even if the title is long', async () => {
    const title = `Zasady wypożyczania ${'bardzo '.repeat(8)}`.trim();
    const heading = `Teleskopy ${'i lunety '.repeat(7)}na noc`;
    await upload(`${markdown(title, 'teleskop')}\n## ${heading} {#noc}\n\nTylko po zmroku.\n`);
    const names = (await type('teleskop')).map(({ name }) => name);
    expect(names).toContain(title);
    const section = names.find((name) => name.includes('… › ')) ?? '';
    expect(section).toContain(heading);
    expect(section.length).toBeLessThanOrEqual(100);
  });

  it('open on the page that holds what was found', async () => {
    const filler = Array.from({ length: 900 }, (_, at) => `Zdanie numer ${at} o zasadach współpracy z klientem.`);
    const text = [...filler, 'Wielbłąd nie wchodzi do biura.', ...filler.slice(0, 50)].join('\n\n');
    await upload(`---\ntitle: Regulamin\nsummary: Wszystko\nkeywords: [regulamin]\n---\n\n${text}\n`);
    const [chosen] = await type('wielbłąd');
    expect(chosen?.name).toBe('Regulamin');
    const opened = await bot()
      .member.in(bot().channel)
      .run('/poradnik szukaj', { pytanie: String(chosen?.value) });
    expect(opened.text).toContain('Wielbłąd nie wchodzi');
  });
});
