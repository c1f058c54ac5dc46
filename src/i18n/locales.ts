/** The bot's languages, the community's default first. */
export const LOCALES = ['pl', 'en'] as const;

export type Locale = (typeof LOCALES)[number];

/** Whether a text is the code of one of our languages. */
export function isLocale(value: string): value is Locale {
  return (LOCALES as readonly string[]).includes(value);
}

/** The language for one of Discord's locales ("pl", "en-GB", "de", …): Polish for Polish, English for all others. */
export function localeFromDiscord(locale: string | null | undefined): Locale {
  return locale?.split('-')[0] === 'pl' ? 'pl' : 'en';
}
