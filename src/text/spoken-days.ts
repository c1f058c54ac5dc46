import type { Temporal } from 'temporal-polyfill';
import { readNamedDay } from './dates.ts';
import { plain, readNumber } from './read-words.ts';

/** Days of the week from Monday, folded, in both languages and the Polish cases that follow "w", "za" and "zeszły". */
const WEEKDAYS: readonly RegExp[] = [
  /^(?:poniedzial(?:ek|ku)|pon\.?|mon(?:day)?)$/,
  /^(?:wtor(?:ek|ku)|wt\.?|tue(?:s(?:day)?)?)$/,
  /^(?:srod[ae]|sr\.?|wed(?:nesday)?)$/,
  /^(?:czwart(?:ek|ku)|czw\.?|thu(?:r(?:s(?:day)?)?)?)$/,
  /^(?:piat(?:ek|ku)|pt\.?|fri(?:day)?)$/,
  /^(?:sobot[ae]|sob\.?|sat(?:urday)?)$/,
  /^(?:niedziel[ae]|niedz\.?|nd\.?|sun(?:day)?)$/,
];

/** Words for the time of the day: only the day matters. */
const TIME_OF_DAY =
  / (?:(?:z )?(?:samego )?rana?|przed poludniem|w poludnie|po poludniu|wieczor(?:em)?|(?:w )?noc[ya]?|(?:in the |at )?(?:morning|noon|afternoon|evening|night)|(?:o|po|przed|kolo|okolo|ok\.?|at|after|before|around) \d{1,2}(?:[:.]\d{2})? ?(?:am|pm|godz\.?)?)$/;
const NIGHT = /^(?:last|yesterday) (?:night|evening)$/;
const THIS_PART_OF_TODAY = /^(?:this (?:morning|afternoon|evening)|tonight)$/;

const AGO = /^(?:(?<before>\S+) )?(?<unit>\p{L}+\.?) (?:temu|ago)$/u;
const AHEAD = /^(?:za|in) (?:(?<before>\S+) )?(?<unit>\p{L}+\.?)(?: time)?$/u;
const UNITS: readonly (readonly [RegExp, (count: number) => Temporal.DurationLike])[] = [
  [/^(?:dzien|dni|dnia|days?)$/, (days) => ({ days })],
  [/^(?:tydzien|tygodni(?:e|a)?|tyg\.?|weeks?)$/, (weeks) => ({ weeks })],
  [/^(?:miesiac(?:e|a)?|miesiecy|mies\.?|months?)$/, (months) => ({ months })],
];

const WEEKDAY =
  /^(?:(?:w|we|on|do|za|until|by) )?(?:(?<which>this past|this|last|past|previous|next|coming|ten|te|ta|zeszl\p{L}+|ostatni\p{L}*|minion\p{L}+|poprzedni\p{L}*|ubiegl\p{L}+|przyszl\p{L}+|nastepn\p{L}+|najblizsz\p{L}+) )?(?<day>\p{L}+\.?)(?<week> (?:(?:of )?(?:last|next) week|(?:w )?(?:zeszl|ostatni|minion|poprzedni|ubiegl|przyszl|nastepn)\p{L}* (?:tygodniu|tygodnia)))?$/u;
const NOT_TODAY = /^(?:last|past|previous|next|coming|zeszl|ostatni|minion|poprzedni|ubiegl|przyszl|nastepn)/;

/** The ISO number of a day of the week by its name in either language, folded; undefined for any other word. */
export function weekdayNamed(word: string): number | undefined {
  return WEEKDAYS.findIndex((name) => name.test(word)) + 1 || undefined;
}

/** Whether a day is looked for among those that were, or among those that come. */
export type Direction = 'past' | 'coming';

/**
 * Reads a day as people say it: "sobota", "w sobotę", "w zeszły piątek", "2 dni temu", "last Friday", "za tydzień", "wczoraj
 * wieczorem". A day of the week is the nearest one, today included unless it is said to be another ("last Friday" on a Friday).
 */
export function readSpokenDay(
  typed: string,
  today: Temporal.PlainDate,
  direction: Direction,
): Temporal.PlainDate | undefined {
  const text = plain(typed).replaceAll(/^[,;]+|[,;]+$/g, '');
  if (NIGHT.test(text)) return today.subtract({ days: 1 });
  if (THIS_PART_OF_TODAY.test(text)) return today;
  const day = text.replace(TIME_OF_DAY, '').replace(TIME_OF_DAY, '').trim();
  return readNamedDay(day, today) ?? readDistance(day, today, direction) ?? readWeekday(day, today, direction);
}

function readDistance(text: string, today: Temporal.PlainDate, direction: Direction): Temporal.PlainDate | undefined {
  const said = (direction === 'past' ? AGO : AHEAD).exec(text)?.groups;
  const count = said?.before === undefined ? 1 : readNumber(said.before);
  const unit = UNITS.find(([name]) => name.test(said?.unit ?? ''))?.[1];
  if (!unit || count === undefined || !Number.isInteger(count)) return undefined;
  return direction === 'past' ? today.subtract(unit(count)) : today.add(unit(count));
}

function readWeekday(text: string, today: Temporal.PlainDate, direction: Direction): Temporal.PlainDate | undefined {
  const said = WEEKDAY.exec(text)?.groups;
  const weekday = weekdayNamed(said?.day ?? '');
  if (!said || weekday === undefined) return undefined;
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  if (said.week) return monday.add({ days: weekday - 1 + (direction === 'past' ? -7 : 7) });
  const apart = direction === 'past' ? today.dayOfWeek - weekday : weekday - today.dayOfWeek;
  const days = (apart + 7) % 7 || (NOT_TODAY.test(said.which ?? '') ? 7 : 0);
  return direction === 'past' ? today.subtract({ days }) : today.add({ days });
}
