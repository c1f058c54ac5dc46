import { aligned, countLeading, holderAmong, isWithin, type Piece, partsOf, placesOf, trimmed } from './aligned.ts';
import type { WordRules } from './rules.ts';

/** What stands where in a text, by the kinds of words that rules know. */
export type Reading = Readonly<Record<Found, readonly Piece[]>>;
type Found =
  | 'attack'
  | 'threat'
  | 'shouting'
  | 'yielding'
  | 'agreeing'
  | 'apologies'
  | 'reasons'
  | 'limits'
  | 'times'
  | 'requests'
  | 'questions'
  | 'promises'
  | 'hedges'
  | 'softening'
  | 'consequences'
  | 'forbidden'
  | 'declining'
  | 'thanking';

const SHOUTED_WORDS = 3;
/** Letters from which on a text without small ones is shouted as a whole. */
const SHOUTED_LETTERS = 8;
const ABBREVIATIONS = new Set(
  'VAT ZUS NIP PIT CIT RODO KSEF PLN EUR USD GBP AUD CHF PDF PSD JPG PNG SVG HTML CSS SEO CMS API URL FAQ NDA SOW ASAP EOD COB FYI GMT UTC CET EST PST BTW'.split(
    ' ',
  ),
);
/** Characters after a place within which a negation still belongs to it: “Sunday is not possible”, “for free no”. */
const NEGATED_WITHIN = 14;

/** Reads a text by the rules of a language. */
export function readWords(text: string, rules: WordRules): Reading {
  const read = aligned(text);
  const find = (patterns: readonly RegExp[]): readonly Piece[] => placesOf(read, patterns);
  const clauses = partsOf(read, rules.joining);
  const clauseOf = holderAmong(clauses);
  const negations = find([rules.negation]);
  const isNegated = negatedIn(clauseOf, negations);

  const attack = find(rules.attack);
  const threat = find(rules.threat);
  const yielding = find(rules.yielding).filter((place) => !isNegated(place));
  const apologies = find(rules.apology);
  const hedges = find(rules.hedge);
  const softening = find(rules.softening);
  const isTaken = isWithin(apologies, yielding, hedges, softening);
  const taken = ({ start }: Piece): boolean => isTaken({ start, end: start + 1 });
  const isAttack = isWithin(attack);
  const isThreat = isWithin(threat);
  const negatedUpTo = new Set(negations.map(({ end }) => end + 1));
  const asked = (patterns: readonly RegExp[]): Piece[] =>
    find(patterns).filter((place) => !taken(place) && !isAttack(place) && !negatedUpTo.has(place.start));
  return {
    attack,
    threat,
    shouting: shoutedIn(text),
    yielding,
    agreeing: find(rules.agreeing).filter((place) => !isAttack(place)),
    apologies,
    reasons: reasonsIn(read, clauses, rules),
    limits: find(rules.limit),
    times: find(rules.time).filter((place) => !isNegated(place)),
    requests: asked(rules.request),
    questions: questionsIn(read, attack),
    promises: asked(rules.promise),
    hedges,
    softening,
    consequences: find(rules.consequence).filter((place) => !isThreat(place)),
    forbidden: find(rules.forbidden),
    declining: find(rules.declining),
    thanking: find(rules.thanking),
  };
}

/** Tells of a place whether a negation in its clause stands before it or right behind it: “not before Monday” promises nothing. */
function negatedIn(clauseOf: (place: Piece) => Piece | undefined, negations: readonly Piece[]) {
  return (place: Piece): boolean => {
    const clause = clauseOf(place);
    if (!clause) return false;
    const to = Math.min(clause.end, place.end + NEGATED_WITHIN);
    const next = firstFrom(negations, clause.start, place);
    return next !== undefined && next.end <= to;
  };
}

/** The first of some pieces, in order, that begins at a position or behind it, and not within a place. */
function firstFrom(pieces: readonly Piece[], from: number, place: Piece): Piece | undefined {
  let at = countLeading(pieces, ({ start }) => start < from);
  while ((pieces[at]?.start ?? -1) >= place.start && (pieces[at]?.end ?? 0) <= place.end) at++;
  return pieces[at];
}

/** The clauses that give a reason. */
function reasonsIn(read: string, clauses: readonly Piece[], rules: WordRules): Piece[] {
  const holder = holderAmong(clauses);
  const reasons = new Set(placesOf(read, rules.reason).map(holder));
  return clauses.filter((clause) => reasons.has(clause)).map((clause) => trimmed(read, clause));
}

/** Sentences that end in a question mark and are no attack. */
function questionsIn(read: string, attack: readonly Piece[]): Piece[] {
  const questions: Piece[] = [];
  let start = 0;
  for (const { index, 0: mark } of read.matchAll(/[.!?…\n]{1,3}(?=[\s"”]|$)/gu)) {
    const piece = trimmed(read, { start, end: index });
    if (mark.startsWith('?') && piece.end > piece.start) questions.push(piece);
    start = index + mark.length;
  }
  const holder = holderAmong(questions);
  const attacking = new Set(attack.map(holder));
  return questions.filter((piece) => !attacking.has(piece));
}

/** Words in capitals, if there are several and no abbreviations, and rows of exclamation marks. */
function shoutedIn(text: string): Piece[] {
  const capitals = placesOf(text, [/(?<![\p{L}])\p{Lu}{3,}(?![\p{L}])/gu]).filter(
    ({ start, end }) => !ABBREVIATIONS.has(text.slice(start, end)),
  );
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  const allCapitals = small === 0 && letters >= SHOUTED_LETTERS && capitals.length > 0;
  return [...(allCapitals || capitals.length >= SHOUTED_WORDS ? capitals : []), ...placesOf(text, [/!{3,}/gu])];
}
