import { state } from '../store.ts';
import { en, type Words } from './en.ts';
import { pl } from './pl.ts';

/** Languages that a person can have here, by Discord's codes, with their own names. */
export const LANGUAGES: readonly { code: string; name: string }[] = [
  { code: 'pl', name: 'Polski' },
  { code: 'en-GB', name: 'English (UK)' },
  { code: 'en-US', name: 'English (US)' },
  { code: 'de', name: 'Deutsch' },
  { code: 'uk', name: 'Українська' },
];

/** The acting person's language; the browser's until the world is known. */
export function locale(): string {
  return state.world?.me.locale ?? navigator.language;
}

/** The page's texts: Polish for those who read Polish, else English. */
export function words(): Words {
  return locale().startsWith('pl') ? pl : en;
}

/** `lang` of the page. */
export function pageLanguage(): 'pl' | 'en' {
  return locale().startsWith('pl') ? 'pl' : 'en';
}

/** Replaces `{names}` with values. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

type Forms = Words['messageCount'];

/** The plural form that the language requires for a count. */
export function count(forms: Forms, number: number): string {
  const rule = new Intl.PluralRules(pageLanguage()).select(number);
  const form = rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : forms.other;
  return fill(form, { count: new Intl.NumberFormat(pageLanguage()).format(number) });
}

/** Lower-cases and drops accents, so that "lodz" finds "Łódź". */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l');
}
