/**
 * Escapes what a person wrote so that Discord shows it as it was typed: no bold, heading, list, quote, link or mention.
 * Backslashes are Discord's own way; `@` and `<` get none because `allowed_mentions` is empty, but a mention would still be
 * *drawn* as one, so the character after them is set apart by a zero-width space.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_~|[\]()>]/g, '\\$&')
    .replaceAll(/^(\s*)([#-]|\d+\.)(\s)/gm, (_match, space: string, mark: string, after: string) =>
      mark.endsWith('.') ? `${space}${mark.slice(0, -1)}\\.${after}` : `${space}\\${mark}${after}`,
    )
    .replaceAll(/<(?=[@#:/t])/g, '<\u200B')
    .replaceAll(/@(?=everyone|here)/g, '@\u200B');
}

/**
 * A code block whose content cannot end it early: a zero-width space goes between three backticks.
 * Inside a code block Discord shows everything as it is, so nothing else is escaped.
 */
export function codeBlock(text: string): string {
  return `\`\`\`\n${text.replaceAll('```', '`\u200B`\u200B`').replace(/`$/, '`\u200B')}\n\`\`\``;
}

/** A quote of several lines of text that is already escaped. */
export function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
