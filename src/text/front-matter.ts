import { parse, stringify } from 'yaml';

/** Text that starts with front matter: YAML between two lines of `---`. */
export interface FrontMattered {
  readonly front: string;
  readonly body: string;
  /** Index of the first line of the body. */
  readonly end: number;
}

const FENCE = /^---[ \t]*$/;

/** The lines of a file, without a byte order mark and whatever its line endings. */
export function linesOf(source: string): string[] {
  return source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
}

/** Splits a file into front matter and body, or says that its front matter is missing or has no end. */
export function splitFrontMatter(source: string): FrontMattered | 'missing' | 'unclosed' {
  const lines = linesOf(source);
  if (!FENCE.test(lines[0] ?? '')) return 'missing';
  const close = lines.findIndex((line, at) => at > 0 && FENCE.test(line));
  if (close < 0) return 'unclosed';
  return { front: lines.slice(1, close).join('\n'), body: lines.slice(close + 1).join('\n'), end: close + 1 };
}

/** The unvalidated fields of a file's front matter and its body; undefined without readable front matter. */
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

/** Front matter with these fields, for the start of a file. */
export function writeFrontMatter(fields: object): string {
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n`;
}
