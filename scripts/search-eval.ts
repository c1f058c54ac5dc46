/**
 * Measures the search on judged queries, by words alone and with meanings, beside MiniSearch with fuzzy and prefix search on the
 * same articles: `npm run search:eval [-- FILE …]`. A hit is a result judged 1 or 2; `aside` for a file means the complaints that
 * are set aside, whose only right answer is their own section. With OPENAI_API_KEY and OPENAI_EMBEDDING_MODEL it also
 * measures the search fused with vectors, and sends articles and queries to that endpoint.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { z } from 'zod';
import { createFusedSearch } from '../src/assistant/embeddings.ts';
import { createEndpoint } from '../src/assistant/endpoint.ts';
import type { VectorStore } from '../src/assistant/vectors.ts';
import { readConfig } from '../src/config.ts';
import { type Guide, loadGuide } from '../src/guide/articles.ts';
import type { Source } from '../src/guide/search/by-words.ts';
import { guideDocuments } from '../src/guide/search/documents.ts';
import { guideSources } from '../src/guide/search/guide-sources.ts';
import { readMeaning } from '../src/guide/search/meaning/reader.ts';
import type { SearchDocument } from '../src/guide/search/passages.ts';
import { search } from '../src/guide/search/search.ts';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';
import { isSetAside, readComplaints } from './complaints.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const judgedSchema = z.array(
  z.object({
    id: z.string(),
    category: z.string(),
    locale: z.enum(LOCALES),
    query: z.string(),
    relevant: z.record(z.string(), z.number()),
  }),
);

/** A query with the sections that answer it, graded 2 (best) or 1; none where the honest answer is nothing. */
export type Judged = z.infer<typeof judgedSchema>[number];

export function readJudged(file: string): Judged[] {
  return judgedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Answers a query by ids, best first, and says whether it is sure. */
export type Engine = (query: string, locale: Locale) => { readonly ids: readonly string[]; readonly sure: boolean };

function engineOf(sources: Readonly<Record<Locale, Source>>): Engine {
  return (query, locale) => {
    const { results, confidence } = search([sources[locale]], query);
    return { ids: results.map(({ document }) => document.id), sure: confidence === 'confident' };
  };
}

/** The product's search over `content/`. */
export async function productEngine(): Promise<Engine> {
  const meaning = (locale: Locale) =>
    readMeaning(`${root}content`, locale, (message) => {
      throw new Error(message);
    });
  return engineOf(await guideSources(loadGuides(), { pl: meaning('pl'), en: meaning('en') }));
}

/** The product's search if it had no model of meaning. */
export async function wordsEngine(): Promise<Engine> {
  return engineOf(await guideSources(loadGuides()));
}

/** Complaints that are never learned from. */
function setAside(): Judged[] {
  return LOCALES.flatMap((locale) => readComplaints(`${root}content`, locale))
    .filter(isSetAside)
    .map(({ file, line, locale, text, section }) => ({
      id: `${file}:${line}`,
      category: section ? 'complaint' : 'noans',
      locale,
      query: text,
      relevant: section ? { [section]: 2 } : {},
    }));
}

/** MiniSearch as its documentation recommends it, on the same fields with the same weights. */
function miniSearchEngine(): Engine {
  const { pl, en } = loadGuides();
  const documents = { pl: guideDocuments(pl, en), en: guideDocuments(en, pl) };
  const build = (locale: Locale) => {
    const index = new MiniSearch<SearchDocument>({
      fields: ['heading', 'title', 'keywords', 'questions', 'otherWords', 'body'],
      extractField: (document, field) => {
        const value: unknown = Reflect.get(document, field);
        return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : '';
      },
      searchOptions: {
        fuzzy: 0.2,
        prefix: true,
        boost: { heading: 3, title: 3, keywords: 3, questions: 2, otherWords: 1.5 },
      },
    });
    index.addAll([...documents[locale]]);
    return index;
  };
  const indexes = { pl: build('pl'), en: build('en') };
  return (query, locale) => ({ ids: indexes[locale].search(query).map(({ id }) => String(id)), sure: false });
}

function loadGuides(): Record<Locale, Guide> {
  return { pl: loadGuide(`${root}content`, 'pl'), en: loadGuide(`${root}content`, 'en') };
}

/** Shares from 0 to 1; `emptied` is the share answered by nothing. */
export interface Figures {
  queries: number;
  hit1: number;
  hit3: number;
  mrr: number;
  emptied: number;
  /** Share answered as if sure, with a wrong first result. */
  wrong: number;
}

export function measure(engine: Engine, judged: readonly Judged[]): Figures {
  const answers = judged.map(({ query, locale, relevant }) => {
    const { ids, sure } = engine(query, locale);
    return { rank: ids.slice(0, 10).findIndex((id) => (relevant[id] ?? 0) >= 1), empty: ids.length === 0, sure };
  });
  const mean = (value: (answer: (typeof answers)[number]) => number) =>
    answers.reduce((sum, answer) => sum + value(answer), 0) / Math.max(1, answers.length);
  return {
    queries: judged.length,
    hit1: mean(({ rank }) => Number(rank === 0)),
    hit3: mean(({ rank }) => Number(rank >= 0 && rank < 3)),
    mrr: mean(({ rank }) => (rank < 0 ? 0 : 1 / (rank + 1))),
    emptied: mean(({ empty }) => Number(empty)),
    wrong: mean(({ rank, sure }) => Number(sure && rank !== 0)),
  };
}

/** Whether the guide answers the query at all. */
export const isAnswerable = ({ category }: Judged) => category !== 'noans';

function table(judged: readonly Judged[], engines: Readonly<Record<string, Engine>>): string {
  const answerable = judged.filter(isAnswerable);
  const groups: [string, Judged[]][] = [...new Set(answerable.map(({ category }) => category))].map((category) => [
    category,
    answerable.filter((query) => query.category === category),
  ]);
  for (const locale of LOCALES) groups.push([`all ${locale}`, answerable.filter((query) => query.locale === locale)]);
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const rows = groups.map(([name, queries]) => [
    name,
    String(queries.length),
    ...Object.values(engines).flatMap((engine) => {
      const { hit1, hit3, mrr, emptied, wrong } = measure(engine, queries);
      return [percent(hit1), percent(hit3), mrr.toFixed(3), percent(emptied), percent(wrong)];
    }),
  ]);
  const offTopic = judged.filter((query) => !isAnswerable(query));
  rows.push([
    'off-topic',
    String(offTopic.length),
    ...Object.values(engines).flatMap((engine) => {
      const { emptied, wrong } = measure(engine, offTopic);
      return ['', '', '', percent(emptied), percent(wrong)];
    }),
  ]);
  const columns = Object.keys(engines).flatMap((name) => [`${name}: hit@1`, 'hit@3', 'MRR', 'nothing', 'sure, wrong']);
  const lines = [['queries', 'n', ...columns], ['---', '--:', ...columns.map(() => '--:')], ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * The product's search fused with vectors, as `/ask` uses it; undefined unless OPENAI_EMBEDDING_MODEL names a model. It
 * sends the articles and all queries to the endpoint.
 */
async function fusedEngine(judged: readonly Judged[]): Promise<Engine | undefined> {
  const { assistant } = readConfig({ ...process.env, NODE_ENV: '' });
  if (!assistant?.embeddingModel) return undefined;
  // Patient: here the ranking is measured, not the endpoint's speed.
  const endpoint = createEndpoint(assistant, (failure) => console.error(failure), { embedMs: 60_000 });
  const known = new Map<string, Float32Array>();
  const vectors: VectorStore = {
    load: async (hashes) => new Map([...known].filter(([hash]) => hashes.includes(hash))),
    save: async (fresh) => {
      for (const [hash, vector] of fresh) known.set(hash, vector);
    },
  };
  const fused = createFusedSearch({ vectors, endpoint });
  const sources = await guideSources(loadGuides());
  await fused.prepare(Object.values(sources));
  const answers = new Map<string, readonly string[]>();
  for (const { query, locale } of judged) {
    const { results } = await fused.search([sources[locale]], query, 10);
    answers.set(
      `${locale} ${query}`,
      results.map(({ document }) => document.id),
    );
  }
  return (query, locale) => ({ ids: answers.get(`${locale} ${query}`) ?? [], sure: false });
}

if (import.meta.main) {
  const files = process.argv.length > 2 ? process.argv.slice(2) : [`${root}test/search-dev.json`];
  const read = (file: string) => (file === 'aside' ? setAside() : readJudged(file));
  const fused = await fusedEngine(files.flatMap(read));
  const engines = {
    words: await wordsEngine(),
    search: await productEngine(),
    ...(fused ? { fused } : {}),
    MiniSearch: miniSearchEngine(),
  };
  for (const file of files) console.log(`\n${relative(root, file)}\n\n${table(read(file), engines)}`);
}
