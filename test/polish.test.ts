import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const files = (...patterns: string[]) => globSync(patterns, { cwd: root }).sort();

/** Words by which people search may say anything. */
const SOUGHT_BY = /^ *(?:keywords:|- .*\?$)/;

/** What the bot says itself, in private answers and in posts. */
const SAID = files('content/pl/ui/*.json');
/** What people read in the bot's own words: all but the letters, which are in their sender's. */
const READ = [
  ...SAID,
  ...files('content/pl/guide/*/*.md'),
  'docs/handbook.pl.md',
  ...files('docs/pl/**/*.md'),
  'src/sandbox/page/words/pl.ts',
];
const LETTERS = files('content/pl/templates/*.{md,yaml}');
const ARTICLES = files('content/pl/guide/*/*.md');
const SCENES = files('content/pl/practice/*.md');

interface Rule {
  readonly name: string;
  readonly where: readonly string[];
  readonly breaks: RegExp;
  readonly examples: readonly string[];
}

/** Faults that an editor of Polish found more than once; each keeps one kind away. */
const RULES: readonly Rule[] = [
  {
    name: 'tells nobody’s gender by a verb',
    where: [...READ, ...LETTERS],
    breaks:
      /(?<!\p{L})(?!(?:artyku|kana|tytu|dzia|udzia|szczegó|ogó|zespo|podzia|materia|sygna|źród|has|orygina|kwarta)łem|\p{L}*syłam(?!\p{L}))\p{L}+ł(?:e|a)(?:m|ś)(?![\p{L}*])/iu,
    examples: ['Dobrze, że napisałeś.', 'Zapisałam to.'],
  },
  {
    name: 'lets a client tell their own gender, and nobody the reader’s',
    where: [...SCENES, ...LETTERS],
    breaks:
      /^(?!>).*(?<!\p{L})(?!(?:artyku|kana|tytu|dzia|udzia|szczegó|zespo|podzia|materia|źród|has|orygina|kwarta)łem|\p{L}*syłam(?!\p{L}))\p{L}+ł(?:em|am|bym|abym)(?!\p{L})|\p{L}ł(?:eś|aś|byś|abyś)(?!\p{L})|(?<!\p{L})powin(?:iene|na)[mś](?!\p{L})/iu,
    examples: ['- „Nie zdążyłam.” -> hurt', '> Czemu nie zadzwoniłaś?', '- „Wolałbym jutro.” -> hurt', '  Powinnaś.'],
  },
  {
    name: 'tells what happened in the active, or by -no and -to',
    where: SAID,
    breaks: /(?<!\p{L})został(?:a|o|y|ne)? (?:\p{L}+ )?\p{L}+[nt](?:y|a|e|i)(?!\p{L})/iu,
    examples: ['Nic nie zostało usunięte.', 'Dyskusja została usunięta.'],
  },
  {
    name: 'speaks of itself as one, not as many',
    where: SAID,
    breaks:
      /(?<!\p{L})(?:dziękujemy|cieszymy|zapamiętamy|pokazujemy|liczymy|naszej (?:stronie|społeczności))(?!\p{L})/iu,
    examples: ['Dziękujemy za szczerość.', 'Coś poszło nie tak po naszej stronie.'],
  },
  {
    name: 'writes “ty” small outside letters',
    where: [...READ, ...SCENES],
    breaks: /(?<=[\p{Ll},] )(?:Ty|Ci|Cię|Ciebie|Tobie|Tobą|Twój|Twoj\p{L}+|Twym)(?!\p{L})/u,
    examples: ['Mówi, kiedy klient może do Ciebie zadzwonić.'],
  },
  {
    name: 'has no word twice',
    where: [...READ, ...LETTERS, ...SCENES],
    breaks: /(?<![\p{L}-])(\p{L}{2,}) \1(?![\p{L}-])/iu,
    examples: ['Jest jest konkret.'],
  },
  {
    name: 'writes the clock with a colon',
    where: [...ARTICLES, ...LETTERS, ...SCENES],
    breaks: /(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d|\.\d)/,
    examples: ['Jest piątek, 19.30.'],
  },
  {
    name: 'calls what happens unasked by a verb, not by “bez dalszych kroków” and its like',
    where: READ,
    breaks: /niczyjej pomocy|ponownie samodzielnie|na który (?:tutaj )?(?:się )?uważa/iu,
    examples: ['Bot próbuje ponownie samodzielnie.', 'wyraz, na który tutaj się uważa'],
  },
];

/** Lines that people read; of a JSON file without its keys. */
function linesOf(path: string): string[] {
  const lines = read(path).split('\n');
  return lines
    .filter((line) => !SOUGHT_BY.test(line))
    .map((line) => (path.endsWith('.json') ? line.replace(/^ *"[^"]*": /, '') : line));
}

describe.each(RULES)('Polish $name', ({ where, breaks, examples }) => {
  it('everywhere', () => {
    expect(where.length).toBeGreaterThan(15);
    expect(where.flatMap((path) => linesOf(path).filter((line) => breaks.test(line)))).toEqual([]);
  });

  it.each(examples)('and would be noticed in: %s', (example) => {
    expect(example).toMatch(breaks);
  });
});

/** Titles of the templates by their ids. */
const titles = new Map(
  files('content/pl/templates/*.md').map((path) => [
    basename(path, '.md'),
    /^title: (.*)$/m.exec(read(path))?.[1]?.toLowerCase() ?? '',
  ]),
);

/** Whether a label says a template's title in another case: each word begins as one of the title's. */
function sayTitle(label: string, title: string): boolean {
  const words = label.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return words.every((word) => title.includes(word.slice(0, 4)));
}

it('articles call a template by its title, which its button shows', () => {
  const links = ARTICLES.flatMap((path) => [
    ...read(path).matchAll(/szablon\p{L}* \[([^\]]+)\]\(template:([a-z-]+)\)/gu),
  ]).map(([, label = '', id = '']) => ({ label, title: titles.get(id) ?? '' }));
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ label, title }) => !sayTitle(label, title))).toEqual([]);
  expect(sayTitle('dopłaty za dodatkową prośbę', 'dopłata za pracę spoza zakresu')).toBe(false);
});
