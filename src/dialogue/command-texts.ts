import { LOCALES, type Locale } from '../i18n/locales.ts';
import { readStrings } from '../i18n/translator.ts';

/** Name and description of a command, subcommand, group or option in Discord's payload format. */
export interface LocalisedTexts {
  readonly name: string;
  readonly name_localizations: Readonly<Record<string, string>>;
  readonly description: string;
  readonly description_localizations: Readonly<Record<string, string>>;
}

/** Returns the texts of `ui/commands.json` in all languages for a path such as `guide.read` or `guide.read.options.article`. */
export type CommandTexts = (path: string) => LocalisedTexts;

// English gets an explicit key too, so that a client set to English never shows another default.
const DISCORD_LOCALES: Record<Locale, readonly string[]> = { pl: ['pl'], en: ['en-US', 'en-GB'] };

/** Reads `content/<locale>/ui/commands.json` of all languages; English is the default. */
export function loadCommandTexts(contentDir: string): CommandTexts {
  const trees = Object.fromEntries(LOCALES.map((locale) => [locale, readStrings(contentDir, locale, 'commands')]));
  return (path) => ({
    name: textAt(trees.en, path, 'name'),
    name_localizations: localised(trees, path, 'name'),
    description: textAt(trees.en, path, 'description'),
    description_localizations: localised(trees, path, 'description'),
  });
}

/** A command's name and description for people. */
export interface CommandWords {
  /** As people type it: `('pl', 'guide.search')` is `/poradnik szukaj`; for a message command, its menu name. */
  name(locale: Locale, key: string): string;
  /** Its one-line description; '' for a message command. */
  description(locale: Locale, key: string): string;
}

/** A command to press, as Discord shows it in the reader's own language; text while its id is not known. */
export function mentionCommand(
  words: Pick<CommandWords, 'name'>,
  id: string | undefined,
  locale: Locale,
  key: string,
): string {
  return id === undefined ? `\`${words.name(locale, key)}\`` : `<${words.name('en', key)}:${id}>`;
}

export function loadCommandWords(contentDir: string): CommandWords {
  const trees = Object.fromEntries(LOCALES.map((locale) => [locale, readStrings(contentDir, locale, 'commands')]));
  const description = (locale: Locale, key: string) => textAt(trees[locale], key, 'description');
  return {
    description,
    name(locale, key) {
      const steps = key.split('.');
      const paths = steps.map((_, index) => steps.slice(0, index + 1).join('.'));
      const name = paths.map((path) => textAt(trees[locale], path, 'name')).join(' ');
      return description(locale, key) === '' ? name : `/${name}`;
    },
  };
}

function localised(trees: Record<string, unknown>, path: string, field: string): Record<string, string> {
  return Object.fromEntries(
    LOCALES.flatMap((locale) =>
      DISCORD_LOCALES[locale].map((code) => [code, textAt(trees[locale], path, field)] as const),
    ),
  );
}

/** A value in every language, keyed by Discord's locales: for choices, whose labels come from elsewhere. */
export function localisations(text: (locale: Locale) => string): Record<string, string> {
  return Object.fromEntries(
    LOCALES.flatMap((locale) => DISCORD_LOCALES[locale].map((code) => [code, text(locale)] as const)),
  );
}

function textAt(tree: unknown, path: string, field: string): string {
  let node = tree;
  for (const step of [...path.split('.'), field])
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[step] : undefined;
  if (typeof node !== 'string') throw new Error(`ui/commands.json has no text ${path}.${field}`);
  return node;
}
