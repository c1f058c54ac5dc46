import type { Waits } from '../stand-in/protocol.ts';

/** The value that a share of all does not exceed (nearest rank); NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle one, or the mean of the two in the middle; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return (low + high) / 2;
}

export function waitsOf(values: readonly number[]): Waits {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99) };
}

/**
 * How one bot stands beside another: the median of the ratios of the rounds, each of two measurements that followed one another, so that
 * what slows the machine down for a while slows both.
 */
export function ratio(ones: readonly number[], others: readonly number[]): number {
  return median(ones.slice(0, others.length).map((one, round) => one / (others[round] ?? Number.NaN)));
}
