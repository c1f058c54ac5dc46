import type { Locale } from '../i18n/locales.ts';
import { fold } from '../text/words.ts';
import { MAX_NAME_LENGTH } from './parse.ts';

/** Names in brackets that mean a field the bot knows, folded. */
const KNOWN: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  pl: {
    imie: 'client',
    klient: 'client',
    'imie klienta': 'client',
    'imie klientki': 'client',
    'nazwa klienta': 'client',
    'twoje imie': 'sender',
    'moje imie': 'sender',
    podpis: 'sender',
    projekt: 'project',
  },
  en: {
    name: 'client',
    client: 'client',
    'client name': 'client',
    'clients name': 'client',
    'your name': 'sender',
    'my name': 'sender',
    signature: 'sender',
    project: 'project',
  },
};

/** `[name]`: two characters at least, as `[x]` is a ticked box, and neither `[[…]]` nor the text of a link. */
const BRACKETS = /(?<!\[)\[(\p{L}[\p{L}\p{M}\p{N} _’'-]+)\](?![\](])/gu;

/**
 * A written template in which what stands in brackets, as in “Dear [name]”, is a field: people copy such texts, and mean just that.
 * Every character keeps its line.
 */
export function fieldsFromBrackets(text: string, locale: Locale): string {
  return text.replaceAll(BRACKETS, (whole, inside: string) => {
    const plain = inside.replaceAll(/[’']/gu, '').trim();
    const name = KNOWN[locale][fold(plain)] ?? plain;
    return name.length > MAX_NAME_LENGTH ? whole : `{{${name}}}`;
  });
}
