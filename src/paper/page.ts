import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import type { Locale } from '../i18n/locales.ts';
import { onPaper } from './signs.ts';

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf');

/** Page size and margins in points. A4 is 595 × 842. */
export const PAGE = { width: 595.28, height: 841.89, side: 72, top: 60, bottom: 58 } as const;
/** Width of the column in points. */
export const WIDTH = PAGE.width - 2 * PAGE.side;
const LABEL = 132;
const LINE_GAP = 2.1;
const GAP = 14;
export const INK = { text: '#1f2328', quiet: '#5b6470', heading: '#23465c', rule: '#d5dbe0' } as const;
export const SIZE = { title: 21, heading: 12, text: 10, small: 8.5 } as const;

/** A document that is being drawn, top to bottom. */
export type Pdf = InstanceType<typeof PDFDocument>;

export interface PdfOptions {
  /** Creation time, part of the file's metadata. */
  readonly made: Date;
  /** Page number, such as "1 z 2". */
  readonly pageLabel: (page: number, pages: number) => string;
}

/** What the file's metadata say beside the time. */
export interface About {
  readonly title: string;
  readonly author?: string;
  readonly locale: Locale;
}

/** A term and its value; several items are below each other. */
export interface PaperRow {
  readonly label: string;
  readonly value: string | readonly string[];
}

/** The language of each document: some signs are replaced by words in it. */
const languages = new WeakMap<Pdf, Locale>();

/**
 * A4 as PDF: one plain column, with page numbers if there are several pages. The library is loaded with the first document: with
 * its fonts and compression it would make every start slower and larger.
 */
export async function makePdf(
  { title, author, locale }: About,
  { made, pageLabel }: PdfOptions,
  draw: (pdf: Pdf) => void | Promise<void>,
): Promise<Uint8Array> {
  const { default: Document } = await import('pdfkit');
  const document = new Document({
    size: 'A4',
    margins: { left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.bottom },
    bufferPages: true,
    pdfVersion: '1.7',
    lang: locale,
    displayTitle: true,
    info: {
      Title: title,
      ...(author === undefined ? {} : { Author: onPaper(author, locale).text }),
      CreationDate: made,
      ModDate: made,
      Producer: 'Granica',
      Creator: 'Granica',
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => document.on('end', resolve).on('error', reject));
  document.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  languages.set(document, locale);
  await draw(document);
  numberPages(document, pageLabel);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

function printable(pdf: Pdf, content: string): string {
  return onPaper(content, languages.get(pdf) ?? 'en').text;
}

/** A heading with a thin rule above it, moved to the next page if nothing below it fits on this one. */
export function drawHeading(pdf: Pdf, heading: string, below: number): void {
  keepTogether(pdf, 48 + below);
  pdf.moveDown(0.9);
  pdf
    .lineWidth(0.6)
    .strokeColor(INK.rule)
    .moveTo(PAGE.side, pdf.y)
    .lineTo(PAGE.side + WIDTH, pdf.y)
    .stroke();
  pdf.y += 9;
  text(pdf, heading, { font: 'bold', size: SIZE.heading, color: INK.heading });
  pdf.y += 5;
}

/** A term beside its value. */
export function drawRow(pdf: Pdf, row: PaperRow): void {
  keepTogether(pdf, rowHeight(pdf, row));
  const { y } = pdf;
  const x = PAGE.side + LABEL + GAP;
  const width = WIDTH - LABEL - GAP;
  text(pdf, row.label, { color: INK.quiet, width: LABEL });
  const afterLabel = pdf.y;
  pdf.y = y;
  for (const item of itemsOf(row)) text(pdf, item, { x, width });
  pdf.y = Math.max(afterLabel, pdf.y) + 3;
}

/** Height of {@link drawRow} in points. */
export function rowHeight(pdf: Pdf, row: PaperRow | undefined): number {
  if (!row) return 0;
  const width = WIDTH - LABEL - GAP;
  const value = itemsOf(row).reduce((sum, item) => sum + heightOf(pdf, item, { width }), 0);
  return Math.max(heightOf(pdf, row.label, { width: LABEL }), value) + 3;
}

function itemsOf({ value }: PaperRow): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

export interface TextStyle {
  readonly font?: 'regular' | 'bold';
  readonly size?: number;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly x?: number;
  readonly width?: number;
}

/** A text in the column, below what was drawn. */
export function text(pdf: Pdf, content: string, style: TextStyle = {}): void {
  const { color = INK.text, align = 'left', x = PAGE.side, width = WIDTH } = style;
  prepare(pdf, style).fillColor(color).text(printable(pdf, content), x, pdf.y, { width, align, lineGap: LINE_GAP });
}

/** Height of {@link text} in points. */
export function heightOf(pdf: Pdf, content: string, style: TextStyle = {}): number {
  return prepare(pdf, style).heightOfString(printable(pdf, content), {
    width: style.width ?? WIDTH,
    lineGap: LINE_GAP,
  });
}

function prepare(pdf: Pdf, { font = 'regular', size = SIZE.text }: TextStyle): Pdf {
  return pdf.font(font).fontSize(size);
}

/** Starts a new page unless `height` still fits on this one, or would fit on none. */
export function keepTogether(pdf: Pdf, height: number): void {
  const limit = PAGE.height - PAGE.bottom;
  if (pdf.y + height > limit && height < limit - PAGE.top) pdf.addPage();
}

function numberPages(pdf: Pdf, label: PdfOptions['pageLabel']): void {
  const { count } = pdf.bufferedPageRange();
  if (count === 1) return;
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // The footer is below the margin, where text would otherwise start a new page.
    pdf.page.margins.bottom = 0;
    pdf.y = PAGE.height - 44;
    text(pdf, label(page + 1, count), { size: SIZE.small, color: INK.quiet, align: 'center' });
  }
}
