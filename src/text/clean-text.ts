/** Control characters, of which texts need only tab and line break; databases reject U+0000. */
const CONTROLS = /\p{Cc}/gu;
/** Code points that Unicode reserves for internal use by programs; one of them marks unreadable texts (`unreadable.ts`). */
const NO_CHARACTERS = /\p{Noncharacter_Code_Point}/gu;
const KEPT: ReadonlyMap<string, string> = new Map([
  ['\t', '\t'],
  ['\n', '\n'],
  ['\u0000', '\uFFFD'],
]);

/**
 * A text in the form in which it is stored, regardless of its source: uniform line breaks, composed letters and accents (NFC), no
 * control characters. Code points that cannot be characters (U+0000, half a surrogate pair, U+FDD0) become U+FFFD, as CommonMark
 * requires. Every incoming text passes through here once; the result can be stored, and passing it again changes nothing.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(CONTROLS, (control) => KEPT.get(control) ?? '')
    .toWellFormed()
    .replaceAll(NO_CHARACTERS, '\uFFFD')
    .normalize('NFC');
}
