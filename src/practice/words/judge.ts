import type { Locale } from '../../i18n/locales.ts';
import type { Way } from '../scene.ts';
import { aligned, clausesOf, type Piece, placesOf } from './aligned.ts';
import { ENGLISH } from './en.ts';
import { POLISH } from './pl.ts';
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
const MOST_QUOTES = 3;
const SHOUTED_WORDS = 3;

/** What the words of a reply show: by fixed rules, without a model, and so neither irony nor whether it is true. */
export function judgeWords(text: string, locale: Locale): Judgement {
  const rules = RULES[locale];
  const read = aligned(text);
  const clauses = clausesOf(read, rules.joining);
  const find = (patterns: readonly RegExp[]): Piece[] => placesOf(read, patterns);
  const quoted = (kind: SightKind, places: readonly Piece[]): Sight[] =>
    places.length === 0
      ? []
      : [{ kind, quotes: [...new Set(places.map(({ start, end }) => text.slice(start, end)))].slice(0, MOST_QUOTES) }];

  const attack = find(rules.attack);
  const threat = find(rules.threat);
  const shouting = shouted(text);
  const yielding = find(rules.yielding);
  const apologies = find(rules.apology);
  const reasons = reasonsIn(read, clauses, rules);
  const limits = find(rules.limit);
  const times = find(rules.time).filter((place) => !isNegated(read, clauses, place, rules));
  const requests = find(rules.request).filter(
    (place) => !isWithin(place, [...apologies, ...yielding]) && !denied(read, place, rules),
  );
  const hedges = find(rules.hedge);
  const agreeing = find(rules.agreeing).filter((place) => !isWithin(place, attack));
  const consequences = find(rules.consequence).filter((place) => !isWithin(place, threat));

  const firm = times.length + requests.length > 0;
  const tooMany =
    reasons.length >= TOO_MANY ||
    apologies.length >= TOO_MANY ||
    (apologies.length > 0 && reasons.length > 0) ||
    hedges.length >= TOO_MANY ||
    (hedges.length > 0 && times.length === 0);
  // “All right, send it to me” gives in; “All right, on Thursday” does not.
  const agreesOnly =
    yielding.length === 0 &&
    limits.length + times.length === 0 &&
    (agreeing[0]?.start === 0 || (agreeing.length > 0 && !firm));
  const givesIn = yielding.length > 0 || agreesOnly;
  const isSharp = attack.length + threat.length + shouting.length > 0;
  const unclear = !firm && !givesIn;
  const promises = !givesIn && !(isSharp && requests.length === 0);

  const seen: Sight[] = [
    ...quoted('limit', limits),
    ...quoted('request', givesIn ? [] : requests),
    ...quoted('time', promises ? times : []),
    ...(reasons.length >= TOO_MANY ? quoted('reasons', reasons) : []),
    ...quoted('apology', apologies),
    ...quoted('threat', threat),
    ...quoted('consequence', consequences),
    ...(unclear && text.trim() !== ''
      ? [{ kind: 'unclear' as const, quotes: quoted('unclear', hedges)[0]?.quotes ?? [] }]
      : []),
    ...quoted('forbidden', find(rules.forbidden)),
    ...quoted('yielding', yielding.length > 0 ? yielding : agreesOnly ? agreeing : []),
    ...quoted('attack', attack),
    ...quoted('shouting', shouting),
  ];
  const recognised = seen.some(({ kind, quotes }) => kind !== 'unclear' || quotes.length > 0) || reasons.length > 0;
  const way: Way = isSharp ? 'sharp' : givesIn ? 'yielding' : tooMany || !firm ? 'soft' : 'clear';
  return { way: recognised ? way : undefined, seen };
}

/** The clauses that give a reason, without the space around them. */
function reasonsIn(read: string, clauses: readonly Piece[], rules: WordRules): Piece[] {
  const marks = placesOf(read, rules.reason);
  return clauses
    .filter((clause) => marks.some((mark) => isWithin(mark, [clause])))
    .map(({ start, end }): Piece => {
      const part = read.slice(start, end);
      return { start: start + part.length - part.trimStart().length, end: end - (part.length - part.trimEnd().length) };
    });
}

/** Whether a place lies in a clause that denies or refuses: “not before Monday” promises nothing. */
function isNegated(read: string, clauses: readonly Piece[], place: Piece, rules: WordRules): boolean {
  const clause = clauses.find((one) => isWithin(place, [one]));
  return clause !== undefined && read.slice(clause.start, place.start).search(rules.negation) >= 0;
}

/** Whether the word right before a place denies it. */
function denied(read: string, { start }: Piece, rules: WordRules): boolean {
  const before = /(\S+)\s$/u.exec(read.slice(0, start))?.[1];
  return before !== undefined && before.search(rules.negation) >= 0;
}

function isWithin(place: Piece, others: readonly Piece[]): boolean {
  return others.some(({ start, end }) => place.start >= start && place.end <= end);
}

/** Words in capitals, if there are several, and rows of exclamation marks. */
function shouted(text: string): Piece[] {
  const capitals = placesOf(text, [/(?<![\p{L}])\p{Lu}{3,}(?![\p{L}])/gu]);
  return [...(capitals.length >= SHOUTED_WORDS ? capitals : []), ...placesOf(text, [/!{3,}/gu])];
}
