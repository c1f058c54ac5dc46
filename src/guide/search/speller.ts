import { bitCount, editDistance, letterMask } from '../../text/distance.ts';
import {
  type Alternative,
  findForm,
  isTopical,
  type Lexicon,
  shapeOf,
  type WordForm,
  withRelatives,
} from './lexicon.ts';

/** Corrections kept for a word; more would be guesses. */
const MAX_CORRECTIONS = 6;
/** Below this many letters a word has too many neighbours: only swapped or missing letters are slips. */
const SHORT_WORD = 6;

/**
 * What a word that the index lacks may be a slip for: the forms at the least edit distance, at most one edit in words up
 * to eight letters and two in longer ones. They are corrected to words that some document is about; a neighbour from
 * running text is nearly always chance.
 */
export function correctionsOf(lexicon: Lexicon, word: string): Alternative[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  const { forms, distance } = nearestForms(lexicon, word);
  if (distance === 1 && word.length >= SHORT_WORD) forms.push(...formsWithOtherBeginning(lexicon, word));
  // The same first letter first: slips rarely hit it. Then by word, so that the choice never depends on insertion order.
  const rank = (form: WordForm) => (form.word[0] === word[0] ? 0 : 1);
  forms.sort((a, b) => rank(a) - rank(b) || (a.word < b.word ? -1 : 1));
  // Swapped neighbours are the surest slip: "konrtakt" is "kontrakt", though "kontakt" is as near.
  const swapped = forms.filter((form) => form.word.length === word.length && form.letters === letterMask(word));
  if (distance === 1 && swapped.length > 0) return withRelatives(lexicon, swapped, 0.95);
  const likeness = distance > 1 ? 0.65 : word.length < SHORT_WORD ? 0.7 : 0.95;
  return withRelatives(lexicon, forms.slice(0, MAX_CORRECTIONS), likeness);
}

/**
 * Forms with the same first letter at the least distance within the limit. A scan over the forms of like length, of which
 * the mask of letters leaves a few: fast enough (docs/search.md) without the memory of an index of deletions.
 */
function nearestForms(lexicon: Lexicon, word: string): { forms: WordForm[]; distance: number } {
  let limit = word.length < 9 ? 1 : 2;
  let forms: WordForm[] = [];
  const letters = letterMask(word);
  const [shortest, longest] = [word.length - limit, word.length + limit];
  for (let length = shortest; length <= longest; length++) {
    for (const form of lexicon.shapes.get(shapeOf(word.charAt(0), length)) ?? []) {
      if (bitCount(form.letters ^ letters) > 2 * limit) continue;
      const distance = editDistance(word, form.word, limit);
      if (distance > limit || !isPlausible(word, form) || !isTopical(form)) continue;
      if (distance < limit) {
        limit = distance;
        forms = [];
      }
      forms.push(form);
    }
  }
  // Nothing at distance 2 leaves the limit there; a slip in the first letter is still possible at distance 1.
  return { forms, distance: forms.length === 0 ? 1 : limit };
}

function isPlausible(word: string, form: WordForm): boolean {
  if (word.length >= SHORT_WORD) return true;
  if (form.word.length === word.length) return form.letters === letterMask(word);
  return word.length > 4 && form.word.length > word.length;
}

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

/** Forms that differ in the beginning alone: its letter missing, added, another, or swapped with the second. */
function formsWithOtherBeginning(lexicon: Lexicon, word: string): WordForm[] {
  const rest = word.slice(1);
  const swapped = `${word.charAt(1)}${word.charAt(0)}${word.slice(2)}`;
  const others = [rest, swapped, ...ALPHABET.flatMap((letter) => [letter + word, letter + rest])];
  return [...new Set(others)].flatMap((other) => {
    const form = other === word ? undefined : findForm(lexicon, other);
    return form && form.word[0] !== word[0] && isTopical(form) ? [form] : [];
  });
}
