import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Content, loadContent } from '../../src/app/content.ts';
import { answerQuestion } from '../../src/assistant/answer.ts';
import { createEndpoint } from '../../src/assistant/endpoint.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type EndpointStandIn, sentTexts, startEndpoint } from '../support/endpoint.ts';

const GUILD = '10';
const payer = { communityId: GUILD, personId: '1' };
let database: TestDatabase;
let standIn: EndpointStandIn;
let content: Content;
beforeAll(async () => {
  [database, standIn, content] = await Promise.all([testDatabase(), startEndpoint(), loadContent()]);
});
beforeEach(async () => {
  await database.reset();
  standIn.turns.length = 0;
  standIn.requests.length = 0;
  const settings = { id: GUILD, locale: 'pl', zone: 'Europe/Warsaw', assistant: true, assistantTokens: 10_000_000 };
  await database.db.community.create({ data: settings });
});
afterAll(async () => {
  await standIn.close();
  await database.close();
});

const endpoint = () =>
  createEndpoint({ apiKey: 'k', baseUrl: standIn.url, chatModel: 'm', embeddingModel: undefined }, () => undefined);
const answer = (text: string, locale: Locale = 'pl', withEndpoint = true) =>
  answerQuestion(
    withEndpoint ? { db: database.db, clock: testClock('2026-11-24T08:00:00Z'), endpoint: endpoint() } : undefined,
    payer,
    { text, locale, sources: [content.searchSources[locale]] },
  );

const LATE = { pl: 'klient płaci po terminie', en: 'client pays late' } as const;
const SECTION = 'step-address-violations-now#late-payment';

describe.each(LOCALES)('an answer in %s', (locale) => {
  it('is the assistant’s where each claim cites a section that was given', async () => {
    const claims = [
      { text: 'Przypomnij o płatności.', sources: [SECTION, 'made-up#one'] },
      { text: 'Zmyślone.', sources: ['made-up#one'] },
      { text: 'Bez źródła.', sources: [] },
    ];
    standIn.turns.push({ does: 'answer', value: { covered: true, claims } });
    expect(await answer(LATE[locale], locale)).toMatchObject({
      type: 'grounded',
      claims: [{ text: 'Przypomnij o płatności.', sources: [SECTION] }],
    });
    const [sent] = standIn.requests;
    if (!sent) throw new Error('nothing was sent');
    const data = JSON.parse(sentTexts(sent).user) as { question: string; sections: { id: string; text: string }[] };
    expect(data.question).toBe(LATE[locale]);
    expect(data.sections.map(({ id }) => id)).toContain(SECTION);
    expect(sentTexts(sent).system).toContain(locale === 'pl' ? 'Polish' : 'English');
  });

  it('says that the guide does not cover it where the assistant says so', async () => {
    standIn.turns.push({ does: 'answer', value: { covered: false, claims: [] } });
    expect(await answer(LATE[locale], locale)).toMatchObject({ type: 'notCovered' });
  });

  it('says so without asking anybody where search finds nothing', async () => {
    const question = { pl: 'przepis na sernik z malinami', en: 'recipe for cheesecake' }[locale];
    expect(await answer(question, locale)).toMatchObject({ type: 'notCovered', search: { results: [] } });
    expect(standIn.requests).toEqual([]);
  });

  it('is the passages themselves without an assistant', async () => {
    expect(await answer(LATE[locale], locale, false)).toMatchObject({ type: 'passages', reason: 'off' });
  });
});

describe('the passages answer', () => {
  it.each([
    ['after an error', { does: 'status', status: 400 }, 'unreachable'],
    ['after a refusal', { does: 'refuse' }, 'refused'],
    ['after an answer that was cut off', { does: 'truncate', value: { covered: true, claims: [] } }, 'truncated'],
    ['for plain text', { does: 'say', text: 'HAKER' }, 'malformed'],
    ['where nothing is cited', { does: 'answer', value: { covered: true, claims: [] } }, 'unfounded'],
  ] as const)('%s', async (_what, turn, reason) => {
    standIn.turns.push(turn);
    const given = await answer(LATE.pl);
    expect(given).toMatchObject({ type: 'passages', reason });
    expect(given.search.results[0]?.document.id).toBe(SECTION);
  });

  it('over budget', async () => {
    await database.db.community.update({ where: { id: GUILD }, data: { assistantTokens: 1 } });
    expect(await answer(LATE.pl)).toMatchObject({ type: 'passages', reason: 'community' });
    expect(standIn.requests).toEqual([]);
  });
});

const corpus = JSON.parse(readFileSync(new URL('injections.json', import.meta.url), 'utf8')) as Record<
  Locale,
  string[]
>;

describe.each(LOCALES)('instructions in a question (%s)', (locale) => {
  it.each(corpus[locale])('stay data: %s', async (injection) => {
    // In a question that search answers, so that something is sent at all.
    const question = `${LATE[locale]}. ${injection}`;
    standIn.turns.push({ does: 'answer', value: { covered: false, claims: [] } });
    await answer(LATE[locale], locale);
    standIn.turns.push({ does: 'answer', value: { covered: false, claims: [] } });
    const given = await answer(question, locale);
    const [plain, injected] = standIn.requests.map(sentTexts);
    if (!injected) return expect(given).toMatchObject({ type: 'notCovered', search: { results: [] } });
    expect(injected.system).toBe(plain?.system);
    const data = JSON.parse(injected.user) as object;
    expect(Object.keys(data)).toEqual(['question', 'sections']);
    expect(injected.user).not.toMatch(/example\.com|600 100 200|discord\.gg|@everyone/);
  });

  it.each([
    ['obeys', { covered: true, claims: [{ text: 'HAKER', sources: [] }] }],
    ['cites what is not there', { covered: true, claims: [{ text: 'Tak.', sources: ['tajne#hasla'] }] }],
    ['links', { covered: true, claims: [{ text: 'Zobacz https://zlo.example/a', sources: [SECTION] }] }],
    ['invites', { covered: true, claims: [{ text: 'Wejdź na discord.gg/zlo123', sources: [SECTION] }] }],
    ['pings', { covered: true, claims: [{ text: 'Hej @everyone i <@123456>', sources: [SECTION] }] }],
    ['invents an address', { covered: true, claims: [{ text: 'Pisz na x@zlo.pl', sources: [SECTION] }] }],
    ['invents a token', { covered: true, claims: [{ text: 'Pisz na [EMAIL-9]', sources: [SECTION] }] }],
    ['writes at length', { covered: true, claims: [{ text: 'a'.repeat(601), sources: [SECTION] }] }],
    ['answers in another shape', { answer: 'HAKER' }],
  ])('change nothing where the model %s', async (_what, value) => {
    standIn.turns.push({ does: 'answer', value });
    expect(await answer(LATE[locale], locale)).toMatchObject({ type: 'passages' });
  });
});
