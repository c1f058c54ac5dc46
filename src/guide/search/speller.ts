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

/** Maximum corrections of a word; more would be guesses. */
const MAX_CORRECTIONS = 6;
/** Minimum letters for all kinds of typos; shorter words have too many neighbours, so only swapped or missing letters count. */
const SHORT_WORD = 6;

/**
 * Corrections of a word that the index lacks: the forms at the smallest edit distance, at most one edit for words up to eight
 * letters and two for longer ones. Only words that some document is about are offered; a neighbour from running text is nearly
 * always chance.
 */
export function correctionsOf(lexicon: Lexicon, word: string): Alternative[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  const { forms, distance } = nearestForms(lexicon, word);
  if (distance === 1 && word.length >= SHORT_WORD) forms.push(...formsWithOtherBeginning(lexicon, word));
  // The same first letter first: typos rarely hit it. Then by word, so that the result never depends on insertion order.
  const rank = (form: WordForm) => (form.word[0] === word[0] ? 0 : 1);
  forms.sort((a, b) => rank(a) - rank(b) || (a.word < b.word ? -1 : 1));
  // Swapped neighbours are the surest typo: "konrtakt" is "kontrakt", though "kontakt" is as near.
  const swapped = forms.filter((form) => form.word.length === word.length && form.letters === letterMask(word));
  if (distance === 1 && swapped.length > 0) return withRelatives(lexicon, swapped, 0.95);
  const likeness = distance > 1 ? 0.65 : word.length < SHORT_WORD ? 0.7 : 0.95;
  return withRelatives(lexicon, forms.slice(0, MAX_CORRECTIONS), likeness);
}

/**
 * Forms with the same first letter at the smallest distance within the limit. Scans the forms of similar length, most of which
 * the letter mask excludes: fast enough (docs/search.md) without the memory of a deletion index.
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
  // Nothing at distance 2 leaves the limit there; a typo in the first letter is still possible at distance 1.
  return { forms, distance: forms.length === 0 ? 1 : limit };
}

function isPlausible(word: string, form: WordForm): boolean {
  if (word.length >= SHORT_WORD) return true;
  if (form.word.length === word.length) return form.letters === letterMask(word);
  return word.length > 4 && form.word.length > word.length;
}

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

/** Forms that differ only at the start: first letter missing, added, replaced, or swapped with the second. */
function formsWithOtherBeginning(lexicon: Lexicon, word: string): WordForm[] {
  const rest = word.slice(1);
  const swapped = `${word.charAt(1)}${word.charAt(0)}${word.slice(2)}`;
  const others = [rest, swapped, ...ALPHABET.flatMap((letter) => [letter + word, letter + rest])];
  return [...new Set(others)].flatMap((other) => {
    const form = other === word ? undefined : findForm(lexicon, other);
    return form && form.word[0] !== word[0] && isTopical(form) ? [form] : [];
  });
}
