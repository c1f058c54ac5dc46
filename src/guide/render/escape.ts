/** Zero-width space: separates two characters that Discord would read together. */
export const APART = '\u200B';

// Addresses that Discord's clients turn into links without markup.
const BARE_ADDRESS = /(?:https?|steam):\/\/[^\s<]+/g;
// Characters after which a bare address is no longer shown as written: each needs a backslash, which would become part of the
// link.
const UNSAFE_IN_ADDRESS = /[\\`*~|[\]>]|@(?:everyone|here)/;

/**
 * Escapes plain text so that Discord shows exactly these characters: no bold, spoiler, link, mention, emoji or time stamp. Markup
 * that counts only at the start of a line is left to {@link escapeLineStart}. A bare web address stays a link.
 *
 * @param joined whether more text follows without a space: Discord would then take it for part of the address
 */
export function escapeText(text: string, joined = false): string {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(BARE_ADDRESS)) {
    const [address] = match;
    const end = match.index + address.length;
    result += escapePlain(text.slice(at, match.index));
    const ends = end === text.length ? !joined : text[end] !== '<';
    const isLink = ends && !/[\w:+~-]/.test(text[match.index - 1] ?? '') && !UNSAFE_IN_ADDRESS.test(address);
    result += isLink ? address : escapePlain(address).replaceAll('://', '\\://');
    at = end;
  }
  return result + escapePlain(text.slice(at));
}

function escapePlain(text: string): string {
  return text
    .replaceAll(/[\\`*_~|[\]<]/g, '\\$&')
    .replaceAll(/:(?=[\w+\-~]+:)/g, '\\:')
    .replaceAll(/@(?=everyone|here)/g, `@${APART}`);
}

/** Escapes a heading, small print, quote or list mark at the start of an (escaped) line. */
export function escapeLineStart(line: string): string {
  return line.replace(/^(?=>|(?:-#|#{1,3}|-)(?:\s|$))/, '\\').replace(/^(\d+)\.(?=\s|$)/, '$1\\.');
}

/** An address escaped for the parentheses of a link. */
export function escapeAddress(address: string): string {
  return address.replaceAll(/[\s()*\\"<>|`[\]]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A code span. Discord ends it at the next backtick regardless of the fence, so inner backticks are separated. */
export function codeSpan(text: string): string {
  if (!text.includes('`')) return `\`${text}\``;
  return `\`\` ${text.replaceAll(/`(?=`)/g, `\`${APART}`)} \`\``;
}

/** A line inside a code block, which three backticks would end. */
export function escapeCodeLine(line: string): string {
  return line.replaceAll(/``(?=`)/g, `\`${APART}\`${APART}`);
}
