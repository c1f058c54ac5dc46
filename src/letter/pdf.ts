import {
  drawHeading,
  drawRow,
  heightOf,
  INK,
  keepTogether,
  makePdf,
  PAGE,
  type Pdf,
  type PdfOptions,
  rowHeight,
  SIZE,
  text,
  WIDTH,
} from '../paper/page.ts';
import { canPrint, changesIn, type OnPaper } from '../paper/signs.ts';
import type { Letter } from './letter.ts';

/** Height below the last paragraph in points: regards, name and the line in small print. */
const SIGNATURE = 80;

/** Whether the letter can be printed: the font covers only Latin script. */
export function isPrintable(letter: Letter): boolean {
  return canPrint(textsOf(letter), letter.locale);
}

/** All differences between the printed letter and what was typed. */
export function changesOf(letter: Letter): Omit<OnPaper, 'text'> {
  return changesIn(textsOf(letter), letter.locale);
}

function textsOf({ greeting, intro, sections, closing, sender, appendix }: Letter): string[] {
  const rows = sections.flatMap((section) => section.rows.flatMap(({ value }) => value));
  return [greeting, intro, ...rows, ...closing, sender, ...(appendix?.items ?? [])];
}

/** The letter as an A4 PDF. */
export function letterPdf(letter: Letter, options: PdfOptions): Promise<Uint8Array> {
  const { title, sender: author, locale } = letter;
  return makePdf({ title, author, locale }, options, (pdf) => drawLetter(pdf, letter));
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
