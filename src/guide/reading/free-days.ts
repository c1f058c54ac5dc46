import { tokenize } from '../../text/words.ts';

/** Beginnings of folded words for days on which nobody works, in both languages. */
const FREE_DAYS = (
  'sobot niedziel weekend swieta swietach swiateczn wigili sylwest wielkanoc wakacj urlop ferie feriach majowk ' +
  'saturday sunday holiday christmas easter vacation'
).split(' ');

/** Whether a text tells of a weekend or a holiday. */
export function tellsOfFreeDays(text: string): boolean {
  // Folded, "świąt" (of the holidays) would be "świat" (the world).
  if (/świąt(?!yni)/iu.test(text)) return true;
  return tokenize(text).some(({ word }) => FREE_DAYS.some((start) => word.startsWith(start)));
}
