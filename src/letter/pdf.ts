import { createRequire } from 'node:module';
import type PDFDocument from 'pdfkit';
import type { Locale } from '../i18n/locales.ts';
import type { Letter, LetterRow } from './letter.ts';
import { changesOf, onPaper } from './signs.ts';

const require = createRequire(import.meta.url);
const REGULAR = require.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf');
const BOLD = require.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf');

/** Page size and margins in points. A4 is 595 × 842. */
const PAGE = { width: 595.28, height: 841.89, side: 72, top: 60, bottom: 58 } as const;
const WIDTH = PAGE.width - 2 * PAGE.side;
const LABEL = 132;
const LINE_GAP = 2.1;
const GAP = 14;
/** Height below the last paragraph in points: regards, name and the line in small print. */
const SIGNATURE = 80;
const INK = { text: '#1f2328', quiet: '#5b6470', heading: '#23465c', rule: '#d5dbe0' } as const;
const SIZE = { title: 21, heading: 12, text: 10, small: 8.5 } as const;

export interface PdfOptions {
  /** Creation time, part of the file's metadata. */
  readonly made: Date;
  /** Page number, such as "1 z 2". */
  readonly pageLabel: (page: number, pages: number) => string;
}

/** Whether the letter can be printed: the font covers only Latin script. */
export function isPrintable(letter: Letter): boolean {
  return ![...changesOf(letter).missing].some((sign) => /\p{L}/u.test(sign));
}

/**
 * The letter as an A4 PDF: one plain column, with page numbers if there are several pages. The library is loaded with the first
 * letter: with its fonts and compression it would make every start slower and larger.
 */
export async function letterPdf(letter: Letter, { made, pageLabel }: PdfOptions): Promise<Uint8Array> {
  const { default: Document } = await import('pdfkit');
  const document = new Document({
    size: 'A4',
    margins: { left: PAGE.side, right: PAGE.side, top: PAGE.top, bottom: PAGE.bottom },
    bufferPages: true,
    pdfVersion: '1.7',
    lang: letter.locale,
    displayTitle: true,
    info: {
      Title: letter.title,
      Author: onPaper(letter.sender, letter.locale).text,
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
  languages.set(document, letter.locale);
  drawLetter(document, letter);
  numberPages(document, pageLabel);
  document.end();
  await done;
  return Buffer.concat(chunks);
}

type Pdf = InstanceType<typeof PDFDocument>;
/** The language of each document's letter: some signs are replaced by words in it. */
const languages = new WeakMap<Pdf, Locale>();

function printable(pdf: Pdf, content: string): string {
  return onPaper(content, languages.get(pdf) ?? 'en').text;
}

function drawLetter(pdf: Pdf, letter: Letter): void {
  // The date goes on the title's line.
  const top = pdf.y;
  pdf.y = top + 11;
  text(pdf, letter.date, { color: INK.quiet, align: 'right' });
  pdf.y = top;
  text(pdf, letter.title, { font: 'bold', size: SIZE.title, color: INK.heading });
  pdf.moveDown(0.6);
  text(pdf, letter.greeting);
  pdf.moveDown(0.5);
  text(pdf, letter.intro);
  for (const { heading, rows } of letter.sections) {
    drawHeading(pdf, heading, rowHeight(pdf, rows[0]));
    for (const row of rows) drawRow(pdf, row);
  }
  pdf.moveDown(1);
  for (const [index, paragraph] of letter.closing.entries()) {
    const isLast = index === letter.closing.length - 1;
    // The signature is never alone on a page: it stays with the last paragraph.
    keepTogether(pdf, heightOf(pdf, paragraph) + (isLast ? SIGNATURE : 0));
    text(pdf, paragraph);
    pdf.moveDown(0.6);
  }
  pdf.moveDown(0.6);
  text(pdf, letter.signOff);
  pdf.moveDown(0.4);
  text(pdf, letter.sender, { font: 'bold' });
  pdf.moveDown(1.2);
  text(pdf, letter.disclaimer, { size: SIZE.small, color: INK.quiet });
  if (letter.appendix) drawAppendix(pdf, letter.appendix);
}

function drawAppendix(pdf: Pdf, { title, items, note }: NonNullable<Letter['appendix']>): void {
  pdf.addPage();
  text(pdf, title, { font: 'bold', size: 15, color: INK.heading });
  pdf.moveDown(0.8);
  for (const item of items) {
    const indent = 20;
    const height = heightOf(pdf, item, { width: WIDTH - indent });
    keepTogether(pdf, height + 7);
    const { y } = pdf;
    pdf
      .lineWidth(0.8)
      .strokeColor(INK.quiet)
      .rect(PAGE.side, y + 2.2, 8.5, 8.5)
      .stroke();
    text(pdf, item, { x: PAGE.side + indent, width: WIDTH - indent });
    pdf.y = y + height + 7;
  }
  pdf.moveDown(0.8);
  if (note) text(pdf, note, { size: SIZE.small, color: INK.quiet });
}

/** A heading with a thin rule above it, moved to the next page if nothing below it fits on this one. */
function drawHeading(pdf: Pdf, heading: string, below: number): void {
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

function drawRow(pdf: Pdf, row: LetterRow): void {
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

function rowHeight(pdf: Pdf, row: LetterRow | undefined): number {
  if (!row) return 0;
  const width = WIDTH - LABEL - GAP;
  const value = itemsOf(row).reduce((sum, item) => sum + heightOf(pdf, item, { width }), 0);
  return Math.max(heightOf(pdf, row.label, { width: LABEL }), value) + 3;
}

function itemsOf({ value }: LetterRow): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

interface TextStyle {
  readonly font?: 'regular' | 'bold';
  readonly size?: number;
  readonly color?: string;
  readonly align?: 'left' | 'right' | 'center';
  readonly x?: number;
  readonly width?: number;
}

function text(pdf: Pdf, content: string, style: TextStyle = {}): void {
  const { color = INK.text, align = 'left', x = PAGE.side, width = WIDTH } = style;
  prepare(pdf, style).fillColor(color).text(printable(pdf, content), x, pdf.y, { width, align, lineGap: LINE_GAP });
}

function heightOf(pdf: Pdf, content: string, style: TextStyle = {}): number {
  return prepare(pdf, style).heightOfString(printable(pdf, content), {
    width: style.width ?? WIDTH,
    lineGap: LINE_GAP,
  });
}

function prepare(pdf: Pdf, { font = 'regular', size = SIZE.text }: TextStyle): Pdf {
  return pdf.font(font).fontSize(size);
}

/** Starts a new page unless `height` still fits on this one, or would fit on none. */
function keepTogether(pdf: Pdf, height: number): void {
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
