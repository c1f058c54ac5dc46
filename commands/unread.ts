import type { Call } from '../src/dialogue/call.ts';
import type { Unread } from '../src/dialogue/uploads.ts';
import { escapeMarkdown } from '../src/messages/markdown.ts';
import { formatUnit } from '../src/text/format.ts';

const MEGABYTE = 1024 * 1024;

/** Explains why a file was not read, with the remedy. */
export function sayUnread({ t, person }: Call, name: string, why: Unread, maxBytes: number): string {
  const [amount, unit] =
    maxBytes < MEGABYTE ? ([maxBytes / 1024, 'kilobyte'] as const) : ([maxBytes / MEGABYTE, 'megabyte'] as const);
  const max = formatUnit(amount, unit, person.locale, { short: true, decimals: 3 });
  return t(`common:files.${why}`, { file: escapeMarkdown(name), max });
}
