/**
 * Escapes what a person wrote so that Discord shows it as it was typed: no bold, heading, list, quote, link, emoji or
 * mention. Everything by backslashes, Discord's own way, since an invisible character would come along when it is copied.
 * (Who is pinged is decided by `allowed_mentions` alone; this is about what is drawn.)
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(/[\\`*_~|[<]|:(?=\/\/|[\w+-]+:)|@(?=everyone|here)/g, '\\$&')
      // Marks that count at the start of a line only.
      .replaceAll(/^([^\S\n]*)(?=(?:#{1,3}|-#|[+-])\s|>)/gm, '$1\\')
      .replaceAll(/^([^\S\n]*\d+)(?=\.\s)/gm, '$1\\')
  );
}

/**
 * A code block whose content cannot end it early: a zero-width space goes between the backticks of a run of three or more.
 * Inside a code block Discord shows everything as it is, so nothing else is touched: it is there to be copied.
 */
export function codeBlock(text: string): string {
  return `\`\`\`\n${text.replaceAll(/`{3,}/g, (run) => [...run].join('\u200B'))}\n\`\`\``;
}

/** What `codeBlock` was given; undefined for a text that is none. It parts runs of backticks by zero-width spaces. */
export function readCodeBlock(text: string): string | undefined {
  const inside = /^```\n([\s\S]*)\n```$/.exec(text)?.[1];
  return inside?.replaceAll(/(?<=`)\u200B(?=`)/g, '');
}

/** A quote of several lines of text that is already escaped. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

/** A moment: its milliseconds since 1970, or what has them. */
export type Moment = number | Date | { readonly epochMilliseconds: number };

/**
 * A moment in Discord's markup: everyone sees it in their own language and zone.
 *
 * @param style `D` is a date, `f` date and time, `F` the same with the weekday, `R` how far away it is
 */
export function timestamp(at: Moment, style: 'D' | 'f' | 'F' | 'R'): string {
  const ms = typeof at === 'number' ? at : at instanceof Date ? at.getTime() : at.epochMilliseconds;
  return `<t:${Math.floor(ms / 1000)}:${style}>`;
}

/** Until when something is possible. Without the weekday: after „do” Discord would show it in the wrong case in Polish. */
export function deadline(at: Moment): string {
  return `${timestamp(at, 'f')} (${timestamp(at, 'R')})`;
}
