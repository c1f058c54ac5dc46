import type { Locale } from '../i18n/locales.ts';

/** A cell's value; undefined and null are empty. Numbers are written in the file's style. */
export type CsvCell = string | number | boolean | Date | null | undefined;

/** Separator between cells, and decimal mark of numbers. */
export const CSV_STYLES = {
  comma: { separator: ',', decimal: '.' },
  semicolon: { separator: ';', decimal: ',' },
} as const;

export type CsvStyle = keyof typeof CSV_STYLES;

/** Style that a spreadsheet in each language splits by itself: Polish ones write 1,5 and so separate cells by semicolons. */
export const CSV_STYLE: Readonly<Record<Locale, CsvStyle>> = { pl: 'semicolon', en: 'comma' };

/** The other style, for people whose spreadsheet does not match their language. */
export function otherStyle(style: CsvStyle): CsvStyle {
  return style === 'comma' ? 'semicolon' : 'comma';
}

/** Byte order mark by which spreadsheets recognise UTF-8: the first character of the file. */
export const CSV_START = '\uFEFF';

/** A table as CSV (RFC 4180), with a byte order mark. */
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
  // Both separators are quoted in either style, so that a file opened with the wrong one does not split inside cells.
  return /[",;\t\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Exports may contain anyone's text, and spreadsheets read cells beginning with certain signs, including their full-width forms,
 * as formulas (OWASP, "CSV Injection"); some do so after blanks, invisible characters, or a line break, which they take for the
 * start of a cell. Such a line is prefixed with an apostrophe, and so is one that begins with a tab.
 */
function defuse(text: string): string {
  return text.replaceAll(/(?:^|(?<=\n|\r(?!\n)|[\u2028\u2029]))(?=[\s\p{C}]*[=+\-@＝＋－＠]|[\t\r])/gu, "'");
}
