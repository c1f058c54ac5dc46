/** What the rules of a language look for, in texts as `aligned` makes them. All patterns are global. */
export interface WordRules {
  /** What divides clauses. */
  readonly joining: RegExp;
  /** Words that make a clause a refusal or a negation: a time in it is no promise. */
  readonly negation: RegExp;
  readonly apology: readonly RegExp[];
  /** Words that begin a reason, and private circumstances that are offered as one. */
  readonly reason: readonly RegExp[];
  /** Threats to leave, to go to court or to the public. */
  readonly threat: readonly RegExp[];
  /** An “or else” about the work itself, which may well be meant. */
  readonly consequence: readonly RegExp[];
  /** The word that the guide's polite refusal does without. */
  readonly forbidden: readonly RegExp[];
  /** Giving in, whatever else is said. */
  readonly yielding: readonly RegExp[];
  /** Agreement that is giving in where nothing else follows. */
  readonly agreeing: readonly RegExp[];
  readonly attack: readonly RegExp[];
  /** Words that take back half of what is said. */
  readonly hedge: readonly RegExp[];
  /** How it stands: hours, scope, price, what is not possible. */
  readonly limit: readonly RegExp[];
  /** What is asked for or offered. */
  readonly request: readonly RegExp[];
  readonly time: readonly RegExp[];
}

/** Alternatives as one pattern of whole words. */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}
