import { fold } from './words.ts';

/** Leaves room for a number, and for the other parts of a button's id. */
export const MAX_SLUG_LENGTH = 40;

/** A title as a slug: "Zadatek – wzór" is `zadatek-wzor`; `otherwise` where no letter or digit of ASCII is left. */
export function slugOf(title: string, otherwise: string): string {
  const words = fold(title).match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, MAX_SLUG_LENGTH).replace(/-+$/, '');
  return slug === '' ? otherwise : slug;
}

/** The slug, or with the first number behind it that nobody has. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const slug = wanted.slice(0, MAX_SLUG_LENGTH - ending.length) + ending;
    if (!taken.has(slug)) return slug;
  }
}
