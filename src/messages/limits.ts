/** Discord's limits, from its API reference (https://docs.discord.com/developers/components/reference, …/interactions). */
export const LIMITS = {
  /** Characters of all text displays in a Components V2 message together. */
  messageText: 4000,
  /** Components of a Components V2 message, nested ones included. */
  components: 40,
  buttonLabel: 80,
  /** Characters of a button's label visible on a phone (Discord's recommendation). */
  readableLabel: 38,
  /** Options of a select, and suggestions of autocomplete. */
  options: 25,
  optionLabel: 100,
  suggestion: 100,
  selectPrompt: 150,
  formTitle: 45,
  fieldLabel: 45,
  fieldHint: 100,
  fieldExample: 100,
  /** Characters of a text field's value. */
  fieldValue: 4000,
  fields: 5,
  radioOptions: 10,
  /** Characters of an attachment's description. */
  alternativeText: 1024,
} as const;

const segments = new Intl.Segmenter('pl', { granularity: 'grapheme' });

/**
 * Shortens a label to `limit` UTF-16 units (as Discord counts) with an ellipsis, never inside a grapheme: emoji and accented
 * letters stay whole.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of segments.segment(text)) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Cuts a text at `limit` UTF-16 units, never inside a grapheme and without an ellipsis. For values that go back into a field. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const { segment } of segments.segment(text)) {
    if (kept.length + segment.length > limit) break;
    kept += segment;
  }
  return kept;
}
