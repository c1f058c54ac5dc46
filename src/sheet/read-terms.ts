import { parseMoney, splitTax } from '../text/money.ts';
import { plain, readNumber } from '../text/read-words.ts';
import { tidyLine } from '../text/tidy.ts';
import {
  type Due,
  type FeePeriod,
  type LateFee,
  type Rate,
  type RateUnit,
  SHEET_LIMITS,
  type Term,
  type TimeUnit,
} from './sheet.ts';

/** A read value, or why it could not be read; the caller explains that with its own example. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ReadingProblem };
export type ReadingProblem = 'unreadable' | 'too-long' | 'out-of-range' | 'no-currency';

const read = <T>(value: T): Reading<T> => ({ ok: true, value });
const failed = (code: ReadingProblem): Reading<never> => ({ ok: false, code });

const UNITS: readonly { readonly unit: TimeUnit; readonly says: RegExp }[] = [
  { unit: 'workingHour', says: /^(?:godzin\w* robocz\w*|godz\.? robocz\w*|(?:working|business) hours?)$/ },
  {
    unit: 'workingDay',
    says: /^(?:dni robocz\w*|dni? robocz\w*|dnia robocz\w*|dzien robocz\w*|d\.? ?r\.?|(?:working|business|work) days?)$/,
  },
  { unit: 'minute', says: /^(?:min\.?|minut\w*|mins?|minutes?)$/ },
  { unit: 'hour', says: /^(?:h|godz\.?|godzin\w*|hrs?|hours?)$/ },
  { unit: 'day', says: /^(?:d|dni|dzien|dnia|days?)$/ },
  { unit: 'week', says: /^(?:tydz\.?|tydzien|tygodni\w*|wks?|weeks?)$/ },
];
const HALVES: Readonly<Record<string, Term>> = {
  'pol godziny': { amount: 30, unit: 'minute' },
  'half an hour': { amount: 30, unit: 'minute' },
  'half hour': { amount: 30, unit: 'minute' },
  kwadrans: { amount: 15, unit: 'minute' },
};
/** Words before a duration that the surrounding sentence already supplies. */
const BEFORE = /^(?:do|w ciagu|przez|w|max\.?|maks\.?|maksymalnie|najwyzej|up to|within|in|at most|no more than) /;
const MOST: Readonly<Record<TimeUnit, number>> = {
  minute: 600,
  hour: 240,
  workingHour: 80,
  day: 366,
  workingDay: 260,
  week: 52,
};

/**
 * Reads a duration: "30 min", "2–3 dni robocze", "within one working day". Anything beyond that ("5 dni roboczych od przekazania
 * materiałów") stays as typed.
 */
export function readTerm(typed: string): Reading<Term> {
  const words = tidyLine(typed);
  if (words.length > SHEET_LIMITS.words) return failed('too-long');
  const text = plain(words).replace(/\.$/, '').replace(BEFORE, '');
  const half = HALVES[text];
  if (half) return read(half);
  const alone = UNITS.find(({ says }) => says.test(text))?.unit;
  if (alone) return read({ amount: 1, unit: alone });
  const match =
    /^(?:(?<least>[\d.,]+|\p{L}+) ?(?:-|do|to|or|lub) ?)?(?<amount>[\d.,]+|\p{L}+) ?(?<unit>\p{L}.*)$/u.exec(text);
  const unit = UNITS.find(({ says }) => says.test(match?.groups?.unit ?? ''))?.unit;
  const amount = readNumber(match?.groups?.amount ?? '');
  const least = match?.groups?.least === undefined ? undefined : readNumber(match.groups.least);
  if (unit === undefined || amount === undefined || (match?.groups?.least !== undefined && least === undefined))
    return /\p{L}/u.test(words) && !/^-/.test(words) ? read({ text: words }) : failed('unreadable');
  if (amount <= 0 || amount > MOST[unit] || (least !== undefined && (least <= 0 || least >= amount)))
    return failed('out-of-range');
  return read({ ...(least === undefined ? {} : { least }), amount, unit });
}

/** Revision rounds: "2", "dwie rundy", "none". */
export function readRounds(typed: string): Reading<number> {
  const match =
    /^(?<number>[\d,.]+|\p{L}+)(?: (?:rund\w*|poprawk\w*|tury?|rounds?|revisions?)(?: poprawek| of revisions?| w cenie)?)?$/u.exec(
      plain(typed),
    );
  const rounds = readNumber(match?.groups?.number ?? '');
  if (rounds === undefined || !Number.isInteger(rounds)) return failed('unreadable');
  return rounds > 20 ? failed('out-of-range') : read(rounds);
}

/** Payment terms: "14", "14 dni od wystawienia faktury", "net 30", "0", "upfront". */
export function readDue(typed: string): Reading<Due> {
  const text = plain(typed);
  if (
    /^(?:z gory(?:, przed rozpoczeciem prac)?|przedplata|platne z gory|przed rozpoczeciem(?: prac\w*)?|upfront|up front|in advance(?:, before work starts)?|before work starts|prepaid|prepayment)$/.test(
      text,
    )
  )
    return read('upfront');
  if (
    /^(?:od razu|natychmiast|w dniu wystawienia(?: faktury)?|on the invoice date|on receipt|due on receipt|immediately|at once)$/.test(
      text,
    )
  )
    return read(0);
  const match =
    /^(?:net |do |within )?(?<number>-?\d+|\p{L}+)(?: ?(?:d|dni|dzien|dnia|days?)(?: (?:od|po|after|from|of) .*)?)?$/u.exec(
      text,
    );
  const days = readNumber((match?.groups?.number ?? '').replace('-', ''));
  if (days === undefined || !Number.isInteger(days)) return failed('unreadable');
  return days > 365 || text.startsWith('-') ? failed('out-of-range') : read(days);
}

/** A sum at the start of a folded text: "€20", "50 zl", "0,5%". `parseMoney` interprets it. */
const SUM = String.raw`(?:[€$£]|[a-z]{3}) ?\d[\d ,.]*|\d[\d ,.]* ?(?:%|zl|[€$£]|[a-z]{3}\b)`;

const PERIODS: readonly { readonly per: FeePeriod; readonly says: RegExp }[] = [
  { per: 'day', says: /^(?:dzien|dnia|dziennie|days?|daily)$/ },
  { per: 'week', says: /^(?:tydzien|tygodnia|tygodniowo|weeks?|weekly)$/ },
  { per: 'month', says: /^(?:miesiac|miesiaca|miesiecznie|months?|monthly)$/ },
  { per: 'year', says: /^(?:rok|roku|rocznie|years?|yearly|annually)$/ },
  { per: 'once', says: /^(?:jednorazowo|once|oplaty|fee|jednorazowa|flat)$/ },
];
const FEE_FILLER =
  /^(?:za|kazdy|kazda|kazdego|w|of|for|each|every|per|a|an|the|late|overdue|delay|opoznienia|zwloki|opoznienie|zaleglej|kwoty|amount|due|[/,])$/;

const STATUTORY =
  /^(?:odsetki ustawowe(?: za opoznienie)?|statutory(?: late)? interest(?: (?:for|on) late payments?)?)(?<commercial> (?:w transakcjach handlowych|in commercial transactions))?$/;

/**
 * A late fee: "50 zł za każdy rozpoczęty tydzień opóźnienia", "0,5% per day", "odsetki ustawowe", or words. A sum needs its
 * currency.
 */
export function readLateFee(typed: string): Reading<LateFee> {
  const words = tidyLine(typed);
  if (words.length > SHEET_LIMITS.words) return failed('too-long');
  const text = plain(words).replace(/\.$/, '').replaceAll('us$', '$');
  const statutory = STATUTORY.exec(text)?.groups;
  if (statutory) return read({ statutory: true, ...(statutory.commercial ? { commercial: true } : {}) });
  if (/^\d[\d ,.]*$/.test(text)) return failed('no-currency');
  const match = new RegExp(`^(?<sum>${SUM})(?<rest>.*)$`).exec(text);
  const sum = readSum(match?.groups?.sum ?? '');
  const rest = (match?.groups?.rest ?? '').split(/ +|(?=[/,])|(?<=[/,])/).filter((word) => word !== '');
  const begun =
    rest.some((word) => /^(?:rozpoczet\w*|begun|started|commenced)$/.test(word)) || /\bor part of/.test(text);
  const left = rest.filter(
    (word) => !FEE_FILLER.test(word) && !/^(?:rozpoczet\w*|begun|started|commenced|or|part)$/.test(word),
  );
  const periods = [...new Set(left.map((word) => PERIODS.find(({ says }) => says.test(word))?.per))];
  const [per = 'once'] = periods;
  if (sum === undefined || periods.length > 1 || (left.length > 0 && periods[0] === undefined))
    return read({ text: words });
  return read({ sum, per, ...(begun && per !== 'once' ? { begun: true } : {}) });
}

function readSum(text: string): Exclude<LateFee, { text: string } | { statutory: true }>['sum'] | undefined {
  const percent = /^(?<number>\d+(?:[.,]\d+)?) ?%$/.exec(text.trim())?.groups?.number;
  if (percent !== undefined)
    return Number(percent.replace(',', '.')) > 0 ? { percent: Number(percent.replace(',', '.')) } : undefined;
  return parseMoney(text.trim());
}

const RATES: readonly { readonly per: RateUnit; readonly says: RegExp }[] = [
  { per: 'hour', says: /^(?:\/|za|per|an?|each)? ?(?:1 ?)?(?:h|godz\.?|godzine|godzina|hour|hr)$/ },
  { per: 'day', says: /^(?:\/|za|per|an?|each)? ?(?:dzien|day|dniowk\w*)$/ },
  {
    per: 'round',
    says: /^(?:\/|za|per|an?|each)? ?(?:kazda )?(?:runde(?: poprawek)?|rundy|runda|poprawke|(?:revision )?round|revision)$/,
  },
  { per: 'once', says: /^$/ },
];

/**
 * A rate for additional work: "150 zł/h", "150 zł netto za godzinę", "€40 an hour + VAT", "200 PLN za rundę". A sum without a
 * unit is kept as it is.
 */
export function readRate(typed: string): Reading<Rate> {
  const { rest: text, tax } = splitTax(plain(typed).replace(/\.$/, '').replaceAll('us$', '$'));
  if (/^\d[\d ,.]*(?:\/.*)?$/.test(text)) return failed('no-currency');
  const match = new RegExp(`^(?<sum>${SUM})(?<rest>.*)$`).exec(text);
  const money = parseMoney((match?.groups?.sum ?? '').trim());
  const per = RATES.find(({ says }) => says.test((match?.groups?.rest ?? '').trim()))?.per;
  if (money === undefined || per === undefined) return failed('unreadable');
  return read({ sum: money, per, ...(tax ? { tax } : {}) });
}

/** Hours a week: "20", "20 h", "20 godzin". */
export function readWeeklyHours(typed: string): Reading<number> {
  const match =
    /^(?<number>[\d.,]+|\p{L}+) ?(?:h|godz\.?|godzin\w*|hours?)?(?: (?:tygodniowo|w tygodniu|na tydzien|a week|per week|weekly))?$/u.exec(
      plain(typed),
    );
  const hours = readNumber(match?.groups?.number ?? '');
  if (hours === undefined) return failed('unreadable');
  return hours <= 0 || hours > 168 ? failed('out-of-range') : read(hours);
}
