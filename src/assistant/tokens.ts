/** The parts of a request that cost tokens. */
interface Costs {
  readonly instructions: string;
  readonly data: unknown;
  /** Maximum tokens of the answer. */
  readonly maxTokens: number;
}

/** Minimum characters per token: a safe estimate for Polish. */
const CHARACTERS_A_TOKEN = 3;

/** Maximum tokens that a request may cost. */
export function mostTokens({ instructions, data, maxTokens }: Costs): number {
  return Math.ceil((instructions.length + JSON.stringify(data).length) / CHARACTERS_A_TOKEN) + maxTokens;
}
