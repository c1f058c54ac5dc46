// `npm run bench:search [-- --json]`: the product's search, with its model of meaning, beside MiniSearch with fuzzy and prefix
// search, on the guide and on the guide among made-up sections, 1,000 and 20,000 in all, in one run.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import { loadGuide } from '../../src/guide/articles.ts';
import type { Source } from '../../src/guide/search/by-words.ts';
import { guideDocuments } from '../../src/guide/search/documents.ts';
import { readMeaning } from '../../src/guide/search/meaning/reader.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { search } from '../../src/guide/search/search.ts';
import { buildIndex } from '../../src/guide/search/search-index.ts';
import { synonymsOf } from '../../src/guide/search/synonyms.ts';
import { readJudged } from '../search-eval.ts';

const content = fileURLToPath(new URL('../../content', import.meta.url));
const guides = { pl: loadGuide(content, 'pl'), en: loadGuide(content, 'en') };
const synonyms = synonymsOf('pl', guides.pl.synonyms);
const guide = [...guideDocuments(guides.pl, guides.en)];
const queries = readJudged(fileURLToPath(new URL('../../test/search-dev.json', import.meta.url)))
  .filter(({ locale }) => locale === 'pl')
  .map(({ query }) => query);

/** As long as a message can be. */
const post = [...queries, ...queries].join('. ').slice(0, 4000);

/** The same at every run: a linear congruential generator (Numerical Recipes). */
let state = 1;
function random(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const SYLLABLES = [
  'ba',
  'ce',
  'do',
  'fi',
  'gra',
  'ho',
  'je',
  'kli',
  'lu',
  'mo',
  'nie',
  'pra',
  'ro',
  'sta',
  'tu',
  'we',
  'za',
  'szy',
];
/** A word that nobody uses: large collections are mostly made of rare words. */
const rareWord = () => Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join('');

/** Sections of sentences of the guide, a third of whose words are rare ones. */
function madeUp(count: number): SearchDocument[] {
  const sentences = guide
    .flatMap(({ body }) => body.split(/(?<=[.!?])\s+/u))
    .filter((sentence) => sentence.length > 20);
  const text = (length: number) =>
    Array.from({ length }, () => pick(sentences))
      .join(' ')
      .split(' ')
      .map((word) => (random() < 0.33 ? rareWord() : word))
      .join(' ');
  return Array.from({ length: count }, (_, number) => {
    const model = pick(guide);
    return {
      id: `made-up-${number}`,
      slug: `made-up-${number}`,
      title: `${model.title} ${rareWord()}`,
      keywords: [pick(model.keywords.length > 0 ? model.keywords : [rareWord()]), rareWord(), rareWord()],
      questions: [text(1)],
      otherWords: [],
      body: text(6),
    };
  });
}

/** The guide among made-up sections. */
function among(count: number): SearchDocument[] {
  return [...guide, ...madeUp(count - guide.length)];
}

function percentile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

/** Milliseconds a query. The first round warms up. */
function time(answer: (query: string) => unknown, rounds: number, asked: readonly string[] = queries): number[] {
  for (const query of asked) answer(query);
  return Array.from({ length: rounds }, () => asked)
    .flat()
    .map((query) => {
      const start = performance.now();
      answer(query);
      return performance.now() - start;
    });
}

async function measure(documents: readonly SearchDocument[], rounds: number) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  globalThis.gc?.();
  const memory = process.memoryUsage.rss();
  delay.enable();
  const start = performance.now();
  const index = await buildIndex('pl', documents);
  const builtIn = performance.now() - start;
  delay.disable();
  const beforeModel = process.memoryUsage.rss();
  const readAt = performance.now();
  const meaning = readMeaning(content, 'pl', console.warn);
  if (!meaning()) throw new Error('There is no model to measure with');
  const readIn = performance.now() - readAt;
  const modelMemory = process.memoryUsage.rss() - beforeModel;
  const source: Source = { name: 'guide', index, synonyms, meaning };
  const own = time((query) => search([source], query), rounds);
  const posts = time((query) => search([source], query), 5 * rounds, [post]);
  const grown = process.memoryUsage.rss() - memory;

  const mini = new MiniSearch<SearchDocument>({
    fields: ['heading', 'title', 'keywords', 'questions', 'otherWords', 'body'],
    extractField: (document, field) => {
      const value: unknown = Reflect.get(document, field);
      return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : '';
    },
    searchOptions: { fuzzy: 0.2, prefix: true },
  });
  mini.addAll([...documents]);
  const other = time((query) => mini.search(query), Math.max(1, Math.floor(rounds / 5)));
  return {
    sections: documents.length,
    p50: percentile(own, 0.5),
    p95: percentile(own, 0.95),
    'MiniSearch p95': percentile(other, 0.95),
    ratio: percentile(own, 0.95) / percentile(other, 0.95),
    'post p95': percentile(posts, 0.95),
    'built in (s)': builtIn / 1000,
    'longest block (ms)': delay.max / 1e6,
    'memory (MB)': grown / 2 ** 20,
    'model read in (ms)': readIn,
    'of it (MB)': modelMemory / 2 ** 20,
  };
}

const results = [await measure(guide, 20), await measure(among(1000), 10), await measure(among(20_000), 5)];
if (process.argv.includes('--json')) console.log(JSON.stringify(results));
else
  console.table(
    results.map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value.toFixed(2))])),
    ),
  );
