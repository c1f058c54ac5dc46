/** The mark at the start of an item in a checklist's text. */
const OPEN = '☐ ';
const DONE = '☑ ';

/** Most items: what one list in Discord has room for. */
export const MAX_ITEMS = 25;

/** A text to tick off: what it is about, and its items. */
export interface Checklist {
  readonly heading: string;
  readonly items: readonly string[];
}

/** Reads the filled text of a checklist. */
export function readChecklist(text: string): Checklist {
  const lines = text.split('\n');
  const items = lines.filter((line) => line.startsWith(OPEN)).map((line) => line.slice(OPEN.length));
  return { heading: lines[0]?.startsWith(OPEN) ? '' : (lines[0] ?? ''), items: items.slice(0, MAX_ITEMS) };
}

/** The places of the ticked items as one number, a bit for each. */
export function packTicks(places: Iterable<number>): number {
  return [...new Set(places)].reduce((sum, place) => sum + 2 ** place, 0);
}

/** Whether an item is ticked in such a number. */
export function isTicked(ticks: number, place: number): boolean {
  return Math.floor(ticks / 2 ** place) % 2 === 1;
}

/** An item as it is shown in a message. */
export function showItem(item: string, ticked: boolean): string {
  return `${ticked ? DONE : OPEN}${item}`;
}

/** The checklist as a Markdown file, with boxes that other programs can tick. `ticks` is a number of `packTicks`. */
export function checklistFile(title: string, { items }: Checklist, ticks: number): string {
  const lines = items.map((item, place) => `- [${isTicked(ticks, place) ? 'x' : ' '}] ${item}`);
  return `# ${title}\n\n${lines.join('\n')}\n`;
}
