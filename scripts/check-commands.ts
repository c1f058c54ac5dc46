/** Holds the files of commands against their registration and their texts; part of `npm run check`. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import type { Command } from '../src/dialogue/command.ts';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';
import { readStrings } from '../src/i18n/translator.ts';

/** What is checked: by default, the bot itself. */
export interface CheckedCommands {
  /** The list in commands/index.ts. */
  readonly registered: readonly Command[];
  /** The files of the folder, by their paths. */
  readonly sources: ReadonlyMap<string, string>;
  /** What `ui/commands.json` of each language holds. */
  readonly texts: Readonly<Record<Locale, unknown>>;
}

export function readCommands(root: string): CheckedCommands {
  const files = globSync('commands/**/*.ts', { cwd: root }).sort();
  return {
    registered: commands,
    sources: new Map(files.map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')])),
    texts: Object.fromEntries(
      LOCALES.map((locale) => [locale, readStrings(`${root}/content`, locale, 'commands')]),
    ) as Record<Locale, unknown>,
  };
}

/** What is wrong, one line each: a command that is not registered, one without texts, texts without a command. */
export function problemsOfCommands({ registered, sources, texts }: CheckedCommands): string[] {
  return [
    ...[...sources].flatMap(([file, source]) => unregistered(file, source, registered)),
    ...LOCALES.flatMap((locale) => problemsOfTexts(locale, texts[locale], registered)),
  ];
}

function unregistered(file: string, source: string, registered: readonly Command[]): string[] {
  return [...source.matchAll(/\bdefine(?:Message)?Command\((?:\{\s*key: '([^']+)')?/g)].flatMap(([, key]) => {
    if (key === undefined) return [`${file}: a command does not begin with its key`];
    if (registered.some((command) => command.key === key)) return [];
    return [`${file}: ${key} is not registered in commands/index.ts`];
  });
}

function problemsOfTexts(locale: Locale, texts: unknown, registered: readonly Command[]): string[] {
  const [wanted, present] = [new Map(registered.flatMap(textsOf)), new Map(pathsIn(texts))];
  const file = `content/${locale}/ui/commands.json`;
  return [
    ...[...wanted]
      .filter(([path]) => !present.get(path))
      .map(([path, key]) => `${file}: ${path} is missing, of the command ${key}`),
    ...[...present.keys()].filter((path) => !wanted.has(path)).map((path) => `${file}: ${path} belongs to no command`),
  ];
}

/** The texts that a command needs, each with the command's key: its own, those of what it stands in, those of its options. */
function textsOf(command: Command): [string, string][] {
  const { key } = command;
  if (command.type === 'message') return [[`${key}.name`, key]];
  const steps = key.split('.').map((_, index, all) => all.slice(0, index + 1).join('.'));
  const options = Object.keys(command.options).map((option) => `${key}.options.${option}`);
  return [...steps, ...options].flatMap((path): [string, string][] => [
    [`${path}.name`, key],
    [`${path}.description`, key],
  ]);
}

/** Every text with its path. An empty description says that it is none: a command in a message's menu has none. */
function* pathsIn(node: unknown, path = ''): Generator<[string, string]> {
  if (typeof node === 'string') {
    if (node !== '') yield [path, node];
  } else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) yield* pathsIn(value, path ? `${path}.${key}` : key);
}

if (import.meta.main) {
  const problems = problemsOfCommands(readCommands(fileURLToPath(new URL('..', import.meta.url))));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`Commands: ${commands.length}, all registered and with their texts.`);
}
