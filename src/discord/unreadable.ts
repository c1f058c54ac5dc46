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

/**
 * Like {@link replaceUnreadable} for plain data of any shape: texts are replaced, bytes and everything else are kept. What holds no
 * unreadable text, as nearly every answer, is returned as it is.
 */
export function replaceIn<T>(value: T, words: string): T {
  return isUnreadableIn(value) ? (replaced(value, words) as T) : value;
}

function isUnreadableIn(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(UNREADABLE);
  if (Array.isArray(value)) return value.some(isUnreadableIn);
  if (!isPlain(value)) return false;
  for (const key in value) if (isUnreadableIn(Reflect.get(value, key))) return true;
  return false;
}

function replaced(value: unknown, words: string): unknown {
  if (typeof value === 'string') return value.includes(UNREADABLE) ? value.replaceAll(UNREADABLE, words).trim() : value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, words));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, words)]));
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
