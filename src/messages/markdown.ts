/**
 * Escapes user-written text so that Discord shows it as typed: no bold, heading, list, quote, link, emoji or mention. Uses only
 * backslashes, Discord's own way, since an invisible character would be copied along. (Pings are controlled by `allowed_mentions`
 * alone; this is about rendering.)
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/[\\`*_~|[<]|:(?=\/\/|[\w+-]+:)|@(?=everyone|here)/g, '\\$&')
      // Marks that count only at the start of a line.
      .replaceAll(/^([^\S\n]*)(?=(?:#{1,3}|-#|[+-])\s|>)/gm, '$1\\')
      .replaceAll(/^([^\S\n]*\d+)(?=\.\s)/gm, '$1\\')
  );
}

/**
 * A code block whose content cannot end it early: a zero-width space separates the backticks in a run of three or more. Inside a
 * code block Discord shows everything as it is, so nothing else is changed: it is meant to be copied.
 */
export function codeBlock(text: string): string {
  return `\`\`\`\n${text.replaceAll(/`{3,}/g, (run) => [...run].join('\u200B'))}\n\`\`\``;
}

/** The argument of `codeBlock`; undefined for any other text. Backticks stay separated by zero-width spaces. */
export function readCodeBlock(text: string): string | undefined {
  const inside = /^```\n([\s\S]*)\n```$/.exec(text)?.[1];
  return inside?.replaceAll(/(?<=`)\u200B(?=`)/g, '');
}

/** Quotes several lines of already escaped text. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

/** A moment as milliseconds since 1970, or an object that has them. */
export type Moment = number | Date | { readonly epochMilliseconds: number };

/**
 * A moment in Discord's markup, shown to everyone in their own language and zone.
 *
 * @param style `D` is a date, `f` date and time, `F` the same with the weekday, `R` the time from now
 */
export function timestamp(at: Moment, style: 'D' | 'f' | 'F' | 'R'): string {
  const ms = typeof at === 'number' ? at : at instanceof Date ? at.getTime() : at.epochMilliseconds;
  return `<t:${Math.floor(ms / 1000)}:${style}>`;
}

/** A deadline. Without the weekday: after „do” Discord would show it in the wrong Polish case. */
export function deadline(at: Moment): string {
  return `${timestamp(at, 'f')} (${timestamp(at, 'R')})`;
}
