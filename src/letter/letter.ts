import type { Temporal } from 'temporal-polyfill';
import { type SheetField, type SheetLine, saySheet } from '../sheet/say.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { weeklyMinutes } from '../sheet/spans.ts';
import type { SheetLanguage } from '../sheet/words.ts';
import { fillTemplate } from '../templates/fill.ts';
import { valuesFromSheet } from '../templates/from-sheet.ts';
import { type Address, greeting, suggestAddress } from '../templates/greeting.ts';
import type { Template } from '../templates/types.ts';
import { formatCountry, formatDay } from '../text/format.ts';
import { languageOf } from '../text/language.ts';
import { tidyLine } from '../text/tidy.ts';

/** Names for a letter, beside the sheet. Asked for in a form and not stored. */
export interface LetterNames {
  readonly sender: string;
  /** Undefined: the letter greets no one by name. */
  readonly client: string | undefined;
  readonly project: string | undefined;
  /** The Polish form of address; undefined: the client's name decides. */
  readonly address?: Address | undefined;
}

/** A line of a letter: a term and its value; several items make a list. */
export interface LetterRow {
  readonly label: string;
  readonly value: string | readonly string[];
}

export interface LetterSection {
  readonly heading: string;
  readonly rows: readonly LetterRow[];
}

/** A checklist at the end, on a separate page. */
export interface LetterAppendix {
  readonly title: string;
  readonly items: readonly string[];
  /** Empty if the checklist has none. */
  readonly note: string;
}

/** The expectations letter as data, to be rendered as Markdown or PDF. Everything is plain text. */
export interface Letter {
  readonly locale: SheetLanguage['locale'];
  readonly title: string;
  readonly date: string;
  readonly greeting: string;
  readonly intro: string;
  readonly sections: readonly LetterSection[];
  readonly closing: readonly string[];
  readonly signOff: string;
  readonly sender: string;
  readonly disclaimer: string;
  readonly appendix: LetterAppendix | undefined;
}

export interface LetterInput {
  readonly sheet: Sheet;
  readonly names: LetterNames;
  /** The day in the sender's zone. */
  readonly today: Temporal.PlainDate;
  readonly language: SheetLanguage;
  readonly appendix: LetterAppendix | undefined;
}

/** Sections of the letter. Priorities and hours kept private are none of the client's business, so none includes them. */
const SECTIONS = {
  contact: ['hours', 'channels', 'responseTime', 'callLength', 'emergency'],
  scope: ['included', 'excluded', 'turnaround', 'revisions', 'extraRate'],
  payment: ['methods', 'due', 'lateFee'],
  away: ['timeOff', 'holidays'],
} as const satisfies Record<string, readonly SheetField[]>;
const SECTION_NAMES = ['contact', 'scope', 'payment', 'away'] as const;

/** Writes the letter from the filled-in parts of the sheet, in whole sentences whatever is missing. */
export function writeLetter({ sheet, names, today, language, appendix }: LetterInput): Letter {
  const { t, locale } = language;
  const [sender, client, project] = [names.sender, names.client ?? '', names.project ?? ''].map((name) =>
    tidyLine(name),
  );
  const address: Address = names.address ?? ((client && suggestAddress(client)) || 'panstwo');
  const lines = saySheet(withoutPast(sheet, today), language);
  const sections = SECTION_NAMES.map((name) => ({
    heading: t(`sheet:letter.sections.${name}`),
    rows: rowsOf(lines, SECTIONS[name], sheet, language),
  })).filter(({ rows }) => rows.length > 0);
  const begin = project ? t('sheet:letter.about', { project }) : t('sheet:letter.begin');
  const more = t(sections.length > 0 ? 'sheet:letter.introTerms' : 'sheet:letter.introEmpty');
  return {
    locale,
    title: t('sheet:letter.title'),
    date: formatDay(today, locale),
    greeting: greeting({ locale, tone: 'formal', client: client || undefined, address }),
    intro: `${begin} ${more}`,
    sections,
    closing: closing(sheet, address, language),
    signOff: t('sheet:letter.signOff'),
    sender: sender ?? '',
    disclaimer: t('sheet:letter.disclaimer'),
    appendix,
  };
}

/** The texts of a letter that seem to be in another language, each with its label. */
export function foreignRows({ locale, sections, intro }: Letter, project: string | undefined): string[] {
  const rows = sections.flatMap(({ rows }) => rows);
  const texts = rows.flatMap(({ label, value }) =>
    (typeof value === 'string' ? [value] : value).map((text) => ({ label, text })),
  );
  const about = project !== undefined && intro.includes(project) ? [{ label: undefined, text: project }] : [];
  return [...about, ...texts]
    .filter(({ text }) => {
      const language = languageOf(text);
      return language !== undefined && language !== locale;
    })
    .map(({ label, text }) => (label === undefined ? `„${text}”` : `${label} („${text}”)`));
}

function rowsOf(
  lines: readonly SheetLine[],
  fields: readonly SheetField[],
  sheet: Sheet,
  { t, locale }: SheetLanguage,
): LetterRow[] {
  return lines
    .filter(({ field }) => fields.includes(field))
    .map(({ field, label, value: said }) => {
      const value = typeof said === 'string' || said.length > 1 ? said : (said[0] ?? '');
      const country = sheet.away?.country;
      if (field !== 'holidays' || !country) return { label, value };
      return { label, value: t('sheet:letter.holidays', { country: formatCountry(country, locale) }) };
    });
}

/** Drops past time off, which is of no use to a client. */
function withoutPast(sheet: Sheet, today: Temporal.PlainDate): Sheet {
  const coming = sheet.away?.timeOff?.filter(({ to }) => to >= today.toString());
  if (!sheet.away || coming === undefined) return sheet;
  const { timeOff: _all, ...rest } = sheet.away;
  return { ...sheet, away: { ...rest, ...(coming.length > 0 ? { timeOff: coming } : {}) } };
}

function closing(sheet: Sheet, address: Address, { t }: SheetLanguage): string[] {
  const spans = sheet.hours?.spans;
  const hasFreeTime = spans !== undefined && weeklyMinutes(spans) < 7 * 24 * 60;
  const rules = [
    ...(sheet.scope ? [t('sheet:letter.closing.extra')] : []),
    ...(hasFreeTime && sheet.contact?.emergency ? [t('sheet:letter.closing.hours')] : []),
    ...(hasFreeTime && !sheet.contact?.emergency ? [t('sheet:letter.closing.noEmergency')] : []),
  ];
  return [...(rules.length > 0 ? [rules.join(' ')] : []), t(`sheet:letter.closing.theirs.${address}`)];
}

const BOX = '☐ ';

/**
 * The checklist of contract clauses, from its template: a title, items with a box, a note.
 * @throws if the template cannot be filled in, although it has no required fields
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
