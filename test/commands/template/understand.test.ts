import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadGuide } from '../../../src/guide/articles.ts';
import { guideSources } from '../../../src/guide/search/guide-sources.ts';
import { readMeaning } from '../../../src/guide/search/meaning/reader.ts';
import { search } from '../../../src/guide/search/search.ts';
import { type FittingTemplates, templatesFor } from '../../../src/guide/search/templates.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { loadCatalogue } from '../../../src/templates/catalogue.ts';
import { fromCatalogue } from '../../../src/templates/usable.ts';
import { useBot } from '../../support/bot.ts';

const WORDS = {
  pl: {
    sure: 'klient nie płaci od miesiąca',
    title: 'Przypomnienie o zaległej płatności',
    vague: 'chce jeszcze jedną podstronę w tej samej cenie',
    fee: 'Dopłata za pracę spoza zakresu',
    unknown: 'Nie ma szablonu',
    use: 'Użyj',
    nothing: 'przepis na sernik',
    own: 'Agencja nie oddaje sprzętu',
    typed: 'agencja trzyma mój sprzęt',
  },
  en: {
    sure: 'invoice two weeks overdue',
    title: 'Late-payment reminder',
    vague: 'wants one more page for the same price',
    fee: 'Extra fee for work beyond scope',
    unknown: 'There is no template',
    use: 'Use',
    nothing: 'cheesecake recipe',
    own: 'The agency keeps my camera',
    typed: 'agency still has my camera',
  },
} as const;

describe.each(['pl', 'en'] as const)('a sentence instead of a template’s name (%s)', (locale) => {
  const bot = useBot({ locale });
  const words = WORDS[locale];
  const seat = () => bot().member.in(bot().channel);
  const use = (template: string) => seat().run('/template use', { template });
  const type = async (template: string) =>
    (await seat().type('/template use', { template }, 'template')).map(({ name }) => name);

  it('opens the template that surely fits', async () => {
    const form = await use(words.sure);
    expect(form.kind).toBe('form');
    expect(form.title).toContain(words.title);
  });

  it('gives a choice if several may fit, and says so if none does', async () => {
    const choice = await use(words.vague);
    expect(choice.text).toContain(words.unknown);
    expect(choice.text).toContain(words.fee);
    const [first] = choice.buttons.filter(({ label }) => label === words.use);
    expect((await choice.click(first?.customId ?? '')).kind).toBe('form');
    const none = await use(words.nothing);
    expect(none.text).toContain(words.unknown);
    expect(none.buttons).toEqual([]);
  });

  it('suggests what fits while one types, the person’s own templates too', async () => {
    expect(await type(words.vague)).toContain(words.fee);
    expect(await type(words.nothing)).toEqual([]);
    const form = await seat().run('/template save');
    await form.submit({ title: words.own, text: 'Hej {{client}}' });
    expect((await type(words.typed))[0]).toContain(words.own);
    const used = await use(words.typed);
    expect(used.kind === 'form' ? used.title : used.text).toContain(words.own);
  });

  it('keeps names first: one that is gone opens nothing else', async () => {
    expect((await use('polite-refusal')).kind).toBe('form');
    expect((await use('late-payment')).kind).not.toBe('form');
  });
});

interface Sentence {
  readonly locale: Locale;
  readonly query: string;
  /** Templates that fit; none where there is none. */
  readonly templates: readonly string[];
}

// Written before the first run by somebody who knew the templates; weights were chosen by it. A floor, not an estimate.
describe('sentences and the templates that fit', () => {
  const root = fileURLToPath(new URL('../../../content', import.meta.url));
  const sentences: Sentence[] = JSON.parse(
    readFileSync(new URL('../../template-sentences.json', import.meta.url), 'utf8'),
  );
  const guides = { pl: loadGuide(root, 'pl'), en: loadGuide(root, 'en') };
  const meaning = (locale: Locale) => readMeaning(root, locale, () => undefined);
  let find: (sentence: Sentence) => FittingTemplates;
  beforeAll(async () => {
    const sources = await guideSources(guides, { pl: meaning('pl'), en: meaning('en') });
    const catalogues = { pl: loadCatalogue(root, 'pl'), en: loadCatalogue(root, 'en') };
    find = ({ locale, query }) =>
      templatesFor(query, catalogues[locale].templates.map(fromCatalogue), catalogues[locale], {
        guide: search([sources[locale]], query, 5),
        listed: (slug) => guides[locale].articles.get(slug)?.templates ?? [],
      });
  });

  it.each(['pl', 'en'] as const)('in %s', (locale) => {
    const asked = sentences.filter((sentence) => sentence.locale === locale);
    const answered = asked.map((sentence) => {
      const { confidence, templates } = find(sentence);
      const place = templates.findIndex(({ reference }) => sentence.templates.includes(reference));
      return { sentence, confidence, place, isFitting: sentence.templates.length > 0 };
    });
    const fitting = answered.filter(({ isFitting }) => isFitting);
    const share = (test: (one: (typeof answered)[number]) => boolean) => fitting.filter(test).length / fitting.length;
    expect(share(({ place }) => place === 0)).toBeGreaterThanOrEqual(0.7);
    expect(share(({ place }) => place >= 0)).toBeGreaterThanOrEqual(0.82);
    expect(share(({ place, confidence }) => confidence === 'confident' && place !== 0)).toBeLessThanOrEqual(0.06);
    const others = answered.filter(({ isFitting }) => !isFitting);
    expect(others.filter(({ confidence }) => confidence !== 'nothing')).toEqual([]);
  });
});
