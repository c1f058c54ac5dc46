import type { Reply } from '../messages/reply.ts';
import { UNREADABLE } from '../text/unreadable.ts';

/**
 * Marks unreadable texts in an answer as such. In a form their field is left empty, and typed text replaces them. Authors of
 * answers need not handle them.
 *
 * @param words replacement for such a text, in the person's language
 */
export function replaceUnreadable<R extends Reply>(reply: R, words: string): R {
  return replaceIn(reply, reply.type === 'form' ? '' : words);
}

/** Like {@link replaceUnreadable} for plain data of any shape: texts are replaced, bytes and everything else are kept. */
export function replaceIn<T>(value: T, words: string): T {
  return mapTexts(value, (text) => (text.includes(UNREADABLE) ? text.replaceAll(UNREADABLE, words).trim() : text)) as T;
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
