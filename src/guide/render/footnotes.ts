import type MarkdownIt from 'markdown-it';

type Markdown = InstanceType<typeof MarkdownIt>;
type BlockRule = Parameters<Markdown['block']['ruler']['push']>[1];

const FOOTNOTE = /^\[\^[^\]\s]{1,100}\]:/;

/**
 * Keeps footnotes (`[^1]: Source`) as paragraphs. CommonMark has none: it would read a one-word footnote as a link definition and
 * drop it.
 */
export function keepFootnotes(markdown: Markdown): void {
  markdown.block.ruler.before('reference', 'footnote', footnote, { alt: ['paragraph'] });
}

const footnote: BlockRule = (state, startLine, endLine, silent) => {
  const lineAt = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  if (!FOOTNOTE.test(lineAt(startLine))) return false;
  if (silent) return true;
  let end = startLine + 1;
  const goesOn = () => end < endLine && !state.isEmpty(end) && (state.sCount[end] ?? 0) >= state.blkIndent;
  while (goesOn() && !FOOTNOTE.test(lineAt(end))) end++;
  state.push('paragraph_open', 'p', 1).map = [startLine, end];
  const inline = state.push('inline', '', 0);
  inline.content = state.getLines(startLine, end, state.blkIndent, false).trim();
  inline.map = [startLine, end];
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.line = end;
  return true;
};
