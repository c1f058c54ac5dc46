import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

const nasty = [
  ...'*_~|`\\[]()<>#-+@:!&.1 \n'.split(''),
  '**',
  '||',
  '__',
  '~~',
  '```',
  '\n\n',
  '  \n',
  '> ',
  '- ',
  '2. ',
  '@everyone',
  '<@123>',
  '<t:1>',
  '</guide:1>',
  ':smile:',
  '-# ',
  '## ',
  'https://a.b/c_d',
  'guide:a#b',
  '{#id}',
  'ż',
  'słowo ',
  'zdanie. Drugie ',
  '&nbsp;',
  '😀',
  'e\u0301',
];

/** Texts full of marks, of Discord's and of CommonMark's: no structure to rely on. */
export const anyMarkdown = fc.array(fc.constantFrom(...nasty), { maxLength: 120 }).map((parts) => parts.join(''));

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('klient', 'granica', 'Zlecenie', 'żółw', 'don’t', 'x_y', '2.', 'a*b', 'e-mail'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('||x||', '@here', '<@1>', '#', '-', '-#', '>', '1.', '~~a~~', '`b`', 'word.'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('**mocno**', '*lekko*', '***oba***', '[tu](https://a.b)', '[tam](guide:a-b#c)'),
  },
);
const sentence = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => `Zdanie ${words.join(' ')}.`);
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((sentences) => sentences.join(' '));
const inFront = (mark: string) => (text: string) =>
  text
    .split('\n')
    .map((line) => mark + line)
    .join('\n');

const { block } = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    paragraph,
    sentence.map((text) => `## ${text}`),
    sentence.map((text) => `### ${text}`),
    fc
      .array(fc.constantFrom('let a;', '', '`````', '  x*y', '||'), { maxLength: 60 })
      .map((lines) => `~~~ts\n${lines.join('\n')}\n~~~`),
    fc.array(paragraph, { minLength: 1, maxLength: 6 }).map((items) => items.map((item) => `- ${item}`).join('\n')),
    fc.array(sentence, { minLength: 1, maxLength: 6 }).map((items) => items.map((item) => `3. ${item}`).join('\n')),
    tie('block').map(inFront('> ')),
    fc.tuple(sentence, tie('block')).map(([text, inner]) => `- ${text}\n\n${inFront('  ')(inner)}`),
  ),
}));

/** Texts as people write them: paragraphs, headings, lists, quotes and code, some of them in one another. */
export const longMarkdown = fc.array(block, { minLength: 1, maxLength: 15 }).map((blocks) => blocks.join('\n\n'));

const reader = new MarkdownIt('commonmark', { html: false, maxNesting: 1000 }).enable('table');

/** The words of a text by CommonMark's own rules, without the renderer: undefined if it holds a table or a picture. */
export function writtenText(markdown: string): string | undefined {
  const blocks: string[] = [];
  for (const token of reader.parse(markdown, {})) {
    if (token.type === 'table_open' || token.children?.some(({ type }) => type === 'image')) return undefined;
    if (token.type === 'fence' || token.type === 'code_block') blocks.push(token.content);
    if (token.type === 'hr') blocks.push('───────');
    if (token.type !== 'inline') continue;
    const text = (token.children ?? []).map(({ type, content }) => (type.endsWith('break') ? ' ' : content)).join('');
    blocks.push(text);
  }
  return blocks.join('\n');
}

/** Letters and signs alone, so that two texts differ only if one of them lost or gained some. */
export function bare(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
