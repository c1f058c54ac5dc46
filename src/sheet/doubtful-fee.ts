import { plain } from '../text/read-words.ts';
import type { LateFee } from './sheet.ts';

/** What Polish law says against a late fee: a fixed sum is void, a percentage is interest and has a maximum (docs/law.md). */
export type FeeDoubt = 'flat-fee' | 'percent-fee';

const INTEREST = /\b(?:odset\w*|interest)\b/;
const FLAT_FEE =
  /\b(?:kar[aey]|kar umown\w*|doplat\w*|oplat\w*|penalt\w*|fees?)\b|[€$£] ?\d|\d ?(?:zl|pln|eur|euro|usd|gbp|[€$£])(?![a-z])/;
/** The lump sum that the law itself grants between businesses. */
const LUMP_SUM = /\b(?:rekompensat\w*|compensation)\b/;

/**
 * Tells whether a late fee should be looked at again before a client reads it. It only informs: the fee stays as its owner
 * wrote it. Words of their own are judged by what they name.
 */
export function doubtOf(fee: LateFee): FeeDoubt | undefined {
  if ('statutory' in fee) return undefined;
  if ('sum' in fee) return 'percent' in fee.sum && fee.per !== 'once' ? 'percent-fee' : 'flat-fee';
  const text = plain(fee.text);
  if (/%/.test(text)) return 'percent-fee';
  return FLAT_FEE.test(text) && !INTEREST.test(text) && !LUMP_SUM.test(text) ? 'flat-fee' : undefined;
}
