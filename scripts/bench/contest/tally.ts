/** What became of all that was asked. */
export interface Tallied {
  readonly answers: number;
  readonly failures: Readonly<Record<string, number>>;
  readonly examples: Readonly<Record<string, string>>;
  /** Milliseconds, of right answers only. */
  readonly acknowledged: readonly number[];
  readonly final: readonly number[];
}

export interface Tally {
  answered(acknowledged: number, final: number): void;
  /** `raw`: what came instead. */
  failed(reason: string, raw: string): void;
  asked(): number;
  result(): Tallied;
}

const EXAMPLE = 300;

/** Counts answers; whatever is not the answer that was asked for is a failure and adds to no figure. */
export function createTally(): Tally {
  const failures: Record<string, number> = {};
  const examples: Record<string, string> = {};
  const acknowledgements: number[] = [];
  const finals: number[] = [];
  let asked = 0;
  return {
    answered(acknowledged, final) {
      asked += 1;
      acknowledgements.push(acknowledged);
      finals.push(final);
    },
    failed(reason, raw) {
      asked += 1;
      failures[reason] = (failures[reason] ?? 0) + 1;
      examples[reason] ??= raw.slice(0, EXAMPLE);
    },
    asked: () => asked,
    result: () => ({ answers: finals.length, failures, examples, acknowledged: acknowledgements, final: finals }),
  };
}
