import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFusedSearch, fuse } from '../../src/assistant/embeddings.ts';
import { createEndpoint } from '../../src/assistant/endpoint.ts';
import { databaseVectors } from '../../src/assistant/vectors.ts';
import type { SearchResult, Source } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { search } from '../../src/guide/search/search.ts';
import { buildIndex } from '../../src/guide/search/search-index.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type EndpointStandIn, startEndpoint } from '../support/endpoint.ts';
import { forget } from '../support/forget.ts';

const clock = testClock('2026-11-24T08:00:00Z');
let database: TestDatabase;
let standIn: EndpointStandIn;
beforeAll(async () => {
  [database, standIn] = await Promise.all([testDatabase(), startEndpoint()]);
});
beforeEach(async () => {
  await database.reset();
  standIn.requests.length = 0;
});
afterAll(async () => {
  await standIn.close();
  await database.close();
});

const document = (slug: string, body: string): SearchDocument => {
  return { id: slug, slug, title: slug, keywords: [], questions: [], otherWords: [], body };
};
const DOCUMENTS = [
  document('one', 'invoice client reminder'),
  document('two', 'invoice holiday weekend'),
  document('three', 'zzzz zzzz zzzz'),
];
const sourceOf = async (hidden?: string): Promise<Source> => ({
  name: 'guide',
  index: await buildIndex('en', DOCUMENTS),
  ...(hidden ? { hidden: new Set([hidden]) } : {}),
});
const fused = (embedMs = 2000, model = 'letters') => {
  const settings = { apiKey: 'k', baseUrl: standIn.url, chatModel: undefined, embeddingModel: model };
  return createFusedSearch({
    vectors: databaseVectors({ db: database.db, clock }),
    endpoint: createEndpoint(settings, () => undefined, { embedMs }),
  });
};
const ids = (results: readonly SearchResult[]) => results.map(({ document: { id } }) => id);

describe('fused search', () => {
  it('brings in what is near in meaning, and computes each vector once', async () => {
    standIn.embed = (text) => (text.includes('zzzz') || text === 'invoice' ? [1, 0] : [0, 1]);
    const source = await sourceOf();
    const first = fused();
    await first.prepare([source]);
    expect(await database.db.sectionVector.count()).toBe(3);
    const { results, confidence } = await first.search([source], 'invoice', 3);
    expect(ids(results)).toContain('three');
    expect(confidence).toBe(search([source], 'invoice').confidence);
    standIn.requests.length = 0;
    await fused().prepare([source]);
    expect(standIn.requests).toEqual([]);
    await fused(2000, 'another').prepare([source]);
    expect(await database.db.sectionVector.count()).toBe(6);
  });

  it('never brings in what a community hid', async () => {
    standIn.embed = () => [1, 0];
    const source = await sourceOf('three');
    const one = fused();
    await one.prepare([source]);
    expect(ids((await one.search([source], 'invoice', 5)).results)).not.toContain('three');
  });

  it('is lexical alone while the endpoint hangs or fails, and where search finds nothing', async () => {
    const source = await sourceOf();
    const lexical = search([source], 'invoice', 3);
    for (const embed of ['hang', 'fail'] as const) {
      standIn.embed = embed;
      expect(await fused(30).search([source], 'invoice', 3)).toEqual(lexical);
    }
    standIn.requests.length = 0;
    expect(await fused().search([source], 'qwertyuiop', 3)).toMatchObject({ confidence: 'nothing', results: [] });
    expect(standIn.requests).toEqual([]);
  });

  it('sends no address that stands in a question', async () => {
    standIn.embed = () => [1, 0];
    await fused().search([await sourceOf()], 'invoice ewa@firma.pl', 3);
    expect(JSON.stringify(standIn.requests)).not.toContain('ewa@');
  });

  it('forgets vectors that nobody asked for in 90 days', async () => {
    standIn.embed = () => [1, 0];
    await fused().prepare([await sourceOf()]);
    clock.advance({ days: 89 });
    expect(await forget('vectors', { db: database.db, clock })).toBe(0);
    clock.advance({ days: 2 });
    expect(await forget('vectors', { db: database.db, clock })).toBe(3);
  });
});

it('counts places, not scores', () => {
  const result = (id: string): SearchResult => ({ source: 's', document: document(id, ''), score: 0, coverage: 0 });
  const [a, b, c] = [result('a'), result('b'), result('c')];
  expect(ids(fuse([a, b], [b, c]))).toEqual(['b', 'a', 'c']);
});
