import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/templates/catalogue.ts';
import { checkTemplates } from '../../src/templates/check.ts';

const CONTENT = join(import.meta.dirname, '../../content');
let content: string;

beforeEach(() => {
  content = mkdtempSync(join(tmpdir(), 'granica-templates-'));
  for (const locale of ['pl', 'en'])
    cpSync(join(CONTENT, locale, 'templates'), join(content, locale, 'templates'), { recursive: true });
});
afterEach(() => rmSync(content, { recursive: true }));

/** Changes a file and says in which line the change begins. */
function change(file: string, from: string | RegExp, to: string): number {
  const path = join(content, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  writeFileSync(path, after);
  let same = 0;
  while (before[same] === after[same]) same++;
  return before.slice(0, same).split('\n').length;
}

test('our own templates are without problems', () => {
  expect(checkTemplates(CONTENT)).toEqual([]);
});

const REFUSAL = 'en/templates/polite-refusal.md';
const SHARED = 'en/templates/placeholders.yaml';

test.each<[string, string, string | RegExp, string, string]>([
  ['no front matter', REFUSAL, '---\n', '', 'front-matter'],
  ['broken YAML', REFUSAL, 'summary:', 'title: Again\nsummary:', 'yaml'],
  ['a title that is too long', REFUSAL, 'title: Polite refusal', `title: ${'x'.repeat(46)}`, 'too_big'],
  ['a summary that is too long', REFUSAL, /summary: .*/u, `summary: ${'x'.repeat(101)}`, 'too_big'],
  ['a missing field', REFUSAL, /^when: .*\n/mu, '', 'invalid_type'],
  ['an unknown field', REFUSAL, 'when:', 'author: me\nwhen:', 'unrecognized_keys'],
  ['an unknown kind', REFUSAL, '[other]', '[creepy]', 'invalid_value'],
  ['a guide link that is none', REFUSAL, 'guide: tip-be', 'guide: Tip be', 'invalid_format'],
  ['an unknown shared placeholder', REFUSAL, '  - client\n', '  - client\n  - clinet\n', 'placeholder'],
  [
    'a derived placeholder',
    REFUSAL,
    '  - client\n',
    '  - client\n  - { name: greeting, label: G, kind: text }\n',
    'placeholder-derived',
  ],
  ['a placeholder that no text uses', REFUSAL, '  - client\n', '  - client\n  - hours\n', 'placeholder-unused'],
  [
    'a placeholder that nothing describes',
    REFUSAL,
    'Thank you for getting',
    'Thank {{you}} for getting',
    'placeholder-unknown',
  ],
  ['an unclosed placeholder', REFUSAL, 'Regards,\n{{sender}}', 'Regards,\n{{sender', 'placeholder-unclosed'],
  ['a hole in a sentence', REFUSAL, '[[ about {{project}}]]. I', ' about {{project}}. I', 'placeholder-unguarded'],
  ['an unknown tone', REFUSAL, '## firm', '## angry', 'tone-unknown'],
  ['a tone twice', REFUSAL, '## firm', '## formal', 'tone-twice'],
  ['a tone that is missing', REFUSAL, /## firm[\s\S]*$/u, '', 'tone-missing'],
  ['a text before the tones', REFUSAL, '## formal', 'Hello\n\n## formal', 'tone-heading'],
  ['a label that is too long', SHARED, 'label: Client’s name', `label: ${'x'.repeat(46)}`, 'too_big'],
  ['a source that is no path', SHARED, 'source: sheet.hours', 'source: hours', 'invalid_format'],
  ['a choice without options', SHARED, /kind: date/u, 'kind: choice', 'custom'],
  ['a kind that nobody knows', SHARED, /kind: date/u, 'kind: datum', 'invalid_value'],
])('finds %s', (_, file, from, to, rule) => {
  const line = change(file, from, to);
  const problems = checkTemplates(content).filter((problem) => problem.rule === rule);
  expect(problems.length).toBeGreaterThanOrEqual(1);
  expect(problems[0]?.file).toBe(`content/${file}`);
  expect(() => loadCatalogue(content, 'en')).toThrow(`content/${file}:${problems[0]?.line}: `);
  const anywhere = [
    'front-matter',
    'invalid_type',
    'unrecognized_keys',
    'tone-missing',
    'placeholder-unguarded',
    'tone-heading',
    'custom',
  ];
  if (!anywhere.includes(rule)) expect(problems[0]?.line).toBe(line);
});

test.each<[string, string, string | RegExp, string, string]>([
  ['another guide link', REFUSAL, '#polite-refusal', '#recommend-a-colleague', 'field-differs'],
  ['other kinds', REFUSAL, '[other]', '[disrespect]', 'field-differs'],
  [
    'another rule for a placeholder',
    REFUSAL,
    '  - client\n',
    '  - { name: client, required: true }\n',
    'placeholder-differs',
  ],
])('finds %s in one language', (_, file, from, to, rule) => {
  change(file, from, to);
  const rules = checkTemplates(content).map((problem) => `${problem.file} ${problem.rule}`);
  expect(rules.sort()).toEqual([
    `content/en/templates/polite-refusal.md ${rule}`,
    `content/pl/templates/polite-refusal.md ${rule}`,
  ]);
});

test('finds a template and a placeholder that one language lacks', () => {
  rmSync(join(content, 'pl/templates/extra-fee.md'));
  change('pl/templates/late-payment-reminder.md', '  - lateFee\n', '');
  change('pl/templates/late-payment-reminder.md', /\[\[ [^\]]*\{\{lateFee\}\}\.\]\]/gu, '');
  expect(checkTemplates(content).map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'content/pl/templates/extra-fee.md template-missing',
    'content/pl/templates/late-payment-reminder.md placeholder-missing',
  ]);
});

test('reads files with Windows line ends', () => {
  for (const file of [REFUSAL, SHARED]) {
    const path = join(content, file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'));
  }
  expect(checkTemplates(content)).toEqual([]);
});
