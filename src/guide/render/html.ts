import type MarkdownIt from 'markdown-it';

type Markdown = InstanceType<typeof MarkdownIt>;

/** HTML elements whose tags authors use in Markdown. Anything else in angle brackets is text: "<your name>". */
const ELEMENTS = new Set(
  `a abbr b bdi bdo big blockquote center cite code dd del details dfn div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i
  img ins kbd li mark ol p picture q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td
  tfoot th thead time tr tt u ul var wbr`.split(/\s+/u),
);
/** Maximum lines of a hidden comment; longer ones are shown, so that no text makes the search for the end slow. */
const LONGEST_COMMENT = 500;
/** Attribute length is limited, so that no text makes this slow. */
const TAG = /^<(\/?)([a-z][a-z0-9]{0,15})((?:\s[^<>]{0,1000})?)\/?>/i;

/**
 * Converts HTML in Markdown to what Discord can show, like other Markdown tools: comments are hidden, `<br>` breaks the line, `<a
 * href>` is a link, `<img>` an image, other tags are dropped and their text kept. An inline rule, so that code and escapes stay
 * untouched and HTML blocks are read as ordinary paragraphs.
 */
export function readHtml(markdown: Markdown): void {
  markdown.block.ruler.before('paragraph', 'html_comment', hideComment, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.inline.ruler.before('autolink', 'html_tag', readTag);
}

type BlockRule = Parameters<Markdown['block']['ruler']['push']>[1];
type InlineRule = Parameters<Markdown['inline']['ruler']['push']>[1];

/** A comment at the start of a block may span empty lines. An unterminated one is text: a slip hides nothing. */
const hideComment: BlockRule = (state, startLine, endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4 || !state.src.startsWith('<!--', start)) return false;
  for (let line = startLine; line < Math.min(endLine, startLine + LONGEST_COMMENT); line++) {
    const from = line === startLine ? start + 4 : (state.bMarks[line] ?? 0);
    const rest = state.src.slice(from, state.eMarks[line]);
    const end = rest.indexOf('-->');
    if (end < 0) continue;
    // Text after a comment on its last line is a paragraph, whose rules hide the comment as well.
    if (rest.slice(end + 3).trim() !== '') return false;
    if (!silent) state.line = line + 1;
    return true;
  }
  return false;
};

/** End of the last comment in the text checked last: a thousand unterminated comments then need one pass only. */
let looked = { text: '', at: -1 };

function lastEndOf(text: string): number {
  if (looked.text !== text) looked = { text, at: text.lastIndexOf('-->') };
  return looked.at;
}

const readTag: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false;
  const rest = state.src.slice(state.pos, state.pos + 1100);
  const [all = '', slash = '', name = '', attributes = ''] = TAG.exec(rest) ?? [];
  const tag = name.toLowerCase();
  if (rest.startsWith('<!--')) {
    const end = state.pos <= lastEndOf(state.src) ? state.src.indexOf('-->', state.pos + 4) : -1;
    if (end >= 0) state.pos = end + 3;
    return end >= 0;
  }
  if (all === '' || (tag !== 'br' && !ELEMENTS.has(tag))) return false;
  if (!silent) push(state, tag, slash !== '', attributes);
  state.pos += all.length;
  return true;
};

function push(state: Parameters<InlineRule>[0], tag: string, closes: boolean, attributes: string): void {
  const value = (name: string) =>
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"']+))`, 'i').exec(attributes)?.slice(1).find(Boolean);
  // Pushed with nesting 0: tags need not be paired, and the parser counts depth by pairs.
  const mark = (type: string, nesting: 1 | -1) => Object.assign(state.push(type, tag, 0), { nesting });
  if (tag === 'br') state.push('hardbreak', 'br', 0);
  else if (tag === 'a' && closes) mark('link_close', -1);
  else if (tag === 'a' && value('href')) mark('link_open', 1).attrs = [['href', value('href') ?? '']];
  else if (tag === 'img' && value('src')) {
    const picture = state.push('image', 'img', 0);
    picture.attrs = [['src', value('src') ?? '']];
    const text = new state.Token('text', '', 0);
    text.content = value('alt') ?? '';
    picture.children = [text];
  } else if (STYLES[tag]) mark(`${STYLES[tag]}_${closes ? 'close' : 'open'}`, closes ? -1 : 1);
  else if (BREAKING.has(tag)) state.push('hardbreak', 'br', 0);
}

const STYLES: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  summary: 'strong',
};
/** Elements that begin or end a line of their own. */
const BREAKING = new Set(
  'blockquote center dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p section table tr ul'.split(' '),
);
