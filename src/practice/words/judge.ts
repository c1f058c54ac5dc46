import type { Locale } from '../../i18n/locales.ts';
import type { Way } from '../scene.ts';
import { apart, isWithin, type Piece } from './aligned.ts';
import { ENGLISH } from './en.ts';
import { POLISH } from './pl.ts';
import { type Reading, readWords } from './reading.ts';
import type { WordRules } from './rules.ts';

/** What the rules can see in a text; what helps first. */
export const SIGHTS = [
  'limit',
  'request',
  'time',
  'reasons',
  'apology',
  'threat',
  'consequence',
  'unclear',
  'hedged',
  'forbidden',
  'yielding',
  'attack',
  'shouting',
] as const;
export type SightKind = (typeof SIGHTS)[number];

/** Something seen, with the words that show it as they were typed; without any where something is missing. */
export interface Sight {
  readonly kind: SightKind;
  readonly quotes: readonly string[];
}

export interface Judgement {
  /** How it comes across, as far as words tell; undefined if the rules recognise nothing. */
  readonly way: Way | undefined;
  readonly seen: readonly Sight[];
}

const RULES: Readonly<Record<Locale, WordRules>> = { pl: POLISH, en: ENGLISH };
/** From this many reasons or apologies on there are too many. */
const TOO_MANY = 2;
/** From this many sights on that speak for it, a reply is clear. */
const ENOUGH = 2;
/** Words up to which a limit alone is a whole reply; in a longer one, more may be said than the rules know. */
const WHOLE_REPLY_WORDS = 12;
/** Words from which on a time alone says what comes next. */
const SENTENCE_WORDS = 6;
/** Words up to which agreement alone is a whole reply. */
const BARE_AGREEMENT_WORDS = 12;
const MOST_QUOTES = 3;

/** What the words of a reply show: by fixed rules, without a model, and so neither irony nor whether it is true. */
export function judgeWords(text: string, locale: Locale): Judgement {
  const read = readWords(text, RULES[locale]);
  const way = wayOf(read, countWords(text));
  const quoted = (kind: SightKind, places: readonly Piece[]): Sight[] =>
    places.length === 0
      ? []
      : [{ kind, quotes: [...new Set(places.map(({ start, end }) => text.slice(start, end)))].slice(0, MOST_QUOTES) }];

  const { yielding, agreeing, times } = read;
  const doubts = apart([...read.hedges, ...read.softening]);
  const asked = askedIn(read);
  const gives = givesIn(read);
  const unclear = !isFirm(read) && !gives && text.trim() !== '';
  const promises = !gives && !(isSharp(read) && asked.length === 0);
  const seen: Sight[] = [
    ...quoted('limit', read.limits),
    ...quoted('request', gives ? [] : asked),
    ...quoted('time', promises ? times : []),
    ...(read.reasons.length >= TOO_MANY ? quoted('reasons', read.reasons) : []),
    ...quoted('apology', read.apologies),
    ...quoted('threat', read.threat),
    ...quoted('consequence', read.consequences),
    ...(unclear ? [{ kind: 'unclear' as const, quotes: quoted('unclear', doubts)[0]?.quotes ?? [] }] : []),
    ...(way === 'soft' && !unclear ? quoted('hedged', doubts) : []),
    ...quoted('forbidden', read.forbidden),
    ...quoted('yielding', yielding.length > 0 ? yielding : gives ? agreeing : []),
    ...quoted('attack', read.attack),
    ...quoted('shouting', read.shouting),
  ];
  return { way, seen };
}

/** Which way it leads on; undefined where the words show too little. */
function wayOf(read: Reading, length: number): Way | undefined {
  if (isSharp(read)) return 'sharp';
  if (givesIn(read)) return isContradicted(read) || saysMore(read, length) ? undefined : 'yielding';
  if (agreesTwice(read)) return undefined;
  const { apologies, reasons, times, limits, promises, consequences, forbidden } = read;
  const softened = read.hedges.length + TOO_MANY * read.softening.length;
  if (
    reasons.length >= TOO_MANY ||
    apologies.length >= TOO_MANY ||
    (apologies.length > 0 && reasons.length > 0) ||
    softened >= TOO_MANY ||
    (softened > 0 && (times.length === 0 || askedIn(read).length + limits.length === 0))
  )
    return 'soft';
  if (!isFirm(read)) {
    if (apologies.length + reasons.length > 0) return 'soft';
    return read.agreeing.length === 0 && limits.length + forbidden.length > 0 && length <= WHOLE_REPLY_WORDS
      ? 'soft'
      : undefined;
  }
  const evidence = [limits, times, [...read.requests, ...read.questions], promises, consequences].filter(
    ({ length: found }) => found > 0,
  ).length;
  return evidence >= ENOUGH ||
    (times.length > 0 && length >= SENTENCE_WORDS) ||
    read.requests.length >= ENOUGH ||
    refusesKindly(read)
    ? 'clear'
    : undefined;
}

function isSharp({ attack, threat, shouting }: Reading): boolean {
  return attack.length + threat.length + shouting.length > 0;
}

/** “All right, send it to me” gives in; “All right, on Thursday” does not. */
function givesIn({ yielding, agreeing, limits, times, questions, consequences }: Reading): boolean {
  return (
    yielding.length > 0 ||
    (agreeing.length > 0 && limits.length + times.length + questions.length + consequences.length === 0)
  );
}

/** Whether giving in stands beside a limit and a time, without agreement: one of them is misread. */
function isContradicted(read: Reading): boolean {
  const { agreeing, limits, times, consequences } = read;
  return agreeing.length === 0 && limits.length > 0 && times.length + consequences.length + askedIn(read).length > 0;
}

/** Whether more is said than the agreement in which the rules see giving in. */
function saysMore(read: Reading, length: number): boolean {
  const { yielding, agreeing } = read;
  return yielding.length === 0 && agreeing.length === 1 && askedIn(read).length === 0 && length > BARE_AGREEMENT_WORDS;
}

/** “Yes, at ten tonight, no problem”: a time, but more agreement than that. */
function agreesTwice({ agreeing, limits, questions }: Reading): boolean {
  return agreeing.length > 1 && limits.length + questions.length === 0;
}

/** What is asked for or offered; a question counts where something is said besides. */
function askedIn({ requests, promises, questions, limits, times }: Reading): Piece[] {
  const besides = requests.length + promises.length + limits.length + times.length > 0;
  const within = isWithin(questions);
  const all = [...requests, ...promises].filter((place) => !(besides && within(place)));
  return apart([...all, ...(besides ? questions : [])]);
}

/** Whether the client learns what comes next. */
function isFirm(read: Reading): boolean {
  return askedIn(read).length + read.times.length + read.consequences.length > 0 || refusesKindly(read);
}

/** Thanks, and a project turned down: nothing has to follow. */
function refusesKindly({ declining, thanking }: Reading): boolean {
  return declining.length > 0 && thanking.length > 0;
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
