import { fold } from './words.ts';

/** Maximum characters of a slug; leaves room for a number and the other parts of a button's id. */
export const MAX_SLUG_LENGTH = 40;

/** Lower-case ASCII words joined by hyphens. */
export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text is a slug of at most `max` characters. */
export function isSlugWithin(text: string, max: number): boolean {
  return text.length <= max && SLUG_PATTERN.test(text);
}

/** A title as a slug: "Zadatek – wzór" is `zadatek-wzor`; `otherwise` if no ASCII letter or digit remains. */
export function slugOf(title: string, otherwise: string): string {
  const words = fold(title).match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, MAX_SLUG_LENGTH).replace(/-+$/, '');
  return slug === '' ? otherwise : slug;
}

/** The slug itself, or with the first free number appended. */
export function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const slug = wanted.slice(0, MAX_SLUG_LENGTH - ending.length) + ending;
    if (!taken.has(slug)) return slug;
  }
}
