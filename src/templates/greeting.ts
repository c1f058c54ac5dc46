import type { Locale } from '../i18n/locales.ts';
import { genderOf, isShortForm, polishVocative } from './polish/vocative.ts';
import type { Tone } from './types.ts';

/** Polish forms of address: the values of the choice placeholder `address`. */
export const ADDRESSES = ['pan', 'pani', 'panstwo'] as const;
export type Address = (typeof ADDRESSES)[number];

/** Placeholders without a field in the form: they follow from the client's name, the form of address and the tone. */
export const DERIVED_NAMES: ReadonlySet<string> = new Set(['greeting', 'vocative']);

export interface Recipient {
  readonly locale: Locale;
  readonly tone: Tone;
  /** The name as given, already tidied; undefined if it was not given. */
  readonly client: string | undefined;
  readonly address: Address;
}

/** The first line of a message, with its punctuation. A Polish name appears only if its vocative is certain. */
export function greeting(recipient: Recipient): string {
  const called = vocative(recipient);
  if (recipient.locale === 'en') {
    if (recipient.tone === 'friendly') return called === undefined ? 'Hi there,' : `Hi ${called},`;
    return called === undefined ? 'Hello,' : `Dear ${called},`;
  }
  if (recipient.tone === 'friendly') return called === undefined ? 'Dzień dobry!' : `Cześć, ${called}!`;
  if (called !== undefined) return `${recipient.address === 'pani' ? 'Szanowna' : 'Szanowny'} ${called},`;
  return { pan: 'Szanowny Panie,', pani: 'Szanowna Pani,', panstwo: 'Szanowni Państwo,' }[recipient.address];
}

/** How the client is addressed inside a sentence ("Pani Anno", "Anno"), or undefined if no form is certain. */
export function vocative(recipient: Recipient): string | undefined {
  const { client, locale, tone, address } = recipient;
  if (client === undefined || locale === 'en') return client;
  const name = polishVocative(client);
  if (name === undefined) return undefined;
  if (tone === 'friendly') return name.vocative;
  if (isShortForm(client)) return undefined;
  if (address === 'pani' && name.gender === 'female') return `Pani ${name.vocative}`;
  if (address === 'pan' && name.gender === 'male') return `Panie ${name.vocative}`;
  return undefined;
}

/** The form of address that a name implies, for the field's initial value; undefined if it is not certain. */
export function suggestAddress(client: string): Address | undefined {
  const gender = genderOf(client);
  return gender && ({ female: 'pani', male: 'pan', several: 'panstwo' } as const)[gender];
}

/** Whether a name was given that the greeting does not say, because its vocative is not certain. */
export function isNameLeftOut(recipient: Recipient): boolean {
  const { client, tone, locale } = recipient;
  // “Pani Kowalska” is a wish to be called so, which “Szanowna Pani” answers.
  if (client === undefined || (locale === 'pl' && tone !== 'friendly' && /^pa(?:n|ni|ństwo)\s/iu.test(client)))
    return false;
  return vocative(recipient) === undefined;
}
