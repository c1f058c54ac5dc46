import type { Letter, LetterRow } from './letter.ts';

/** The letter as Markdown (CommonMark with task lists), for further editing. User-written text stays plain. */
export function letterMarkdown(letter: Letter): string {
  const { title, date, greeting, intro, sections, closing, signOff, sender, disclaimer, appendix } = letter;
  const parts = [
    `# ${title}`,
    date,
    plainText(greeting),
    plainText(intro),
    ...sections.flatMap(({ heading, rows }) => [`## ${heading}`, rows.map(row).join('\n')]),
    ...closing,
    `${signOff}\\\n${plainText(sender)}`,
    `---`,
    `*${disclaimer}*`,
    ...(appendix
      ? [
          `## ${appendix.title}`,
          appendix.items.map((item) => `- [ ] ${plainText(item)}`).join('\n'),
          ...(appendix.note ? [`*${appendix.note}*`] : []),
        ]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function row({ label, value }: LetterRow): string {
  if (typeof value === 'string') return `- **${label}:** ${plainText(value)}`;
  return [`- **${label}:**`, ...value.map((item) => `  - ${plainText(item)}`)].join('\n');
}

/** Escapes marks that would turn a person's words into formatting, links or HTML. */
function plainText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|~]/g, '\\$&').replaceAll(/^(\s*)([#+-]|\d+\.)(?=\s)/gm, '$1\\$2');
}
