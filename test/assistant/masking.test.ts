import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask } from '../../src/assistant/masking.ts';

describe('masking', () => {
  it.each([
    ['an e-mail address', 'Pisz na jan.kowalski@firma.com.pl, proszę', 'Pisz na [EMAIL-1], proszę'],
    ['a link', 'Zobacz https://example.com/a?b=1 i www.firma.pl.', 'Zobacz [LINK-1] i [LINK-2].'],
    ['a bare domain', 'Strona firma.pl/kontakt nie działa', 'Strona [LINK-1] nie działa'],
    ['a link with a bracket in it', '(Zob. https://pl.example.org/Faktura_(VAT)/x)', '(Zob. [LINK-1])'],
    ['an invite', 'Wejdź: discord.gg/abc123', 'Wejdź: [LINK-1]'],
    ['phone numbers', 'Tel. +48 600 100 200 albo 22 123-45-67', 'Tel. [PHONE-1] albo [PHONE-2]'],
    ['an account number', 'PL61 1090 1014 0000 0712 1981 2874', 'PL61 [PHONE-1]'],
    [
      'mentions',
      'Hej <@123456789> i <#42>, @everyone, @Anna_K',
      'Hej [MENTION-1] i [MENTION-2], [MENTION-3], [MENTION-4]',
    ],
    ['the same thing twice', 'a@b.pl i znowu a@b.pl', '[EMAIL-1] i znowu [EMAIL-1]'],
    [
      'nothing where there is nothing',
      'Klient płaci 30 dni po terminie, 1200 zł.',
      'Klient płaci 30 dni po terminie, 1200 zł.',
    ],
  ])('hides %s', (_what, text, hidden) => {
    const mask = createMask();
    expect(mask.hide(text)).toBe(hidden);
    expect(mask.restore(hidden)).toBe(text);
  });

  it('gives back exactly what it hid, whatever stood there', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.emailAddress(),
      fc.webUrl(),
      fc.constantFrom(
        '[EMAIL-1]',
        '[KEPT-1]',
        '[LINK-2]',
        '<@123>',
        '@here',
        '+48 600 700 800',
        'ż@ó.pl',
        '[[EMAIL-1]-2]',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (first, second) => {
        const mask = createMask();
        const texts = [first.join(' '), second.join('')];
        const hidden = texts.map((text) => mask.hide(text));
        expect(hidden.map((text) => mask.restore(text))).toEqual(texts);
        for (const text of hidden) expect(mask.hasForeignToken(text)).toBe(false);
      }),
    );
  });

  it('leaves no address and no link in what is sent', () => {
    const address = fc.oneof(
      fc.webUrl(),
      fc.webUrl().map((url) => `${url}/a)/://b`),
    );
    fc.assert(
      fc.property(fc.emailAddress(), address, (email, url) => {
        const hidden = createMask().hide(`Napisz ${email} lub ${url} dziś`);
        expect(hidden).not.toContain('://');
        expect(hidden).not.toContain(email);
      }),
    );
  });

  it('knows a token that it never made', () => {
    const mask = createMask();
    mask.hide('a@b.pl');
    expect(mask.hasForeignToken('Pisz na [EMAIL-1]')).toBe(false);
    expect(mask.hasForeignToken('Pisz na [EMAIL-7]')).toBe(true);
  });
});
