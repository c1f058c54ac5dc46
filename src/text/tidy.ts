/** Removes what must not reach a message: control characters, and invisible ones that reverse or hide text. */
function visible(value: string): string {
  return value
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/[^\P{Cc}\n]|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc]/gu, '')
    .toWellFormed()
    .normalize('NFC');
}

/** The typed text as one line, without line breaks and repeated spaces; markdown, mentions and emoji are kept. */
export function tidyLine(value: string): string {
  return visible(value).replace(/\s+/gu, ' ').trim();
}

/** Like {@link tidyLine} for several lines, with at most one empty line in a row. */
export function tidyLines(value: string): string {
  return visible(value)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The items of a list: one per line, or separated by semicolons, or else by commas. Leading bullets are dropped. */
export function listItems(value: string | readonly string[]): string[] {
  const separator = typeof value === 'string' ? [/\n/u, /;/u].find((mark) => mark.test(value)) : undefined;
  // A comma inside a number ("2,5 h") does not separate.
  const raw = typeof value === 'string' ? value.split(separator ?? /,(?=\s)/u) : value;
  return raw
    .map((item) => tidyLine(item).replace(/^(?:[-–•*]\s+|\d+[.)]\s+)/u, ''))
    .filter((item) => /[^\s,;]/u.test(item));
}
