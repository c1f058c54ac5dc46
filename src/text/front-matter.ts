import { parse, stringify } from 'yaml';

/** A text that begins with front matter: YAML between two lines of `---`. */
export interface FrontMattered {
  readonly front: string;
  readonly body: string;
  /** Index of the first line of the body. */
  readonly end: number;
}

const FENCE = /^---[ \t]*$/;

/** The lines of a file, without what other systems put at its beginning and at the end of its lines. */
export function linesOf(source: string): string[] {
  return source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
}

/** Tells front matter and text apart; or says that there is none, or no end of it. */
export function splitFrontMatter(source: string): FrontMattered | 'missing' | 'unclosed' {
  const lines = linesOf(source);
  if (!FENCE.test(lines[0] ?? '')) return 'missing';
  const close = lines.findIndex((line, at) => at > 0 && FENCE.test(line));
  if (close < 0) return 'unclosed';
  return { front: lines.slice(1, close).join('\n'), body: lines.slice(close + 1).join('\n'), end: close + 1 };
}

/** The fields of a file's front matter, not checked, and its text; undefined for a file without any. */
export function readFrontMatter(
  source: string,
  max = Number.POSITIVE_INFINITY,
): { fields: unknown; body: string } | undefined {
  const split = splitFrontMatter(source);
  if (typeof split === 'string' || split.front.length > max) return undefined;
  try {
    return { fields: parse(split.front), body: split.body };
  } catch {
    return undefined;
  }
}

/** Front matter with these fields, as it begins a file. */
export function writeFrontMatter(fields: object): string {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n`;
}
