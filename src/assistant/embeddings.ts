import { createHash } from 'node:crypto';
import { inBackground } from '../database/lanes.ts';
import type { SearchAnswer, SearchResult, Source } from '../guide/search/by-words.ts';
import type { SearchDocument } from '../guide/search/passages.ts';
import { search } from '../guide/search/search.ts';
import type { Endpoint } from './endpoint.ts';
import { createMask } from './masking.ts';
import type { VectorStore } from './vectors.ts';

export interface EmbeddingContext {
  readonly vectors: VectorStore;
  readonly endpoint: Pick<Endpoint, 'embed' | 'embeddingModel'>;
}

/** Search by words and by meaning combined. */
export interface FusedSearch {
  /** Like `search`; by words alone if vectors are missing, late or failing. */
  search(sources: readonly Source[], query: string, limit: number): Promise<SearchAnswer>;
  /** Computes missing vectors; a search also starts this, without waiting. */
  prepare(sources: readonly Source[]): Promise<void>;
}

/** Constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): the weight of the first places. */
const RRF_K = 60;
/** Candidates taken from each of the two searches. */
const CANDIDATES = 20;
/** Texts per request: more take longer than an endpoint waits. */
const BATCH = 16;
/** Maximum characters of a section represented by its vector. */
const TEXT_LENGTH = 2000;

export function createFusedSearch(context: EmbeddingContext): FusedSearch {
  // By document, so that vectors of changed or removed articles are collected with it.
  const vectors = new WeakMap<SearchDocument, Float32Array>();
  let preparing: Promise<void> | undefined;

  async function prepare(sources: readonly Source[]): Promise<void> {
    const { embed, embeddingModel } = context.endpoint;
    if (!embed || !embeddingModel) return;
    const missing = sources.flatMap(documentsOf).filter((document) => !vectors.has(document));
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH).map((document) => ({ document, text: textOf(document) }));
      const hashed = batch.map((one) => ({ ...one, hash: hashOf(embeddingModel, one.text) }));
      const stored = await context.vectors.load(hashed.map(({ hash }) => hash));
      const unknown = hashed.filter(({ hash }) => !stored.has(hash));
      const computed = unknown.length > 0 ? await embed(unknown.map(({ text }) => text)) : [];
      // The endpoint is away: a later search tries the missing vectors again.
      if (!computed) return;
      const fresh = new Map(unknown.map(({ hash }, index) => [hash, Float32Array.from(computed[index] ?? [])]));
      await context.vectors.save(fresh);
      for (const [hash, vector] of fresh) stored.set(hash, vector);
      for (const { document, hash } of hashed) {
        const vector = stored.get(hash);
        if (vector) vectors.set(document, normalised(vector));
      }
    }
  }

  /** One at a time: two searches at once must not compute the same vectors twice. */
  function prepareOnce(sources: readonly Source[]): Promise<void> {
    preparing ??= inBackground(() => prepare(sources)).finally(() => {
      preparing = undefined;
    });
    return preparing;
  }

  return {
    prepare: prepareOnce,
    async search(sources, query, limit) {
      const lexical = search(sources, query, CANDIDATES);
      const cut = (answer: SearchAnswer): SearchAnswer => ({ ...answer, results: answer.results.slice(0, limit) });
      // Only words decide whether there is an answer: every question has a nearest vector.
      if (lexical.confidence === 'nothing') return lexical;
      const [embedded] = (await context.endpoint.embed?.([createMask().hide(query)])) ?? [];
      // Endpoint failures do not reject, and the search answers without it.
      prepareOnce(sources).catch(() => undefined);
      if (!embedded) return cut(lexical);
      const vector = normalised(Float32Array.from(embedded));
      const near = nearest(sources, vector, vectors, lexical.results[0]?.coverage ?? 0);
      return near.length === 0 ? cut(lexical) : cut({ ...lexical, results: fused(lexical, near) });
    },
  };
}

/** The two rankings merged. What was said to be sure of its first result keeps it first. */
function fused({ confidence, results }: SearchAnswer, near: readonly SearchResult[]): SearchResult[] {
  const merged = fuse(results, near);
  const [best] = results;
  if (confidence !== 'confident' || !best) return merged;
  return [best, ...merged.filter(({ source, document }) => source !== best.source || document.id !== best.document.id)];
}

/** Merges rankings: each result counts by its places, since the scores are not comparable. */
export function fuse(...rankings: readonly (readonly SearchResult[])[]): SearchResult[] {
  const scores = new Map<string, { result: SearchResult; score: number }>();
  for (const ranking of rankings)
    ranking.forEach((result, rank) => {
      const key = `${result.source} ${result.document.id}`;
      const known = scores.get(key);
      scores.set(key, { result: known?.result ?? result, score: (known?.score ?? 0) + 1 / (RRF_K + rank + 1) });
    });
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ result, score }) => ({ ...result, score }));
}

function nearest(
  sources: readonly Source[],
  query: Float32Array,
  vectors: WeakMap<SearchDocument, Float32Array>,
  coverage: number,
): SearchResult[] {
  return sources
    .flatMap((source) =>
      documentsOf(source).flatMap((document): SearchResult[] => {
        const vector = vectors.get(document);
        if (vector?.length !== query.length) return [];
        return [{ source: source.name, document, score: dot(vector, query), coverage }];
      }),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, CANDIDATES);
}

function documentsOf({ index, hidden }: Source): SearchDocument[] {
  return index.entries.flatMap((entry) => (entry && !hidden?.has(entry.document.slug) ? [entry.document] : []));
}

function textOf({ title, heading, keywords, questions, body }: SearchDocument): string {
  return [title, heading ?? '', keywords.join(', '), questions.join(' '), body].join('\n').slice(0, TEXT_LENGTH);
}

function hashOf(model: string, text: string): string {
  return createHash('sha256').update(model).update('\0').update(text).digest('hex');
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
