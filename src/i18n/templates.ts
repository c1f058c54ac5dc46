import type { Locale } from './locales.ts';

/** A string as its texts, and between them the names of its values: one text more than names. */
interface Template {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

/** A language's strings, parsed once: i18next parses each at every use. */
export interface Templates {
  /**
   * The string with its values, as i18next gives it. Undefined for what is better left to i18next: a string that is missing or
   * lacks a value, or one with more than plain values in it.
   */
  fill(key: string, values: Readonly<Record<string, string | number>>): string | undefined;
}

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/;

/** @param strings by namespace, as nested objects of strings */
export function readTemplates(locale: Locale, strings: Readonly<Record<string, unknown>>): Templates {
  const templates = new Map<string, Template>();
  for (const [namespace, tree] of Object.entries(strings))
    for (const [path, text] of leavesOf(tree)) {
      const template = parse(text);
      if (template) templates.set(`${namespace}:${path}`, template);
    }
  const plurals = new Intl.PluralRules(locale);
  const find = (key: string, count: string | number | undefined): Template | undefined => {
    if (typeof count !== 'number') return count === undefined ? templates.get(key) : undefined;
    const none = count === 0 ? templates.get(`${key}_zero`) : undefined;
    return none ?? templates.get(`${key}_${plurals.select(count)}`) ?? templates.get(key);
  };
  return {
    fill(key, values) {
      const template = find(key, values.count);
      if (!template) return undefined;
      const { texts, names } = template;
      let text = texts[0] ?? '';
      for (const [at, name] of names.entries()) {
        const value: unknown = values[name];
        if (typeof value !== 'string' && typeof value !== 'number') return undefined;
        text += value + (texts[at + 1] ?? '');
      }
      return text;
    },
  };
}

function* leavesOf(tree: unknown, path = ''): Generator<[string, string]> {
  if (typeof tree === 'string') yield [path, tree];
  else if (typeof tree === 'object' && tree !== null)
    for (const [name, below] of Object.entries(tree)) yield* leavesOf(below, path === '' ? name : `${path}.${name}`);
}

function parse(text: string): Template | undefined {
  const parts = text.split(PLACEHOLDER);
  const texts = parts.filter((_, at) => at % 2 === 0);
  // Nested strings, formats and whatever else i18next knows.
  if (texts.some((each) => each.includes('{{') || each.includes('$t('))) return undefined;
  return { texts, names: parts.filter((_, at) => at % 2 === 1) };
}
