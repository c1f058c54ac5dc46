/** A stretch of text: one emoji, or what stands between two. */
export interface Stretch {
  readonly text: string;
  readonly emoji: boolean;
}

/** What every emoji contains, to pass over text without any quickly. */
const HINT = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
/** Every emoji of Unicode, whole: with its skin colour, joined ones, flags. A sign marked as text (U+FE0E) is none. */
const EMOJI = /\p{RGI_Emoji}(?!\uFE0E)/gv;

/** Whether a name is a character of Unicode rather than the name of a server's own emoji. */
export function isUnicodeEmoji(name: string): boolean {
  return HINT.test(name);
}

/** Splits a text at its emoji; nothing of it is lost. */
export function splitEmoji(text: string): Stretch[] {
  if (!HINT.test(text)) return text === '' ? [] : [{ text, emoji: false }];
  const stretches: Stretch[] = [];
  let end = 0;
  for (const { 0: emoji, index } of text.matchAll(EMOJI)) {
    if (index > end) stretches.push({ text: text.slice(end, index), emoji: false });
    stretches.push({ text: emoji, emoji: true });
    end = index + emoji.length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), emoji: false });
  return stretches;
}

/** Address of an emoji's drawing: its code points, without the sign that only asks for colour (U+FE0F). */
export function drawingOf(emoji: string): string {
  const points = [...emoji.replaceAll('\uFE0F', '')].map((point) => point.codePointAt(0)?.toString(16));
  return `/emoji/${points.join('-')}.svg`;
}
