import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/app/content.ts';
import { NAMESPACES } from '../../src/i18n/keys.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { readTemplates } from '../../src/i18n/templates.ts';
import { readStrings } from '../../src/i18n/translator.ts';

const stringsIn = (locale: Locale) =>
  Object.fromEntries(NAMESPACES.map((name) => [name, readStrings(CONTENT_DIR, locale, name)]));

function keysOf(tree: object, path: string): string[] {
  return Object.entries(tree).flatMap(([name, below]: [string, unknown]) =>
    typeof below === 'object' && below !== null ? keysOf(below, `${path}${name}.`) : [`${path}${name}`],
  );
}

describe.each(LOCALES)('strings in “%s”', (locale) => {
  const strings = stringsIn(locale);
  const instance = i18next.createInstance();
  void instance.init({
    resources: { [locale]: strings },
    lng: locale,
    ns: [...NAMESPACES],
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  const templates = readTemplates(locale, strings);
  const keys = NAMESPACES.flatMap((name) => keysOf(strings[name] ?? {}, `${name}:`));

  it('are what i18next makes of them, every one of them, for any number', () => {
    expect(keys.length).toBeGreaterThan(1000);
    for (const whole of keys) {
      const key = whole.replace(/_(?:zero|one|two|few|many|other)$/, '');
      const text = String(instance.getResource(locale, whole.split(':')[0] ?? '', whole.split(':')[1] ?? ''));
      const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
      const given = Object.fromEntries(names.map((name, at) => [name, `{{${name}}} $1 ${at}`]));
      for (const count of [0, 1, 2, 5, 22, 1.5, 1000]) {
        const values = { ...given, count };
        expect(templates.fill(key, values), key).toBe(instance.t(key, values));
      }
    }
  });
});

describe('what is more than texts and values', () => {
  const templates = readTemplates('en', {
    a: {
      nested: 'see $t(a:plain)',
      formatted: '{{sum, number}}',
      plain: 'Plain',
      value: 'x {{ name }} y',
      all_zero: 'none',
    },
  });

  it.each(['a:nested', 'a:formatted', 'a:missing', 'b:plain', 'a:value'])('is left to i18next: %s', (key) => {
    expect(templates.fill(key, {})).toBeUndefined();
  });

  it('everything else is filled here', () => {
    expect(templates.fill('a:plain', {})).toBe('Plain');
    expect(templates.fill('a:value', { name: 0 })).toBe('x 0 y');
    expect(templates.fill('a:all', { count: 0 })).toBe('none');
    expect(templates.fill('a:all', { count: 1 })).toBeUndefined();
  });
});
