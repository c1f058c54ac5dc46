import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NAMESPACES } from '../src/i18n/keys.ts';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';
import { readStrings } from '../src/i18n/translator.ts';

/** Read by the registration alone, not by the translator. */
const REGISTRATION_FILE = 'commands';
/** A message command has a name but no description: Discord takes none. */
const MAY_BE_EMPTY = /^commands:[\w-]+\.description$/;

/** The strings of one language by `file:path.to.key`, plural suffixes included. */
export type FlatStrings = ReadonlyMap<string, string>;

/** Reads every file of `content/<locale>/ui`. */
export function readAllStrings(contentDir: string, locale: Locale): FlatStrings {
  return new Map(
    filesOf(contentDir, locale).flatMap((name) => [...flatten(readStrings(contentDir, locale, name), `${name}:`)]),
  );
}

function filesOf(contentDir: string, locale: Locale): string[] {
  return readdirSync(join(contentDir, locale, 'ui'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

function* flatten(node: unknown, path: string): Generator<[string, string]> {
  if (typeof node === 'string') yield [path, node];
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node))
      yield* flatten(value, path.endsWith(':') ? `${path}${key}` : `${path}.${key}`);
  else yield [path, ''];
}

/** What is wrong with the strings of all languages, one line each; empty if nothing is. */
export function problemsOf(strings: ReadonlyMap<Locale, FlatStrings>): string[] {
  const problems: string[] = [];
  const byBase = new Map([...strings].map(([locale, flat]) => [locale, groupPlurals(flat)] as const));
  const bases = new Set([...byBase.values()].flatMap((groups) => [...groups.keys()]));
  for (const [locale, groups] of byBase) {
    for (const base of bases) {
      const forms = groups.get(base);
      if (!forms) problems.push(`${locale}: ${base} is missing`);
      else problems.push(...problemsOfForms(locale, base, forms));
    }
  }
  for (const base of bases) problems.push(...problemsAcross(base, byBase));
  return problems;
}

/** Plural forms of one string by category; '' for a string without plural forms. */
type Forms = ReadonlyMap<string, string>;

function groupPlurals(flat: FlatStrings): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  for (const [key, text] of flat) {
    const match = /^(.+)_(zero|one|two|few|many|other)$/.exec(key);
    const [base, category] = match?.[1] && match[2] ? [match[1], match[2]] : [key, ''];
    const forms = groups.get(base) ?? new Map<string, string>();
    groups.set(base, forms.set(category, text));
  }
  return groups;
}

function problemsOfForms(locale: Locale, base: string, forms: Forms): string[] {
  const problems: string[] = [];
  const own = [...forms.keys()].sort();
  const wanted = own.includes('') ? [''] : [...new Intl.PluralRules(locale).resolvedOptions().pluralCategories].sort();
  if (own.join() !== wanted.join())
    problems.push(`${locale}: ${base} has the plural forms ${own.join(', ') || 'none'}, not ${wanted.join(', ')}`);
  for (const [category, text] of forms) {
    const key = category ? `${base}_${category}` : base;
    if (text.trim() === '' && !MAY_BE_EMPTY.test(key)) problems.push(`${locale}: ${key} is empty`);
    if (text !== text.trim()) problems.push(`${locale}: ${key} begins or ends with a blank`);
    if (/\$t\(|\{\{[-\s]|\{\{[^}]*[,\s]/.test(text))
      problems.push(`${locale}: ${key} nests or formats; only {{name}} is used`);
  }
  const odd = [...forms].filter(([category, text]) => !sameValues(text, forms.get('other') ?? text, category));
  for (const [category] of odd)
    problems.push(`${locale}: ${base}_${category} has other placeholders than ${base}_other`);
  return problems;
}

function problemsAcross(base: string, byBase: ReadonlyMap<Locale, ReadonlyMap<string, Forms>>): string[] {
  const texts = [...byBase].flatMap(([locale, groups]) => {
    const forms = groups.get(base);
    const text = forms?.get('other') ?? forms?.get('');
    return text === undefined ? [] : [{ locale, values: placeholders(text).join(', '), plural: !forms?.has('') }];
  });
  const [first] = texts;
  return texts.flatMap(({ locale, values, plural }) => [
    ...(values === first?.values
      ? []
      : [`${locale}: ${base} has the placeholders "${values}", not "${first?.values}"`]),
    ...(plural === first?.plural ? [] : [`${locale}: ${base} has plural forms in one language only`]),
  ]);
}

/** "one" may spell the number out, or leave it away. */
function sameValues(text: string, other: string, category: string): boolean {
  const without = (list: string[]) => list.filter((name) => category !== 'one' || name !== 'count');
  return without(placeholders(text)).join() === without(placeholders(other)).join();
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{([^}]*)\}\}/g)].map((match) => match[1] ?? ''))].sort();
}

/** Files that lie in `content/<locale>/ui` but are not loaded, and loaded ones that do not. */
export function unloadedFiles(contentDir: string): string[] {
  const loaded: readonly string[] = [...NAMESPACES, REGISTRATION_FILE];
  return LOCALES.flatMap((locale) => {
    const files = filesOf(contentDir, locale);
    return [
      ...files.filter((file) => !loaded.includes(file)).map((file) => `${locale}: ui/${file}.json is never loaded`),
      ...loaded.filter((file) => !files.includes(file)).map((file) => `${locale}: ui/${file}.json is missing`),
    ];
  });
}
