import { CONTENT_DIR } from '../../../src/app/content.ts';
import type { StringKey } from '../../../src/i18n/keys.ts';
import { loadTranslator } from '../../../src/i18n/translator.ts';

// People in the benchmarks are Polish.
const t = loadTranslator(CONTENT_DIR)('pl');
/** Stands where a value is inserted; no text contains it. */
const GAP = '\u{e000}';

/** A regular expression for a text as it stands in the body of an answer, whatever is inserted for `names`. */
export function markOf(key: StringKey, ...names: string[]): string {
  const text = t(key, Object.fromEntries(names.map((name) => [name, GAP])));
  return text
    .split(GAP)
    .map((piece) =>
      JSON.stringify(piece)
        .slice(1, -1)
        .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
    )
    .join('.*');
}
