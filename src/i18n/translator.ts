import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { NAMESPACES, type StringKey } from './keys.ts';
import { LOCALES, type Locale } from './locales.ts';
import { readTemplates } from './templates.ts';

/** Looks up a string by its key (`namespace:path.to.key`), fills in values and picks the plural form by `count`. */
export type Translate = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string;

/** Returns the translate function of a language. */
export type Translator = (locale: Locale) => Translate;

/**
 * Loads the strings of all languages from `content/<locale>/ui/*.json`.
 *
 * A missing key throws instead of appearing in an answer: the content check and the router's incident answer are both better than
 * a raw key. Values are never escaped (Discord is not HTML) and never interpolated twice.
 *
 * @throws if a file is missing or is not JSON.
 */
export function loadTranslator(contentDir: string): Translator {
  const resources = Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      Object.fromEntries(NAMESPACES.map((name) => [name, readStrings(contentDir, locale, name)])),
    ]),
  );
  const instance = i18next.createInstance();
  void instance.init({
    resources,
    supportedLngs: [...LOCALES],
    fallbackLng: false,
    ns: [...NAMESPACES],
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    saveMissing: true,
    missingKeyHandler: (languages, namespace, key) => {
      throw new Error(`no string ${namespace}:${key} in ${languages.join(', ')}`);
    },
    missingInterpolationHandler: (text, match) => {
      throw new Error(`no value for ${String(match[0])} in "${text}"`);
    },
  });
  const byLocale = new Map<Locale, Translate>();
  for (const locale of LOCALES) {
    const translate = instance.getFixedT(locale, [...NAMESPACES]);
    const templates = readTemplates(locale, resources[locale] ?? {});
    byLocale.set(locale, (key, values = {}) => templates.fill(key, values) ?? translate(key, { ...values }));
  }
  return (locale) => {
    const translate = byLocale.get(locale);
    if (!translate) throw new Error(`no strings in ${locale}`);
    return translate;
  };
}

/** One file of strings as parsed JSON. */
export function readStrings(contentDir: string, locale: Locale, name: string): Record<string, unknown> {
  const file = join(contentDir, locale, 'ui', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
