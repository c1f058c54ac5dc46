import { type Inline, parseInline, plainText } from './inline.ts';

/** Discord's block markdown as a tree. */
export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Inline[] }
  /** `-# small print` */
  | { kind: 'small'; children: Inline[] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: ListItem[] };
export interface ListItem {
  children: Inline[];
  lists: Block[];
}

/** The plain words of a message, in one line, for a reply's reference to it. */
export function plainMessage(source: string): string {
  const words = (block: Block): string => {
    switch (block.kind) {
      case 'quote':
        return block.blocks.map(words).join(' ');
      case 'code':
        return block.text.replaceAll('\n', ' ');
      case 'list':
        return block.items.map((item) => [plainText(item.children), ...item.lists.map(words)].join(' ')).join(' ');
      default:
        return plainText(block.children);
    }
  };
  return parseMarkdown(source).map(words).join(' ');
}

interface ListLine {
  indent: number;
  ordered: boolean;
  number: number;
  text: string;
}

/**
 * Reads a message as Discord's client does, which is not CommonMark: every line break counts, a quote ends with its lines, `__` underlines,
 * `-#` is small print, and tables, images and HTML are text.
 */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  // A fence may begin in the middle of a line, but not inside a quote's line: that one keeps its mark.
  const fence = /(^|\n)?(?<!> .*)```(?:([\w+#.-]+)\n)?\n*([\s\S]*?[^\n\s][\s\S]*?)\n*```\n?/g;
  let from = 0;
  for (const found of source.matchAll(fence)) {
    blocks.push(...parseLines(source.slice(from, found.index).split('\n')));
    blocks.push({ kind: 'code', language: found[2] ?? '', text: found[3] ?? '' });
    from = found.index + found[0].length;
  }
  blocks.push(...parseLines(source.slice(from).split('\n')));
  return blocks;
}

function parseLines(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let text: string[] = [];
  const flush = () => {
    if (text.some((line) => line.trim() !== ''))
      blocks.push({ kind: 'paragraph', children: parseInline(text.join('\n')) });
    text = [];
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const taken = block(lines, at);
    if (taken) {
      flush();
      blocks.push(taken.block);
      at += taken.lines;
    } else {
      if (line.trim() === '') flush();
      else text.push(line);
      at += 1;
    }
  }
  flush();
  return blocks;
}

function block(lines: readonly string[], at: number): { block: Block; lines: number } | undefined {
  const line = lines[at] ?? '';
  const heading = /^ {0,3}(#{1,3}) +(\S.*)$/.exec(line);
  if (heading) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3;
    return { block: { kind: 'heading', level, children: parseInline((heading[2] ?? '').trimEnd()) }, lines: 1 };
  }
  const small = /^ {0,3}-# +(\S.*)$/.exec(line)?.[1];
  if (small !== undefined) return { block: { kind: 'small', children: parseInline(small) }, lines: 1 };
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(at + 1)];
    return { block: { kind: 'quote', blocks: parseMarkdown(rest.join('\n')) }, lines: lines.length - at };
  }
  if (isQuote(line)) {
    const quoted = takeWhile(lines, at, isQuote);
    const inside = quoted.map((one) => one.slice(2)).join('\n');
    return { block: { kind: 'quote', blocks: parseMarkdown(inside) }, lines: quoted.length };
  }
  if (!listLine(line)) return undefined;
  const listed = takeWhile(lines, at, (one) => listLine(one) !== undefined);
  const items = listed.flatMap((one) => listLine(one) ?? []);
  return { block: list(items), lines: listed.length };
}

/** Without the space it is no quote: a bare `>` ends the one above, and is shown. */
function isQuote(line: string): boolean {
  return line.startsWith('> ');
}

function takeWhile(lines: readonly string[], at: number, fits: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index >= at && !fits(line));
  return lines.slice(at, end < 0 ? lines.length : end);
}

function listLine(line: string): ListLine | undefined {
  const found = /^( *)(?:([-*])|(\d{1,9})\.) +(\S.*)$/.exec(line);
  if (!found) return undefined;
  const [, spaces = '', , number, text = ''] = found;
  return { indent: spaces.length, ordered: number !== undefined, number: Number(number ?? 1), text };
}

/** Groups lines into items: lines indented further than the list's first belong to the item above. */
function list(lines: readonly ListLine[]): Block {
  const [first] = lines;
  const items: ListItem[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (!line || !first) break;
    const inner = lines.slice(at + 1);
    const end = inner.findIndex((next) => next.indent <= first.indent);
    const nested = end < 0 ? inner : inner.slice(0, end);
    items.push({ children: parseInline(line.text), lists: nested.length > 0 ? [list(nested)] : [] });
    at += 1 + nested.length;
  }
  return { kind: 'list', ordered: first?.ordered ?? false, start: first?.number ?? 1, items };
}
