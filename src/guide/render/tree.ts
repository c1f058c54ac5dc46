import type { MarkdownToken } from './parser.ts';

/** A block and its child blocks. `token` is its opening token; a leaf has no children. */
export interface Node {
  readonly token: MarkdownToken;
  readonly inside: readonly Node[];
}

/** The parser's flat list of block tokens as a tree. */
export function treeOf(tokens: readonly MarkdownToken[]): Node[] {
  const top: Node[] = [];
  const open: Node[][] = [top];
  for (const token of tokens) {
    if (token.nesting < 0) {
      open.pop();
      continue;
    }
    const inside: Node[] = [];
    open.at(-1)?.push({ token, inside });
    if (token.nesting > 0) open.push(inside);
  }
  return top;
}
