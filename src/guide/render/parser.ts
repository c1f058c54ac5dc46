import MarkdownIt from 'markdown-it';
import { keepFootnotes } from './footnotes.ts';
import { readHtml } from './html.ts';

/** Maximum depth of quotes and lists (a list and its item count one each); deeper text is not parsed as structure. */
const DEEPEST = 40;

// Raw HTML is read by our own core rule, not markdown-it's `html`, which would take whole blocks out of Markdown (html.ts). The
// parser's nesting limit would drop deeper text, so a rule before all others turns it into a paragraph.
const markdown = new MarkdownIt('commonmark', { html: false, maxNesting: 2 * DEEPEST }).enable('table');
markdown.block.ruler.before('table', 'too_deep', (state, startLine, endLine, silent) => {
  if (state.level < DEEPEST || silent) return false;
  let end = startLine + 1;
  while (end < endLine && (state.isEmpty(end) || (state.sCount[end] ?? 0) >= state.blkIndent)) end++;
  const content = state.getLines(startLine, end, state.blkIndent, false).trim();
  state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = content;
  inline.children = [];
  state.push('paragraph_close', 'p', -1);
  state.line = end;
  return true;
});

markdown.use(readHtml).use(keepFootnotes);
export type MarkdownToken = ReturnType<typeof markdown.parse>[number];

/** The tokens of a text: CommonMark with tables; of HTML, only what {@link readHtml} keeps. Any text is valid. */
export function parseMarkdown(source: string): MarkdownToken[] {
  return markdown.parse(source, {});
}
