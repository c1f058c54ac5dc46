/** What the rules of a language look for, in texts as `aligned` makes them. All patterns are global. */
export interface WordRules {
  /** What divides clauses. */
  readonly joining: RegExp;
  /** Words that make a clause a refusal or a negation: a time in it is no promise, and giving in is none. */
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
  /** Giving in, whatever else is said, unless it is denied. */
  readonly yielding: readonly RegExp[];
  /** Agreement that is giving in where it begins a sentence and nothing else follows. */
  readonly agreeing: readonly RegExp[];
  readonly attack: readonly RegExp[];
  /** Words that take back half of what is said, where there are several or no time. */
  readonly hedge: readonly RegExp[];
  /** Words that take it back by themselves. */
  readonly softening: readonly RegExp[];
  /** How it stands: hours, scope, price, what is not possible. */
  readonly limit: readonly RegExp[];
  /** What the client is asked for. */
  readonly request: readonly RegExp[];
  /** What the member offers, or will do. */
  readonly promise: readonly RegExp[];
  readonly time: readonly RegExp[];
  /** Turning a project down, and thanking for it: together they leave nothing open. */
  readonly declining: readonly RegExp[];
  readonly thanking: readonly RegExp[];
}

/** Alternatives as one pattern of whole words. */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

/** Alternatives as one pattern of whole words that begin a clause. */
export function opening(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<=(?:^["“„]?|[.,;:!?…\\n(]|- )\\s{0,2})(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}
