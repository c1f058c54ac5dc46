import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemsOf, readAllStrings, unloadedFiles } from '../../scripts/strings.ts';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';

const own = () => new Map(LOCALES.map((locale) => [locale, readAllStrings(CONTENT_DIR, locale)] as const));

describe('our strings', () => {
  it('have the same keys and placeholders in every language, each its own plural forms, none empty', () => {
    expect(problemsOf(own())).toEqual([]);
  });

  it('are all loaded', () => {
    expect(unloadedFiles(CONTENT_DIR)).toEqual([]);
  });
});

describe('the check', () => {
  const check = (pl: Record<string, string>, en: Record<string, string>) =>
    problemsOf(
      new Map<Locale, ReadonlyMap<string, string>>([
        ['pl', new Map(Object.entries(pl))],
        ['en', new Map(Object.entries(en))],
      ]),
    );
  const polish = {
    'a:n_one': '{{count}} wpis',
    'a:n_few': '{{count}} wpisy',
    'a:n_many': '{{count}} wpisów',
    'a:n_other': '{{count}} wpisu',
  };
  const english = { 'a:n_one': 'one entry', 'a:n_other': '{{count}} entries' };

  it('accepts each language’s own plural forms', () => {
    expect(check(polish, english)).toEqual([]);
  });

  it.each([
    ['a missing key', { 'a:x': 'x', 'a:y': 'y' }, { 'a:x': 'x' }, 'en: a:y is missing'],
    ['an empty string', { 'a:x': '' }, { 'a:x': 'x' }, 'pl: a:x is empty'],
    ['a blank at the end', { 'a:x': 'x ' }, { 'a:x': 'x' }, 'pl: a:x begins or ends with a blank'],
    [
      'another placeholder',
      { 'a:x': '{{name}}' },
      { 'a:x': '{{nmae}}' },
      'en: a:x has the placeholders "nmae", not "name"',
    ],
    ['nesting', { 'a:x': '$t(a:y)' }, { 'a:x': 'x' }, 'pl: a:x nests or formats; only {{name}} is used'],
    [
      'formatting',
      { 'a:x': '{{n, number}}' },
      { 'a:x': '{{n, number}}' },
      'pl: a:x nests or formats; only {{name}} is used',
    ],
  ])('finds %s', (_what, pl, en, problem) => {
    expect(check(pl, en)).toContain(problem);
  });

  it('finds a plural form that is missing, or that the language does not have', () => {
    const { 'a:n_few': _few, ...without } = polish;
    expect(check(without, english)).toEqual([
      'pl: a:n has the plural forms many, one, other, not few, many, one, other',
    ]);
    expect(check(polish, { ...english, 'a:n_many': '{{count}} entries' })).toEqual([
      'en: a:n has the plural forms many, one, other, not one, other',
    ]);
    expect(check(polish, { 'a:n': '{{count}} entries' })).toContain('en: a:n has plural forms in one language only');
  });

  it('finds a plural form with other placeholders', () => {
    expect(check({ ...polish, 'a:n_many': 'wiele wpisów' }, english)).toEqual([
      'pl: a:n_many has other placeholders than a:n_other',
    ]);
  });
});

describe('files on disk', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'strings-'));
    for (const locale of LOCALES)
      cpSync(join(CONTENT_DIR, locale, 'ui'), join(directory, locale, 'ui'), { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('that nobody loads are found, and loaded ones that are missing', () => {
    writeFileSync(join(directory, 'pl', 'ui', 'forgotten.json'), '{}');
    rmSync(join(directory, 'en', 'ui', 'guide.json'));
    expect(unloadedFiles(directory)).toEqual(['pl: ui/forgotten.json is never loaded', 'en: ui/guide.json is missing']);
  });
});
