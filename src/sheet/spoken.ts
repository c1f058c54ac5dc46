import type { Locale } from '../i18n/locales.ts';
import type { Translate } from '../i18n/translator.ts';
import { formatList } from '../text/format.ts';
import type { SheetParts } from './sheet.ts';
import { minutesOf } from './spans.ts';
import type { SheetLanguage } from './words.ts';

/** Polish hours after "od" and "do", from 0 to 24. */
const HOURS_PL =
  'północy pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej jedenastej dwunastej trzynastej czternastej piętnastej szesnastej siedemnastej osiemnastej dziewiętnastej dwudziestej dwudziestej_pierwszej dwudziestej_drugiej dwudziestej_trzeciej północy'
    .split(' ')
    .map((words) => words.replace('_', ' '));
/** English hours of half a day, from 0 to 11. */
const HOURS_EN = 'twelve one two three four five six seven eight nine ten eleven'.split(' ');
const MINUTES: Readonly<Record<Locale, Readonly<Record<number, string>>>> = {
  pl: { 15: 'piętnaście', 30: 'trzydzieści', 45: 'czterdzieści pięć' },
  en: { 15: 'fifteen', 30: 'thirty', 45: 'forty-five' },
};

/** Longest span, in minutes, of which "eight to nine" is understood: the English clock goes round twice a day. */
const LONGEST_EN = 12 * 60;

/**
 * Working hours as one says them on the phone: "od poniedziałku do piątku, od ósmej do szesnastej". Undefined for hours that
 * would be misheard or not listened to: more than two spans, minutes beside the quarters, half past midnight.
 */
export function sayHoursAloud({ spans = [] }: SheetParts['hours'], { t, locale }: SheetLanguage): string | undefined {
  if (spans.length === 0 || spans.length > 2) return undefined;
  const said = spans.map(({ days, from, to }) => {
    const [start, end] = [sayClock(from, locale), sayClock(to, locale)];
    const [first, last] = [days[0], days.at(-1)];
    if (!start || !end || first === undefined || last === undefined || last - first !== days.length - 1)
      return undefined;
    if (locale === 'en' && minutesOf(to) - minutesOf(from) > LONGEST_EN) return undefined;
    return t('sheet:spoken.span', { days: sayDaysAloud(first, last, t), from: start, to: end });
  });
  return said.every((one) => one !== undefined) ? formatList(said, locale) : undefined;
}

function sayDaysAloud(first: number, last: number, t: Translate): string {
  if (first === 1 && last === 7) return t('sheet:hours.daily');
  const [from, to] = [dayOf(first), dayOf(last)];
  if (first === last) return t(`sheet:back.on.${from}`);
  return t('sheet:spoken.days', { from: t(`sheet:back.until.${from}`), to: t(`sheet:back.until.${to}`) });
}

const dayOf = (day: number) => ([1, 2, 3, 4, 5, 6, 7] as const).find((one) => one === day) ?? 1;

function sayClock(time: string, locale: Locale): string | undefined {
  const [hour, minute] = [Math.floor(minutesOf(time) / 60), minutesOf(time) % 60];
  const spoken = minute === 0 ? '' : MINUTES[locale][minute];
  if (spoken === undefined || (hour === 0 && minute > 0)) return undefined;
  if (locale === 'en' && minute === 0 && hour % 12 === 0) return hour === 12 ? 'noon' : 'midnight';
  const name = locale === 'pl' ? HOURS_PL[hour] : HOURS_EN[hour % 12];
  return spoken === '' ? name : `${name} ${spoken}`;
}
