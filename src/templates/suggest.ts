import { fold } from '../text/words.ts';
import type { UsableTemplate } from './usable.ts';

type Suggested = Pick<UsableTemplate, 'reference' | 'origin' | 'title' | 'summary' | 'keywords'>;

/** Weight of a word found in the title, a keyword or the summary. */
const WEIGHTS = { title: 4, keywords: 2, summary: 1 } as const;
/** Order by origin. Own templates come first: their author means them. */
const ORIGIN_ORDER = { own: 0, community: 1, catalogue: 2 } as const;
/** Minimum letters at which a word may differ in its ending: "odmowę" finds "odmowa". */
const STEM_LENGTH = 4;

/**
 * The templates that match the typed text, best first. Before anything is typed: recently used ones (`recent`, references), then
 * own ones, the community's and the catalogue's.
 */
export function suggestTemplates<T extends Suggested>(
  templates: readonly T[],
  typed: string,
  recent: readonly string[] = [],
): readonly T[] {
  const words = wordsOf(typed);
  const inOrder = templates.toSorted((a, b) => ORIGIN_ORDER[a.origin] - ORIGIN_ORDER[b.origin]);
  if (words.length === 0) {
    const used = recent.flatMap((reference) => inOrder.filter((one) => one.reference === reference));
    return [...used, ...inOrder.filter((one) => !used.includes(one))];
  }
  return inOrder
    .map((template) => ({ template, score: score(template, words) }))
    .filter((one) => one.score > 0)
    .toSorted((a, b) => ORIGIN_ORDER[a.template.origin] - ORIGIN_ORDER[b.template.origin] || b.score - a.score)
    .map(({ template }) => template);
}

interface WeightedWords {
  readonly weight: number;
  readonly words: readonly string[];
}

/** Of templates that are suggested again and again. */
const fieldsKept = new WeakMap<Suggested, readonly WeightedWords[]>();

function fieldsOf(template: Suggested): readonly WeightedWords[] {
  const { title, summary, keywords } = template;
  const fields = fieldsKept.get(template) ?? [
    { weight: WEIGHTS.title, words: wordsOf(title) },
    { weight: WEIGHTS.keywords, words: wordsOf(keywords.join(' ')) },
    { weight: WEIGHTS.summary, words: wordsOf(summary ?? '') },
  ];
  fieldsKept.set(template, fields);
  return fields;
}

/** 0 unless every word is found. */
function score(template: Suggested, words: readonly string[]): number {
  const fields = fieldsOf(template);
  let total = 0;
  for (const word of words) {
    const best = Math.max(...fields.map((field) => field.weight * likeness(word, field.words)));
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function likeness(word: string, candidates: readonly string[]): number {
  if (candidates.some((candidate) => candidate.startsWith(word))) return 1;
  const stem = word.slice(0, Math.max(STEM_LENGTH, word.length - 2));
  return word.length > STEM_LENGTH && candidates.some((candidate) => candidate.startsWith(stem)) ? 0.5 : 0;
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
