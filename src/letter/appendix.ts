import type { Sheet } from '../sheet/sheet.ts';
import type { SheetLanguage } from '../sheet/words.ts';
import { fillTemplate } from '../templates/fill.ts';
import { valuesFromSheet } from '../templates/from-sheet.ts';
import type { Template } from '../templates/types.ts';
import type { LetterAppendix } from './letter.ts';

const BOX = '☐ ';

/**
 * The checklist of contract clauses, from its template: a title, items with a box, a note.
 * @throws if the template cannot be filled in: it requires nothing.
 */
export function contractChecklist(
  template: Pick<Template, 'locale' | 'placeholders' | 'tones'>,
  sheet: Sheet,
  language: SheetLanguage,
): LetterAppendix {
  const values = valuesFromSheet(template.placeholders, sheet, language);
  const filled = fillTemplate({ template, tone: 'formal', values });
  if (!filled.ok) throw new Error(`the checklist cannot be filled in: ${filled.problems[0]?.code}`);
  const lines = filled.text.split('\n').filter((line) => line !== '');
  const items = lines.filter((line) => line.startsWith(BOX)).map((line) => line.slice(BOX.length));
  const [title = '', ...notes] = lines.filter((line) => !line.startsWith(BOX));
  return { title, items, note: notes.join(' ') };
}
