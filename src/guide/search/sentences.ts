import { fold, tokenize } from '../../text/words.ts';

/** Maximum characters of a text that are read. */
export const MAX_STORY_LENGTH = 4000;
/** Minimum words of a sentence; a shorter one ("Any ideas?") is read with its neighbour. */
const LEAST_WORDS = 4;
/** Maximum words of a sentence; in a longer one (a chat without punctuation) the trouble would drown. */
const MOST_WORDS = 26;
/** Minimum words of a piece of such a sentence. */
const PIECE_WORDS = 9;
/** Maximum words of the whole for it to be read as one: it says too little to be a story. */
const ONE_WORDS = 12;

/** Folded words whose full stop does not end a sentence. */
const ABBREVIATIONS = new Set(
  'np tzn tj tzw m.in ul al dr mgr inz prof jw wg pn wt sr czw pt sob ndz tys mln mld e.g i.e eg ie mr mrs ms st vs'.split(
    ' ',
  ),
);
/** Those that are words or end a sentence too, unless a number follows. */
const BEFORE_NUMBERS = new Set('ok godz nr str min zl gr par no approx p.m a.m'.split(' '));

/**
 * The sentences of a message as people write them: by punctuation, lines and lists, in capitals or not. Full stops of abbreviations
 * do not tear a sentence apart, and what has no punctuation at all is taken in pieces. A single one, if the text is no longer than
 * a query.
 */
export function sentencesOf(text: string): string[] {
  const read = text.slice(0, MAX_STORY_LENGTH);
  if (tokenize(read).length <= ONE_WORDS) return [read];
  return joinShort(read.split(/\n+/u).flatMap((line) => inLine(line).flatMap(pieces)));
}

function inLine(line: string): string[] {
  const found: string[] = [];
  let open = '';
  for (const part of line.split(/(?<=[.!?…][)"”’]?)\s+/u)) {
    if (open !== '' && !goesOn(open, part)) {
      found.push(open);
      open = '';
    }
    open += open === '' ? part : ` ${part}`;
  }
  return [...found, open].filter((sentence) => sentence.trim() !== '');
}

/** Whether a text goes on after an abbreviation, an initial, a number with a full stop ("12. listopada"), or a pause after a few words. */
function goesOn(text: string, next: string): boolean {
  if (/(?:…|\.\.)$/u.test(text)) return tokenize(text).length < LEAST_WORDS;
  const last = /(?:^|[\s(])(\p{L}(?:[\p{L}.]*\p{L})?|\d{1,2})\.$/u.exec(text)?.[1];
  if (last === undefined) return false;
  const word = fold(last);
  return /^(?:\p{L}|\d+)$/u.test(word) || ABBREVIATIONS.has(word) || (BEFORE_NUMBERS.has(word) && /^\d/u.test(next));
}

/** A sentence that is too long, in pieces: at commas and conjunctions if it has any, otherwise by number of words. */
function pieces(sentence: string): string[] {
  const words = tokenize(sentence);
  if (words.length <= MOST_WORDS) return [sentence];
  const found: string[] = [];
  let start = 0;
  let count = 0;
  words.forEach(({ end }, at) => {
    count += 1;
    const next = words[at + 1];
    if (!next) return;
    const gap = sentence.slice(end, next.start);
    const isBreak = /[,;:()–—…]|\.\./u.test(gap) || BREAKS.has(next.word);
    if (count < (isBreak ? PIECE_WORDS : MOST_WORDS - PIECE_WORDS)) return;
    found.push(sentence.slice(start, next.start).trim());
    start = next.start;
    count = 0;
  });
  found.push(sentence.slice(start).trim());
  return found;
}

/** Words before which a sentence without punctuation may be cut. */
const BREAKS = new Set(
  'a ale i bo no wiec teraz potem wtedy tylko dzis wczoraj and but so because now then today yesterday when'.split(' '),
);

/** Joins what is too short to say anything to the sentence before it, or after it. */
function joinShort(all: readonly string[]): string[] {
  const found: string[] = [];
  let open = '';
  for (const sentence of all) {
    const text = open === '' ? sentence : `${open} ${sentence}`;
    if (tokenize(text).length >= LEAST_WORDS) {
      found.push(text);
      open = '';
    } else if (found.length > 0 && tokenize(sentence).length > 0 && open === '') {
      found[found.length - 1] += ` ${sentence}`;
    } else open = text;
  }
  if (open !== '') found.push(open);
  return found;
}
