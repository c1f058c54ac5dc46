import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadContent } from '../../../src/app/content.ts';
import { adviseOn, templateFor } from '../../../src/guide/reading/advice.ts';
import {
  type ArticleReading,
  findReading,
  noteOpened,
  resetReading,
  whereToGoOn,
} from '../../../src/guide/reading/progress.ts';
import { MAX_NOTE_LENGTH, rateArticle } from '../../../src/guide/reading/ratings.ts';
import { drawTip, tipsOf } from '../../../src/guide/reading/tips.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const content = await loadContent();
const { guides } = content;
let database: TestDatabase;
let minutes = 0;
/** Each look at it is a minute later. */
const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(1_790_000_000_000 + 60_000 * minutes++) };
const store = () => ({ db: database.db, clock });

beforeAll(async () => {
  database = await testDatabase([new Uint8Array(32).fill(7)]);
});
beforeEach(() => database.reset());
afterAll(() => database.close());

describe('progress', () => {
  const open = (article: string, page: number, atEnd: boolean) => noteOpened(store(), '1', { article, page, atEnd });

  it('counts an article as read once its end was open, and keeps that', async () => {
    await open('a', 0, false);
    expect((await findReading(database, '1')).read).toEqual(new Set());
    await open('a', 1, true);
    await open('a', 0, false);
    expect(await findReading(database, '1')).toEqual({
      read: new Set(['a']),
      recent: [{ article: 'a', page: 0 }],
    });
  });

  it('lists what was open last first, each person for themselves', async () => {
    await open('a', 0, true);
    await open('b', 2, false);
    await noteOpened(store(), '2', { article: 'c', page: 0, atEnd: true });
    await open('a', 0, true);
    expect((await findReading(database, '1')).recent.map(({ article }) => article)).toEqual(['a', 'b']);
    await resetReading(database.db, '1');
    expect((await findReading(database, '1')).recent).toEqual([]);
    expect((await findReading(database, '2')).read).toEqual(new Set(['c']));
  });

  const reading = (read: string[], ...recent: [string, number][]): ArticleReading => ({
    read: new Set(read),
    recent: recent.map(([article, page]) => ({ article, page })),
  });

  it.each([
    ['nothing opened: nowhere', reading([]), undefined],
    ['an unfinished article: its page', reading(['a'], ['b', 2], ['a', 0]), { article: 'b', page: 2 }],
    ['a finished one: the next unread', reading(['a', 'b'], ['a', 0]), { article: 'c', page: 0 }],
    ['the last one finished: what was left out', reading(['d', 'b'], ['d', 0]), { article: 'a', page: 0 }],
    ['everything read: nowhere', reading(['a', 'b', 'c', 'd'], ['d', 0]), undefined],
    ['an article that is gone: the one before it', reading([], ['gone', 0], ['c', 1]), { article: 'c', page: 1 }],
  ])('goes on after %s', (_name, from, expected) => {
    expect(whereToGoOn(['a', 'b', 'c', 'd'], from)).toEqual(expected);
  });
});

describe('tips', () => {
  const tips = tipsOf(guides.pl);

  it('are the same in both languages, and each has text', () => {
    expect(tips.map(({ ref }) => ref)).toEqual(tipsOf(guides.en).map(({ ref }) => ref));
    for (const { article, section } of tips) expect(section?.body ?? article.opening).not.toBe('');
    expect(tips.length).toBeGreaterThan(20);
  });

  it.each([
    ['at once', () => store()],
    ['later', () => ({ ...store(), late: database.late, memory: database.memory })],
  ])('come once each in a round, counted; the next round does not begin with the last: noted %s', async (_when, to) => {
    let last: string | undefined;
    for (let round = 0; round < 3; round++) {
      const drawn: (string | undefined)[] = [];
      for (let number = 1; number <= tips.length; number++) {
        const tip = await drawTip(to(), '1', tips);
        expect(tip).toMatchObject({ number, total: tips.length });
        drawn.push(tip?.tip.ref);
      }
      expect(new Set(drawn).size).toBe(tips.length);
      expect(drawn[0]).not.toBe(last);
      last = drawn.at(-1);
    }
  });

  it('come in an order of one’s own', async () => {
    const first = new Set<string>();
    for (let person = 0; person < 40; person++) first.add((await drawTip(store(), `${person}`, tips))?.tip.ref ?? '');
    expect(first.size).toBeGreaterThan(10);
  });

  it('may change, or be none', async () => {
    await drawTip(store(), '1', tips);
    const [first] = tips;
    if (!first) throw new Error('no tips');
    for (let at = 0; at < 3; at++)
      expect(await drawTip(store(), '2', [first])).toEqual({ tip: first, number: 1, total: 1 });
    expect(await drawTip(store(), '1', [])).toBeUndefined();
  });
});

describe('ratings', () => {
  const rating = { personId: '1', article: 'a', locale: 'pl', communityId: undefined, helpful: true } as const;
  const rate = (change: object) => rateArticle(database, { ...rating, ...change });

  it('keep a person’s last answer to an article, and the note until another one', async () => {
    await rate({});
    await rate({ note: 'Dużo przykładów' });
    await rate({ helpful: false, communityId: '9' });
    const rows = await database.db.articleRating.findMany();
    expect(rows.map((row) => database.sealer.open('ArticleRating', row))).toMatchObject([
      { helpful: false, communityId: '9', note: 'Dużo przykładów' },
    ]);
    await rate({ note: '' });
    expect(await database.db.articleRating.findMany()).toMatchObject([{ note: null }]);
  });

  it('hold no readable text in the database, and none beyond the limit', async () => {
    await rate({ note: `tajne ${'x'.repeat(500)}` });
    const [row] = await database.db.articleRating.findMany();
    expect(row?.note).not.toContain('tajne');
    expect(database.sealer.open('ArticleRating', row ?? { id: '' })).toMatchObject({
      note: `tajne ${'x'.repeat(500)}`.slice(0, MAX_NOTE_LENGTH),
    });
  });

  it('asked twice at once keep one', async () => {
    await Promise.all([rate({}), rate({ helpful: false })]);
    expect(await database.db.articleRating.count()).toBe(1);
  });
});

describe('advice', () => {
  const first = (locale: 'pl' | 'en', message: string) => adviseOn([content.searchSources[locale]], message);

  it.each([
    [
      'pl',
      'Klient znowu dzwonił o 22. Nie wiem, jak mu powiedzieć, że po godzinach pracy nie odbieram telefonu.',
      'step-address-violations-now#after-hours-calls',
    ],
    [
      'pl',
      'Cześć wszystkim! Mam pytanie do was. Od trzech tygodni czekam na przelew za fakturę, klient nie odpisuje na maile. Wcześniej wszystko było w porządku. Jak pisać, żeby nie wyjść na natręta?',
      'step-address-violations-now#late-payment',
    ],
    [
      'en',
      'So this happened today. My client sent me a friend request on Facebook and I do not know what to do with it. What would you do?',
      'tip-social-media',
    ],
    [
      'en',
      'Hello all. He has not paid my invoice for a month now, the payment is late. Thanks for reading!',
      'step-address-violations-now#late-payment',
    ],
  ] as const)('%s: %s', (locale, message, expected) => {
    const { documents } = first(locale, message);
    expect(documents.map(({ id }) => id.startsWith(expected))).toContain(true);
  });

  it('does not take one or two words of a conversation for a question', () => {
    for (const message of ['cześć', 'dzięki!', 'faktura'])
      expect(first('pl', message).confidence).not.toBe('confident');
  });

  it('has an answer to any text, in bounded time and number', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6000 }), (message) => {
        const { documents, confidence } = first('pl', message);
        expect(documents.length).toBeLessThanOrEqual(3);
        expect(documents.length === 0).toBe(confidence === 'nothing');
      }),
      { numRuns: 30 },
    );
    first('pl', 'klient '.repeat(2000));
  });

  it('names the template that goes with a section rather than any of its article', () => {
    const article = guides.pl.articles.get('step-address-violations-now');
    if (!article) throw new Error('no such article');
    expect(templateFor(article, 'late-payment')).toBe('late-payment-reminder');
    expect(templateFor(article, 'after-hours-calls')).toBe('working-hours-reminder');
    expect(templateFor({ ...article, slug: 'x', opening: 'Tekst', templates: ['first', 'second'] }, undefined)).toBe(
      'first',
    );
    expect(templateFor({ ...article, templates: [], opening: '[t](template:linked)' }, undefined)).toBe('linked');
  });

  it.each(['pl', 'en'] as const)('offers no template that the article itself does not name (%s)', (locale) => {
    for (const article of guides[locale].articles.values())
      for (const id of [undefined, ...article.sections.map((section) => section.id)])
        for (const confidence of ['confident', 'closest'] as const) {
          const template = templateFor(article, id, confidence);
          if (template === undefined) continue;
          expect([...article.templates, ...article.body.matchAll(/template:([a-z0-9-]+)/g)].flat()).toContain(template);
        }
    const expectations = guides[locale].articles.get('step-set-expectations');
    const walkAway = guides[locale].articles.get('tip-be-ready-to-walk-away');
    if (!expectations || !walkAway) throw new Error('no such article');
    expect(templateFor(expectations, undefined)).not.toBe('polite-refusal');
    expect(templateFor(walkAway, undefined)).not.toBe('end-cooperation');
  });

  it('is careful where the answer is not sure', () => {
    const article = guides.pl.articles.get('step-set-expectations');
    if (!article) throw new Error('no such article');
    expect(templateFor({ ...article, opening: 'Tekst' }, undefined, 'closest')).toBeUndefined();
    expect(
      templateFor({ ...article, templates: ['linked'], opening: '[t](template:linked)' }, undefined, 'closest'),
    ).toBe('linked');
  });
});
