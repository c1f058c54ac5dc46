import type { StringKey } from '../i18n/keys.ts';
import type { ViolationKind } from '../kinds/violations.ts';
import { formatCountry, formatList } from '../text/format.ts';
import { SHEET_PARTS, type Sheet, type SheetPart } from './sheet.ts';
import {
  type SheetLanguage,
  sayDue,
  sayHours,
  sayKeptHours,
  sayLateFee,
  sayMethods,
  sayQuarter,
  sayRate,
  sayRounds,
  sayTerm,
  sayTimeOff,
} from './words.ts';

/** One line of a sheet as people read it. A value with several items is a list. */
export interface SheetLine {
  readonly part: SheetPart;
  readonly field: SheetField;
  readonly label: string;
  readonly value: string | readonly string[];
}

type NameOf<K> = K extends `sheet:fields.${infer Name}` ? Name : never;
/** A line's name: a key of `sheet:fields`. */
export type SheetField = NameOf<StringKey>;

/** All lines of a sheet in order, in the given language. Empty fields are omitted. */
export function saySheet(sheet: Sheet, language: SheetLanguage): SheetLine[] {
  const { t, locale } = language;
  const { hours, contact, scope, payment, away, focus } = sheet;
  const lines: SheetLine[] = [];
  const add = (part: SheetPart, field: SheetField, value: string | readonly string[] | undefined, label?: string) => {
    if (value !== undefined) lines.push({ part, field, label: label ?? t(`sheet:fields.${field}`), value });
  };
  add('hours', 'hours', hours && sayHours(hours, language));
  add('contact', 'channels', contact?.channels && formatList(contact.channels, locale));
  add('contact', 'responseTime', contact?.responseTime && sayTerm(contact.responseTime, 'within', language));
  add('contact', 'callLength', contact?.callLength && sayTerm(contact.callLength, 'upTo', language));
  add('contact', 'emergency', contact?.emergency);
  add('scope', 'included', scope?.included);
  add('scope', 'excluded', scope?.excluded);
  add('scope', 'turnaround', scope?.turnaround && sayTerm(scope.turnaround, 'plain', language));
  add('scope', 'revisions', scope?.rounds === undefined ? undefined : sayRounds(scope.rounds, language));
  add('scope', 'extraRate', scope?.extraRate && sayRate(scope.extraRate, language));
  add('payment', 'methods', payment?.methods && sayMethods(payment.methods, language));
  add('payment', 'due', payment?.due === undefined ? undefined : sayDue(payment.due, language));
  add('payment', 'lateFee', payment?.lateFee && sayLateFee(payment.lateFee, language));
  add(
    'away',
    'timeOff',
    away?.timeOff?.map((range) => sayTimeOff(range, locale)),
  );
  add('away', 'holidays', away?.country && formatCountry(away.country, locale));
  const quarter = focus?.quarter && t('sheet:fields.prioritiesOf', { quarter: sayQuarter(focus.quarter, language) });
  add('focus', 'priorities', focus?.priorities, quarter);
  add('focus', 'keptHours', focus?.keptHours === undefined ? undefined : sayKeptHours(focus.keptHours, language));
  return lines;
}

/** The lines of one part. */
export function sayPart(sheet: Sheet, part: SheetPart, language: SheetLanguage): SheetLine[] {
  return saySheet(sheet, language).filter((line) => line.part === part);
}

/** A line as one text: "Kanały kontaktu: e-mail i Slack". */
export function sayLine({ label, value }: SheetLine, { t, locale }: SheetLanguage): string {
  return t('sheet:line', { label, value: typeof value === 'string' ? value : formatList(value, locale) });
}

/** The lines of the sheet that each kind of violation crosses: the first group that is filled in counts. */
const CROSSED: Readonly<Record<ViolationKind, readonly (readonly SheetField[])[]>> = {
  'after-hours': [['hours']],
  'weekend-holiday': [['hours', 'holidays'], ['hours'], ['holidays']],
  'scope-creep': [['included', 'excluded'], ['included'], ['excluded'], ['revisions']],
  'late-payment': [['due', 'lateFee'], ['due'], ['lateFee']],
  'unagreed-channel': [['channels']],
  'unrealistic-deadline': [['turnaround']],
  'call-overrun': [['callLength']],
  disrespect: [],
  'social-media': [['channels']],
  'unpaid-extra-work': [['extraRate'], ['revisions'], ['included']],
  haggling: [],
  silence: [],
  other: [],
};

/**
 * The sheet's boundary that a violation crossed, as one line in the person's language ("Godziny pracy: poniedziałek–piątek,
 * 9:00–17:00"); undefined if the sheet has nothing on it. Values are as typed and must be escaped.
 */
export function crossedBoundary(sheet: Sheet, kind: ViolationKind, language: SheetLanguage): string | undefined {
  const lines = saySheet(sheet, language);
  const found = CROSSED[kind].find((fields) => fields.every((field) => lines.some((line) => line.field === field)));
  if (!found) return undefined;
  return lines
    .filter(({ field }) => found.includes(field))
    .map((line) => sayLine(line, language))
    .join('; ');
}

/** Number of filled-in parts of a sheet. */
export function filledParts(sheet: Sheet): number {
  return SHEET_PARTS.filter((part) => Object.keys(sheet[part] ?? {}).length > 0).length;
}
