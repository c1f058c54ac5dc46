/** Control characters, of which texts need tab and line break alone; databases refuse U+0000 among them. */
const CONTROLS = /\p{Cc}/gu;
/** Code points that Unicode keeps for the inside of programs; one of them stands for what cannot be read (`unreadable.ts`). */
const NO_CHARACTERS = /\p{Noncharacter_Code_Point}/gu;
const KEPT: ReadonlyMap<string, string> = new Map([
  ['\t', '\t'],
  ['\n', '\n'],
  ['\u0000', '\uFFFD'],
]);

/**
 * A text as it is kept, whoever typed or sent it: line breaks alike, letters and their accents composed (NFC), no control
 * characters. What cannot be a character (U+0000, half a surrogate pair, U+FDD0) is shown as U+FFFD, as CommonMark asks. Every text
 * that comes in passes here once; what comes out can be stored, and comes out the same if it passes again.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(CONTROLS, (control) => KEPT.get(control) ?? '')
    .toWellFormed()
    .replaceAll(NO_CHARACTERS, '\uFFFD')
    .normalize('NFC');
}
