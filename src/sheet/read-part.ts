import type { Temporal } from 'temporal-polyfill';
import { listItems } from '../text/tidy.ts';
import { hasHolidays } from '../time/holidays.ts';
import { readZone } from '../time/zones.ts';
import { doubtOf, type FeeDoubt } from './doubtful-fee.ts';
import { type AwayProblem, readTimeOff } from './read-away.ts';
import { type HoursProblem, readHours } from './read-hours.ts';
import {
  type Reading,
  type ReadingProblem,
  readDue,
  readLateFee,
  readRate,
  readRounds,
  readTerm,
  readWeeklyHours,
} from './read-terms.ts';
import {
  PAYMENT_METHODS,
  SHEET_LIMITS,
  type SheetPart,
  type SheetParts,
  type SheetUpdate,
  type Span,
  type Term,
} from './sheet.ts';
import type { SheetValues } from './store.ts';

/** Form fields by part, in order. */
export const FORM_FIELDS = {
  hours: ['hours', 'zone'],
  contact: ['channels', 'responseTime', 'callLength', 'emergency'],
  scope: ['included', 'excluded', 'turnaround', 'rounds', 'extraRate'],
  payment: ['methods', 'due', 'lateFee'],
  away: ['timeOff', 'country'],
  focus: ['priorities', 'keptHours'],
} as const satisfies Record<SheetPart, readonly string[]>;
export type FormField = (typeof FORM_FIELDS)[SheetPart][number];

/** A problem with a field, as data. */
export type PartProblem =
  | { readonly field: 'hours'; readonly problem: HoursProblem }
  | { readonly field: 'timeOff'; readonly problem: AwayProblem }
  | {
      readonly field: 'zone';
      readonly typed: string;
      readonly reason: 'unknown' | 'time';
      readonly similar: readonly string[];
    }
  | { readonly field: FormField; readonly typed: string; readonly code: ReadingProblem | 'too-many' };

/** Valid input that is often a slip and must be confirmed: hours past midnight, and no free hour at all. */
export type PartQuestion = { readonly code: 'night'; readonly spans: readonly Span[] } | { readonly code: 'always' };

/** A remark on how the person's words were interpreted. */
export type PartNote = 'at-once' | 'words' | 'weekdays' | FeeDoubt;

export type ReadPart =
  | {
      readonly ok: true;
      readonly update: SheetUpdate;
      readonly questions: readonly PartQuestion[];
      readonly notes: readonly PartNote[];
    }
  | { readonly ok: false; readonly problems: readonly PartProblem[] };

/**
 * Reads a part's form. Empty fields are omitted: nothing is required.
 *
 * @param today the day in the member's zone, for dates without a year
 */
export function readPart(part: SheetPart, values: SheetValues, today: Temporal.PlainDate): ReadPart {
  const reader = createReader(values);
  const update = read(part, reader, today);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, update, questions: reader.questions, notes: reader.notes };
}

function read(part: SheetPart, reader: Reader, today: Temporal.PlainDate): SheetUpdate {
  const { text, value, term, lines } = reader;
  switch (part) {
    case 'hours':
      return { part, content: given({ spans: reader.hours(), zone: reader.zone() }) };
    case 'contact': {
      const channels = lines('channels', { items: SHEET_LIMITS.channels, length: 400, item: SHEET_LIMITS.channel });
      const emergency = value(
        'emergency',
        (typed): Reading<string> =>
          typed.length > SHEET_LIMITS.words ? { ok: false, code: 'too-long' } : { ok: true, value: typed },
      );
      return {
        part,
        content: given({ channels, responseTime: term('responseTime'), callLength: term('callLength'), emergency }),
      };
    }
    case 'scope': {
      const included = lines('included', SHEET_LIMITS.included);
      const excluded = lines('excluded', SHEET_LIMITS.excluded);
      const [turnaround, rounds] = [term('turnaround'), value('rounds', readRounds)];
      return {
        part,
        content: given({ included, excluded, turnaround, rounds, extraRate: value('extraRate', readRate) }),
      };
    }
    case 'payment': {
      const chosen = reader.choices('methods');
      const methods = PAYMENT_METHODS.filter((method) => chosen.includes(method));
      const due = value('due', readDue);
      if (due === 0 && /\d/.test(text('due'))) reader.notes.push('at-once');
      const lateFee = value('lateFee', readLateFee);
      if (lateFee && 'text' in lateFee) reader.notes.push('words');
      const doubt = lateFee && doubtOf(lateFee);
      if (doubt) reader.notes.push(doubt);
      return { part, content: given({ methods: methods.length > 0 ? methods : undefined, due, lateFee }) };
    }
    case 'away': {
      const country = reader.choices('country').find((code) => /^[A-Z]{2}$/.test(code) && hasHolidays(code));
      return { part, content: given({ timeOff: reader.timeOff(today), country }) };
    }
    case 'focus': {
      const priorities = lines('priorities', SHEET_LIMITS.priorities);
      const quarter = priorities && `${today.year}-Q${Math.ceil(today.month / 3)}`;
      return { part, content: given({ priorities, quarter, keptHours: value('keptHours', readWeeklyHours) }) };
    }
  }
}

type Reader = ReturnType<typeof createReader>;

/** Reads single fields and collects problems, questions and notes. */
function createReader(values: SheetValues) {
  const problems: PartProblem[] = [];
  const questions: PartQuestion[] = [];
  const notes: PartNote[] = [];
  const text = (field: FormField): string => {
    const found = values[field];
    return typeof found === 'string' ? found.trim() : '';
  };
  const choices = (field: FormField): readonly string[] => {
    const found = values[field];
    return typeof found === 'string' ? [found] : (found ?? []);
  };
  const value = <T>(field: FormField, by: (typed: string) => Reading<T>): T | undefined => {
    const typed = text(field);
    const reading = typed === '' ? undefined : by(typed);
    if (reading && !reading.ok) problems.push({ field, typed, code: reading.code });
    return reading?.ok ? reading.value : undefined;
  };
  const term = (field: FormField): Term | undefined => {
    const found = value(field, readTerm);
    if (found && 'text' in found && !notes.includes('words')) notes.push('words');
    return found;
  };
  const lines = (
    field: FormField,
    { items, length, item }: { readonly items: number; readonly length: number; readonly item?: number },
  ): string[] | undefined => {
    const found = listItems(text(field));
    if (found.length > items) problems.push({ field, typed: text(field), code: 'too-many' });
    else if (found.join('').length > length || found.some((one) => one.length > (item ?? length)))
      problems.push({ field, typed: text(field), code: 'too-long' });
    return found.length > 0 ? found : undefined;
  };
  const hours = (): SheetParts['hours']['spans'] => {
    const typed = text('hours');
    if (typed === '') return undefined;
    const found = readHours(typed);
    if (!found.ok) {
      problems.push({ field: 'hours', problem: found.problem });
      return undefined;
    }
    if (found.always) questions.push({ code: 'always' });
    if (found.night.length > 0) questions.push({ code: 'night', spans: found.night });
    if (!found.namedDays) notes.push('weekdays');
    return [...found.spans];
  };
  const zone = (): string | undefined => {
    const typed = text('zone');
    if (typed === '') return undefined;
    const read = readZone(typed);
    if (read.ok) return read.zone;
    problems.push({ field: 'zone', typed, reason: read.reason, similar: read.similar });
    return undefined;
  };
  const timeOff = (today: Temporal.PlainDate): SheetParts['away']['timeOff'] => {
    const found = readTimeOff(text('timeOff'), today);
    if (!found.ok) problems.push({ field: 'timeOff', problem: found.problem });
    return found.ok && found.timeOff.length > 0 ? [...found.timeOff] : undefined;
  };
  return { problems, questions, notes, text, choices, value, term, lines, hours, zone, timeOff };
}

/** Removes undefined values: a missing value is absent. */
function given<T extends object>(content: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
