import { plain } from '../text/read-words.ts';
import { parseTime } from '../time/weekly.ts';
import { daysBetween, readDay, readDayGroup } from './read-days.ts';
import { SHEET_LIMITS, type Span } from './sheet.ts';
import { findOverlap, isNight, minutesOf, orderSpans, weeklyMinutes } from './spans.ts';

/** A problem with typed hours; `at` is the unreadable text. */
export type HoursProblem =
  | { readonly code: 'unknown' | 'one-time' | 'same' | 'days-alone'; readonly at: string }
  | { readonly code: 'overlap'; readonly spans: readonly [Span, Span] }
  | { readonly code: 'too-many' };

/** `night` and `always` are valid but often a slip, so callers ask before saving. */
export type ReadHours =
  | {
      readonly ok: true;
      readonly spans: readonly Span[];
      readonly night: readonly Span[];
      readonly always: boolean;
      readonly namedDays: boolean;
    }
  | { readonly ok: false; readonly problem: HoursProblem };

type Item =
  | { readonly type: 'days'; readonly days: readonly number[]; readonly single: boolean }
  | { readonly type: 'time'; readonly time: string; readonly half: string | undefined; readonly raw: string }
  | { readonly type: 'to' | 'end' };

const WORKING = [1, 2, 3, 4, 5];
const MIDNIGHT = '24:00';
const ALWAYS =
  /^(?:24 ?(?:h|godz\.?)? ?\/ ?7|non ?-? ?stop|zawsze|always|(?:cala|przez cala) dobe|calodobowo|around the clock|round the clock)\.?$/;
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:every day|each day|kazdego dnia|wszystkie dni)\b/g, 'daily'],
  [/\b(?:working|work|business) days?\b/g, 'weekdays'],
  [/\b(?:w )?dni robocze\b/g, 'weekdays'],
];
const TO = /^(?:-|do|to|until|till)$/;
/** Connecting words without meaning of their own. */
const FILLER = /^(?:od|from|i|and|oraz|w|we|in|on|at|o|h|godz|godzin\w*|hours?|a|czynne|pracuje|[,:/&+.])$/;

/**
 * Reads working hours as people type them, in either language: "9-17", "pon–pt 9:00–17:00", "Mon, Wed 9 to 5pm; Fri 10-14",
 * "24/7". Hours without days mean Monday to Friday; several ranges after a day are separate spans of that day.
 */
export function readHours(typed: string): ReadHours {
  if (ALWAYS.test(plain(typed))) return always();
  const items = readItems(typed);
  if (!Array.isArray(items)) return { ok: false, problem: items };
  const statements = readStatements(items);
  if (!Array.isArray(statements)) return { ok: false, problem: statements };
  const grouped = groupStatements(statements);
  if (!Array.isArray(grouped)) return { ok: false, problem: grouped };
  const spans = orderSpans(grouped);
  if (spans.length > SHEET_LIMITS.spans) return { ok: false, problem: { code: 'too-many' } };
  const overlap = findOverlap(spans);
  if (overlap) return { ok: false, problem: { code: 'overlap', spans: overlap } };
  if (weeklyMinutes(spans) === 7 * 24 * 60) return always();
  return {
    ok: true,
    spans,
    night: spans.filter(isNight),
    always: false,
    namedDays: items.some(({ type }) => type === 'days'),
  };
}

function always(): ReadHours {
  const spans = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: MIDNIGHT }];
  return { ok: true, spans, night: [], always: true, namedDays: true };
}

function readItems(typed: string): Item[] | HoursProblem {
  const items: Item[] = [];
  for (const line of typed.split(/[\n;]/)) {
    const text = PHRASES.reduce((all, [phrase, word]) => all.replaceAll(phrase, word), plain(line));
    for (const [raw] of text.matchAll(/\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?)?|\p{L}+|[^\s]/gu)) {
      const item = readItem(raw);
      if (item === undefined) return { code: 'unknown', at: raw };
      if (item !== 'filler') items.push(item);
    }
    items.push({ type: 'end' });
  }
  return items;
}

function readItem(raw: string): Item | 'filler' | undefined {
  if (TO.test(raw)) return { type: 'to' };
  if (/^\d/.test(raw)) {
    const written = raw.replaceAll(/\.(?=\s*m|$)/g, '').replace(/([ap])\.m/, '$1m');
    const time = /^24(?:[:.]00)?$/.test(written) ? MIDNIGHT : parseTime(written);
    return time === undefined ? undefined : { type: 'time', time, half: /[ap]m$/.exec(written)?.[0], raw };
  }
  const day = readDay(raw);
  if (day !== undefined) return { type: 'days', days: [day], single: true };
  const group = readDayGroup(raw);
  if (group !== undefined) return { type: 'days', days: group, single: false };
  return FILLER.test(raw) ? 'filler' : undefined;
}

/** An item's meaning: days, hours, or the end of a line. */
type Statement =
  | { readonly type: 'days'; readonly days: readonly number[] }
  | { readonly type: 'hours'; readonly from: string; readonly to: string }
  | { readonly type: 'end' };

function readStatements(items: readonly Item[]): Statement[] | HoursProblem {
  const statements: Statement[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const [item, next, afterNext] = [items[at], items[at + 1], items[at + 2]];
    if (item?.type === 'end') statements.push({ type: 'end' });
    if (item?.type === 'days') {
      const last = item.single && next?.type === 'to' && afterNext?.type === 'days' ? afterNext.days[0] : undefined;
      statements.push({ type: 'days', days: last === undefined ? item.days : daysBetween(item.days[0] ?? 1, last) });
      if (last !== undefined) at += 2;
    }
    if (item?.type === 'time') {
      if (next?.type !== 'to' || afterNext?.type !== 'time') return { code: 'one-time', at: item.raw };
      const hours = readRange(item, afterNext);
      if (hours === undefined) return { code: 'same', at: `${item.raw}-${afterNext.raw}` };
      statements.push({ type: 'hours', ...hours });
      at += 2;
    }
  }
  return statements;
}

/** Days and the hours that belong together. Days may come before or after their hours. */
interface Group {
  readonly days: number[];
  readonly hours: { readonly from: string; readonly to: string }[];
  daysCameFirst: boolean;
}

function groupStatements(statements: readonly Statement[]): Span[] | HoursProblem {
  const groups: Group[] = [newGroup()];
  for (const statement of statements) {
    let group = groups.at(-1) ?? newGroup();
    if (isComplete(group, statement)) {
      group = newGroup();
      groups.push(group);
    }
    if (statement.type === 'hours') group.hours.push({ from: statement.from, to: statement.to });
    if (statement.type === 'days') {
      if (group.hours.length === 0) group.daysCameFirst = true;
      group.days.push(...statement.days);
    }
  }
  const stated = groups.filter(({ days, hours }) => days.length + hours.length > 0);
  if (stated.length === 0) return { code: 'one-time', at: '' };
  if (stated.some(({ hours }) => hours.length === 0)) return { code: 'days-alone', at: '' };
  return stated.flatMap(({ days, hours }) => {
    const on = days.length > 0 ? [...new Set(days)].toSorted((a, b) => a - b) : WORKING;
    return hours.map(({ from, to }): Span => ({ days: on, from, to }));
  });
}

/** Whether the next item starts a new group of days or hours. */
function isComplete({ days, hours, daysCameFirst }: Group, next: Statement): boolean {
  if (hours.length === 0) return false;
  if (next.type === 'end') return true;
  return next.type === 'days' ? daysCameFirst : !daysCameFirst && days.length > 0;
}

function newGroup(): Group {
  return { days: [], hours: [], daysCameFirst: false };
}

type Time = Extract<Item, { type: 'time' }>;

/** "1–5 pm" begins in the afternoon, "9–5 pm" does not; "16–0" ends at midnight. Undefined if start and end are the same. */
function readRange(first: Time, last: Time): { from: string; to: string } | undefined {
  const to = last.time === '00:00' ? MIDNIGHT : last.time;
  const afternoon = minutesOf(first.time) + 12 * 60;
  const isAfternoon = last.half === 'pm' && first.half === undefined && afternoon < minutesOf(to);
  const from = isAfternoon ? `${Math.floor(afternoon / 60)}${first.time.slice(2)}` : first.time;
  if (from === MIDNIGHT) return from === to ? undefined : { from: '00:00', to };
  return from === to ? undefined : { from, to };
}
