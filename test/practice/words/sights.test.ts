import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/i18n/locales.ts';
import { judgeWords, type SightKind } from '../../../src/practice/words/judge.ts';
import { POLISH } from '../../../src/practice/words/pl.ts';
import { readWords } from '../../../src/practice/words/reading.ts';

const kinds = (text: string, locale: Locale): SightKind[] => judgeWords(text, locale).seen.map(({ kind }) => kind);
/** What a clear reply shows none of. */
const NEVER: readonly SightKind[] = ['attack', 'threat', 'shouting', 'yielding'];
const way = (text: string, locale: Locale) => judgeWords(text, locale).way;

describe('words that take half of it back', () => {
  it.each([
    ['pl', 'Może raczej zrobię to w piątek.'],
    ['pl', 'Wydaje mi się, że chyba wyślę to jutro.'],
    ['en', 'Maybe I could sort of do it by Friday.'],
    ['en', 'I’ll try to send it tomorrow, hopefully.'],
  ] as const)('are named in %s: %s', (locale, text) => {
    expect([way(text, locale), kinds(text, locale).includes('hedged')]).toEqual(['soft', true]);
  });

  it.each([
    ['pl', 'Zrobię to w piątek do 12.'],
    ['pl', 'Rozumiem, że termin goni. Oddam to w środę.'],
    ['pl', 'Chyba trochę nie.'],
    ['en', 'I’ll do it by Friday noon.'],
    ['en', 'I’d rather say it straight: the price stays, you’ll have a quote by Friday.'],
    ['en', 'Maybe, I don’t know.'],
  ] as const)('are not named in %s where it is clear, or nothing is said: %s', (locale, text) => {
    expect(kinds(text, locale)).not.toContain('hedged');
  });
});

describe('agreement', () => {
  it.each([
    ['pl', 'ok, zrobię'],
    ['pl', 'Hej. Jasne, podeślij.'],
    ['en', 'ok, send it over'],
    ['en', 'Hi. Sure, I can do that.'],
  ] as const)('gives in at the beginning of a sentence in %s: %s', (locale, text) => {
    expect(way(text, locale)).toBe('yielding');
  });

  it.each([
    ['pl', 'Robię to w piątek, ok?'],
    ['pl', 'Wyślij to do środy, jeśli to dla ciebie ok'],
    ['en', 'That’s £200 more, ok?'],
    ['en', 'As we agreed, please send it by Friday. Is that fine?'],
  ] as const)('does not elsewhere, nor in a question, in %s: %s', (locale, text) => {
    expect(kinds(text, locale)).not.toContain('yielding');
  });
});

describe('giving in', () => {
  it.each([
    ['pl', 'Zrobię to za darmo.', true],
    ['pl', 'Nie zrobię tego za darmo.', false],
    ['pl', 'Za darmo nie.', false],
    ['pl', 'za darmo odpada', false],
    ['en', 'I’ll do it for free.', true],
    ['en', 'I don’t do it for free.', false],
    ['en', 'For free it isn’t possible.', false],
  ] as const)('is none where it is denied in %s: %s', (locale, text, gives) => {
    expect(kinds(text, locale).includes('yielding')).toBe(gives);
  });

  it('is asked about beside a limit and what comes next', () => {
    expect(way('Poza godzinami pracy nie odbieram. Jutro o 9 zrobię to gratis.', 'pl')).toBeUndefined();
    expect(way('My rate stays £60. By Friday the first page is on the house.', 'en')).toBeUndefined();
  });
});

describe('shouting', () => {
  it.each([
    ['pl', 'PROSZĘ PRZESTAĆ', true],
    ['pl', 'Proszę o NIP i numer konta do ZUS, kwota z VAT.', false],
    ['en', 'PAY NOW PLEASE', true],
    ['en', 'Please send the PDF, the NDA and your VAT number.', false],
    ['en', 'OK', false],
  ] as const)('is told from abbreviations in %s: %s', (locale, text, shouted) => {
    expect(kinds(text, locale).includes('shouting')).toBe(shouted);
  });
});

describe('thin evidence', () => {
  it.each([
    ['pl', 'Podeślij logo.'],
    ['pl', 'Napiszę.'],
    ['pl', 'w piątek'],
    ['en', 'Send the logo.'],
    ['en', 'I’ll write.'],
    ['en', 'on Friday'],
  ] as const)('is asked about in %s: %s', (locale, text) => expect(way(text, locale)).toBeUndefined());

  it.each([
    ['pl', 'Podeślij logo do piątku.'],
    ['pl', 'Napiszę w piątek.'],
    ['pl', 'To 300 zł więcej, pasuje?'],
    ['en', 'Send the logo by Friday.'],
    ['en', 'I’ll write on Friday.'],
    ['en', 'That’s £300 more, which do you want?'],
  ] as const)('is not, with a second sight, in %s: %s', (locale, text) => expect(way(text, locale)).toBe('clear'));
});

describe('a project turned down with thanks', () => {
  it.each([
    ['pl', 'Dziękuję za propozycję, tym razem odmawiam.', 'clear'],
    ['pl', 'Tym razem odmawiam.', 'soft'],
    ['en', 'Thank you for thinking of me, I’ll have to pass on this one.', 'clear'],
    ['en', 'I’ll have to pass on this one.', 'soft'],
  ] as const)('leaves nothing open in %s: %s', (locale, text, expected) => expect(way(text, locale)).toBe(expected));
});

describe('words that attack or give in elsewhere', () => {
  it.each([
    ['pl', 'Rozumiem Pana problem, zajmę się nim jutro.'],
    ['pl', 'Pani zawsze płaci w terminie, dziękuję. Fakturę wyślę w piątek.'],
    ['pl', 'Mam dość pracy na ten tydzień, zacznę w poniedziałek.'],
    ['pl', 'Mam gdzieś ten plik, wyślę go jutro do 12.'],
    ['pl', 'Ale ze mnie idiotka, zapomniałam załącznika. Wysyłam go jutro o 9.'],
    ['pl', 'Nie chcę się spierać, proszę o decyzję do piątku.'],
    ['pl', 'Proszę wyobrazić sobie ten układ, szkic wyślę jutro.'],
    ['pl', 'To wyjątkowo trudny projekt, termin oddania to piątek.'],
    ['pl', 'W takim razie proszę o zaliczkę do piątku.'],
    ['pl', 'Może Pan zrobić to samodzielnie w panelu, instrukcję wyślę jutro.'],
    ['en', 'I see your problem, let’s fix it tomorrow.'],
    ['en', 'You always pay on time, thank you. I’ll send the invoice on Friday.'],
    ['en', 'It’s crazy busy here, I can do it on Thursday.'],
    ['en', 'I’m out this week, back on Monday.'],
    ['en', 'Last time we agreed on two rounds, please choose what matters most by Friday.'],
    ['en', 'Thanks for the 200 pictures, I’ll sort them by Monday.'],
    ['en', 'My lawyer drafts all my contracts, you’ll get yours on Friday.'],
    ['en', 'I can’t read the second voice note, please type it by tomorrow.'],
    ['en', 'You’re entitled to two rounds, please choose by Friday.'],
    ['en', 'So that no comments get lost, please send them in one email by Friday.'],
    ['en', 'You can do it yourself in the editor, I’ll send you a short guide tomorrow.'],
  ] as const)('do not in %s: %s', (locale, text) => {
    expect([way(text, locale), kinds(text, locale).filter((kind) => NEVER.includes(kind))]).toEqual(['clear', []]);
  });
});

describe('nouns that look like a promise without their diacritics', () => {
  it.each([
    ['W tej sprawie nic się nie zmienia.', false],
    ['Na podstawie umowy i w wycenie.', false],
    ['To zrobię.', true],
    ['Poprawię i wycenię.', true],
  ] as const)('are none: %s', (text, promised) => {
    expect(readWords(text, POLISH).promises.length > 0).toBe(promised);
  });
});
