import type { Locale } from '../i18n/locales.ts';

/** A value of a table's cell; undefined and null are empty. A number is written as the style writes numbers. */
export type CsvCell = string | number | boolean | Date | null | undefined;

/** What stands between cells, and in a number between the whole and the rest. */
export const CSV_STYLES = {
  comma: { separator: ',', decimal: '.' },
  semicolon: { separator: ';', decimal: ',' },
} as const;

export type CsvStyle = keyof typeof CSV_STYLES;

/** What a spreadsheet in a language takes apart by itself: Polish ones write 1,5 and so put semicolons between cells. */
export const CSV_STYLE: Readonly<Record<Locale, CsvStyle>> = { pl: 'semicolon', en: 'comma' };

/** The style for whoever uses another spreadsheet than their language lets expect. */
export function otherStyle(style: CsvStyle): CsvStyle {
  return style === 'comma' ? 'semicolon' : 'comma';
}

/** The mark by which spreadsheets know UTF-8: the first character of the file. */
export const CSV_START = '\uFEFF';

/** A table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function writeCsv(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  style: CsvStyle = 'comma',
): string {
  return CSV_START + [header, ...rows].map((row) => writeRow(row, style)).join('');
}

/** A line of the table. */
export function writeRow(row: readonly CsvCell[], style: CsvStyle): string {
  return `${row.map((cell) => writeCell(cell, style)).join(CSV_STYLES[style].separator)}\r\n`;
}

function writeCell(cell: CsvCell, style: CsvStyle): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number') return String(cell).replace('.', CSV_STYLES[style].decimal);
  if (typeof cell === 'boolean') return String(cell);
  const text = defuse(cell);
  // Either separator, whatever the style: a file that is opened with the wrong one falls apart into no cells of its own.
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What is exported may hold what anybody typed, and a spreadsheet takes for a formula what begins with one of a few signs, their
 * full-width forms among them (OWASP, "CSV Injection"); some do so after blanks, after what cannot be seen, and after a line
 * break, which they take for the start of a cell. Such a line gets an apostrophe in front, and so does one that begins with a tab.
 */
function defuse(text: string): string {
  return text.replaceAll(/(?:^|(?<=\n|\r(?!\n)|[\u2028\u2029]))(?=[\s\p{C}]*[=+\-@＝＋－＠]|[\t\r])/gu, "'");
}
