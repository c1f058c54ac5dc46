import type { SearchAnswer, SearchResult } from './by-words.ts';

/** What is thought of one text. */
export interface Reading {
  readonly answer: SearchAnswer;
  /** By document id: the likelihood that it answers the text. Undefined where words alone decide. */
  readonly likelihoods: ReadonlyMap<string, number> | undefined;
}

/** Maximum sentences of a story that are read; in a longer one the middle is left out. */
const MOST_SENTENCES = 30;
/** Maximum sentences for neighbours to be read together as well: one names the matter, the next one the trouble. */
const MOST_IN_PAIRS = 12;
/**
 * Minimum likelihoods: that the guide answers the most telling text of a story, that it answers any other one that counts, and of the
 * best section in each.
 */
const LEAST_TOLD = { most: 0.75, answers: 0.5, best: 0.1 } as const;
/** Most that a single text can say, so that the others still count. */
const SUREST = 0.999;

/**
 * Reads a story sentence by sentence, since greetings and circumstances would drown the trouble, wherever it stands: neighbouring
 * sentences also together, and the whole. A section answers the story unless none of the texts is about it, so what one text surely
 * says counts, and what several hint at adds up.
 */
export function readStory(
  sentences: readonly string[],
  whole: string,
  limit: number,
  read: (text: string) => Reading,
): SearchAnswer {
  const telling = sentences.length <= MOST_SENTENCES ? sentences : ends(sentences);
  const pairs =
    telling.length > 2 && telling.length <= MOST_IN_PAIRS
      ? telling.slice(1).map((_, at) => `${telling[at]} ${telling[at + 1]}`)
      : [];
  const readings = [...telling, ...pairs, whole].map(read);
  const isTold = readings.some((reading) => saysEnough(reading, LEAST_TOLD.most));
  const answered = isTold ? readings.filter((reading) => saysEnough(reading, LEAST_TOLD.answers)) : [];
  const found = new Map<string, { result: SearchResult; best: number; missed: number }>();
  for (const { answer, likelihoods } of answered)
    for (const result of answer.results) {
      const key = `${result.source}:${result.document.id}`;
      const worth = Math.min(SUREST, worthOf(result, answer, likelihoods));
      const known = found.get(key);
      found.set(key, {
        result: known && known.best >= worth ? known.result : result,
        best: Math.max(known?.best ?? 0, worth),
        missed: (known?.missed ?? 1) * (1 - worth),
      });
    }
  const results = [...found.values()]
    .map(({ result, missed }) => ({ ...result, score: 1 - missed }))
    .sort((a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1))
    .slice(0, limit);
  const [best] = results;
  const isSure =
    best !== undefined &&
    readings.some(
      ({
        answer: {
          confidence,
          results: [first],
        },
      }) => confidence === 'confident' && first?.source === best.source && first.document.id === best.document.id,
    );
  return {
    confidence: best === undefined ? 'nothing' : isSure ? 'confident' : 'closest',
    results,
    matches: new Set(readings.flatMap(({ answer }) => [...answer.matches])),
  };
}

/**
 * Whether a text of a story counts. One of many is taken for a trouble by chance sooner than a single one is: it must say more surely
 * that the guide answers it, and what answers it.
 */
function saysEnough({ answer, likelihoods }: Reading, least: number): boolean {
  if (answer.confidence === 'nothing' || likelihoods === undefined) return answer.confidence !== 'nothing';
  let answers = 0;
  let best = 0;
  for (const likelihood of likelihoods.values()) {
    answers += likelihood;
    best = Math.max(best, likelihood);
  }
  return answers >= least && best >= LEAST_TOLD.best;
}

/** How likely a result answers, as far as one text tells. */
function worthOf(
  { document, coverage, score }: SearchResult,
  { results }: SearchAnswer,
  likelihoods: Reading['likelihoods'],
): number {
  return likelihoods?.get(document.id) ?? coverage * (score / (results[0]?.score ?? 1));
}

function ends(sentences: readonly string[]): string[] {
  return [...sentences.slice(0, MOST_SENTENCES / 2), ...sentences.slice(-MOST_SENTENCES / 2)];
}
