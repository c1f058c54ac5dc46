import { addText, type PieceDraft, type Place } from './pieces.ts';
import { type Run, runsOf, textOfRuns } from './runs.ts';
import type { Node } from './tree.ts';

/**
 * A table as a list, since Discord has none and a phone has no room for columns: one item per row, its first cell in bold. Two
 * columns go side by side below a line with both headings; more become “heading: cell” lines of the item.
 */
export function addTable(draft: PieceDraft, place: Place, table: Node): void {
  const [headRow, ...rows] = table.inside.flatMap(({ inside }) => inside).map((row) => cellsOf(draft, row));
  const head = headRow ?? [];
  const item: Place = { ...place, depth: place.depth + 1, indent: `${place.indent}  ` };
  const detail: Place = { ...item, depth: item.depth + 1, indent: `${item.indent}  ` };
  const addItem = (at: Place, mark: string, runs: readonly Run[]) => {
    draft.marker = textOfRuns(runs).trim() === '' ? undefined : mark;
    addText(draft, at, runs);
  };

  const sideBySide = head.length <= 2;
  if (sideBySide || rows.length === 0) addText(draft, place, bold(joined(head, ' – ')));
  if (place.depth === 0) draft.apart = !sideBySide;
  for (const [first = [], ...others] of rows) {
    if (sideBySide) {
      addItem(item, `${place.indent}- `, joined([bold(first), ...others], ' – '));
      continue;
    }
    const [firstHead = [], ...otherHeads] = head;
    addItem(item, `${place.indent}- `, labelled(firstHead, bold(first)));
    others.forEach((cell, at) => {
      addItem(detail, `${item.indent}- `, labelled(otherHeads[at] ?? [], cell));
    });
  }
  draft.marker = undefined;
  if (place.depth === 0) draft.apart = true;
}

function cellsOf(draft: PieceDraft, row: Node): Run[][] {
  return row.inside.map((cell) => cell.inside.flatMap(({ token }) => runsOf(token.children ?? [], draft.addressLimit)));
}

function bold(runs: readonly Run[]): Run[] {
  return runs.map((run) => (run.text === '\n' ? run : { ...run, bold: true }));
}

function isEmpty(runs: readonly Run[]): boolean {
  return textOfRuns(runs).trim() === '';
}

function joined(cells: readonly (readonly Run[])[], between: string): Run[] {
  return cells
    .filter((cell) => !isEmpty(cell))
    .flatMap((cell, at) => (at === 0 ? [...cell] : [{ text: between }, ...cell]));
}

function labelled(label: readonly Run[], cell: readonly Run[]): Run[] {
  if (isEmpty(cell)) return [];
  return isEmpty(label) ? [...cell] : [...label, { text: ': ' }, ...cell];
}
