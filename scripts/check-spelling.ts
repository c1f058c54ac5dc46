// Refuses the words of content/words/avoid.yaml, and runs every word that people read through hunspell, with the words of
// content/words/ beside its dictionaries; part of `npm run check`.
// Without hunspell (apt-get install hunspell hunspell-pl hunspell-en-gb) it says so; in CI that is an error.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { avoidedIn, lineOf, readAvoided, textsOf, wordsOf } from './spelling.ts';

const dictionaries = { pl: 'pl_PL', en: 'en_GB' };
const root = fileURLToPath(new URL('..', import.meta.url));

/** Words that hunspell does not know; undefined when it, or its dictionary, is not installed. */
function unknownWords(words: Iterable<string>, dictionary: string, own: string): Set<string> | undefined {
  const result = spawnSync('hunspell', ['-d', dictionary, '-p', own, '-i', 'UTF-8', '-l'], {
    input: [...words].join('\n'),
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.error || result.status !== 0) return undefined;
  return new Set(result.stdout.split('\n').filter(Boolean));
}

function wordsOfFile(file: string, source: string): Set<string> {
  try {
    return new Set(textsOf(file, source).flatMap(wordsOf));
  } catch (error) {
    throw new Error(`${file} cannot be read`, { cause: error });
  }
}

// One word for one thing: this part needs no hunspell.
const avoided = readAvoided(readFileSync(`${root}/content/words/avoid.yaml`, 'utf8'));
let wrong = 0;
for (const locale of ['pl', 'en'] as const) {
  const files = globSync(
    [
      `content/${locale}/**/*.{md,json,yaml}`,
      `docs/handbook.${locale}.md`,
      ...(locale === 'pl' ? ['docs/pl/**/*.md'] : ['docs/{tutorial,how-to}/*.md']),
      `src/sandbox/page/words/${locale}.ts`,
      ...(locale === 'pl' ? ['README.md'] : []), // only its last part is Polish
    ],
    { cwd: root, exclude: ['**/synonyms.yaml', '**/concepts.yaml', '**/not-covered.yaml'] },
  );
  for (const file of files.sort())
    for (const { line, word, say } of avoidedIn(readFileSync(`${root}/${file}`, 'utf8'), avoided[locale])) {
      wrong += 1;
      console.error(`${file}:${line} “${word}”: say ${say}`);
    }
}
if (wrong > 0) {
  console.error(`${wrong} avoided words (content/words/avoid.yaml).`);
  process.exit(1);
}

let unknown = 0;
let checked = 0;
for (const [locale, dictionary] of Object.entries(dictionaries)) {
  // concepts.yaml is for the machine: beginnings of words, in Polish without diacritics.
  const files = globSync(`content/${locale}/**/*.{md,json,yaml}`, { cwd: root, exclude: ['**/concepts.yaml'] }).sort();
  const sources = new Map(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]));
  const wordsByFile = new Map([...sources].map(([file, source]) => [file, wordsOfFile(file, source)]));
  const all = new Set([...wordsByFile.values()].flatMap((words) => [...words]));
  const misspelt = unknownWords(all, dictionary, `${root}/content/words/${locale}.txt`);
  if (misspelt === undefined) {
    console.error(`Spelling is not checked: hunspell or its dictionary ${dictionary} is not installed.`);
    process.exit(process.env.CI ? 1 : 0);
  }
  checked += all.size;
  for (const [file, words] of wordsByFile) {
    for (const word of words) {
      if (!misspelt.has(word)) continue;
      unknown += 1;
      console.error(`${file}:${lineOf(word, sources.get(file) ?? '')} ${word}`);
    }
  }
}
if (unknown > 0) {
  console.error(`${unknown} unknown words. Correct them, or add them to content/words/ when they are right.`);
  process.exit(1);
}
console.log(`Spelling: ${checked} different words, all known.`);
