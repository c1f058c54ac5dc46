import { tokens } from '../../text/words.ts';
import type { Rendered } from '../render/render.ts';

/**
 * Index of the page that holds a word, by the number of words before it in the text. Addresses of links count on a page and
 * not in the text: where there are some, it may be the page before.
 */
export function pageOfWord({ pages }: Rendered, words: number): number {
  let before = 0;
  for (const [index, { text }] of pages.entries()) {
    for (const _ of tokens(text)) before += 1;
    if (words < before) return index;
  }
  return pages.length - 1;
}
