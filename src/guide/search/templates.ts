import { HELP, SITUATIONS } from '../../kinds/what-helps.ts';
import type { TemplateCatalogue } from '../../templates/catalogue.ts';
import { fromCatalogue, type UsableTemplate } from '../../templates/usable.ts';
import { type Confidence, type SearchAnswer, type Source, searchByWords } from './by-words.ts';
import type { SearchDocument } from './passages.ts';
import { saidIn } from './said.ts';
import { addDocument, createIndex, type SearchIndex } from './search-index.ts';

/** Templates that fit what happened, best first; empty exactly when the confidence is `nothing`. */
export interface FittingTemplates {
  readonly confidence: Confidence;
  readonly templates: readonly UsableTemplate[];
}

/** Maximum templates to choose from. */
const CHOICES = 5;
/** How well a template fits a section: by its own front matter, by rows of help.yaml, or because the article names it. */
const FITS = { own: 1, ownAndFirst: 1.1, first: 0.8, row: 0.5, second: 0.35, listed: 0.25 } as const;
/** Those written here are not named by the guide, and people mean what they wrote themselves. */
const WRITTEN = { own: 0.3, community: 0.15, catalogue: 0 } as const;
/** Least fit of the best template for an answer, of any other beside the best, and by how much the best must lead to be sure. */
const LEAST = { best: 0.4, share: 0.5, lead: 1.3, sure: 1 } as const;

/**
 * The templates for a sentence about what happened ("the client hasn't paid"), by their own words and by the sections of the guide
 * that the sentence is about.
 *
 * @param guide what the guide says about the sentence
 * @param listed by slug, the templates that an article names
 */
export function templatesFor(
  sentence: string,
  templates: readonly UsableTemplate[],
  catalogue: TemplateCatalogue,
  { guide, listed }: { readonly guide: SearchAnswer; readonly listed: (slug: string) => readonly string[] },
): FittingTemplates {
  const written = templates.filter(({ origin }) => origin !== 'catalogue');
  const sources = [indexed(catalogue), indexOf(written, catalogue)];
  const fits = new Map<string, number>();
  const add = (reference: string, worth: number) => fits.set(reference, (fits.get(reference) ?? 0) + worth);
  const known = new Map(templates.map((template) => [template.reference, template]));
  for (const { document, coverage } of searchByWords(sources, saidIn(sentence), 20).results)
    add(document.id, coverage + WRITTEN[known.get(document.id)?.origin ?? 'catalogue']);
  const bySection = new Map<string, number>();
  guide.results.forEach(({ document, coverage }, place) => {
    for (const { reference, advice } of templates) {
      const fit = fitOf(reference, advice?.guide, document, listed(document.slug));
      const worth = (fit * coverage) / (1 + place / 2);
      bySection.set(reference, Math.max(bySection.get(reference) ?? 0, worth));
    }
  });
  for (const [reference, worth] of bySection) add(reference, worth);
  const ranked = [...fits].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [best = 0, second = 0] = ranked.map(([, worth]) => worth);
  if (best < LEAST.best) return { confidence: 'nothing', templates: [] };
  const found = ranked
    .filter(([, worth]) => worth >= best * LEAST.share)
    .slice(0, CHOICES)
    .flatMap(([reference]) => known.get(reference) ?? []);
  return { confidence: best >= LEAST.sure && best >= second * LEAST.lead ? 'confident' : 'closest', templates: found };
}

/** What help.yaml offers beside a section: the templates of its first help, of its rows, and those named second. */
interface Offered {
  readonly first: Set<string>;
  readonly rows: Set<string>;
  readonly second: Set<string>;
}

const NOTHING_OFFERED: Offered = { first: new Set(), rows: new Set(), second: new Set() };
const OFFERED = new Map<string, Offered>();
for (const help of Object.values(HELP)) {
  offeredBeside(help.first.section).first.add(help.first.template);
  for (const { section, template, second } of SITUATIONS.flatMap((situation) => help[situation] ?? [])) {
    offeredBeside(section).rows.add(template);
    offeredBeside(section).second.add(second);
  }
}

function offeredBeside(section: string): Offered {
  const known = OFFERED.get(section) ?? { first: new Set(), rows: new Set(), second: new Set() };
  OFFERED.set(section, known);
  return known;
}

function fitOf(reference: string, own: string | undefined, { id }: SearchDocument, listed: readonly string[]): number {
  const { first, rows, second } = OFFERED.get(id) ?? NOTHING_OFFERED;
  if (own === id) return first.has(reference) ? FITS.ownAndFirst : FITS.own;
  if (first.has(reference)) return FITS.first;
  if (rows.has(reference)) return FITS.row;
  if (second.has(reference)) return FITS.second;
  return listed.includes(reference) ? FITS.listed : 0;
}

const kept = new WeakMap<TemplateCatalogue, Source>();

function indexed(catalogue: TemplateCatalogue): Source {
  const known = kept.get(catalogue) ?? indexOf(catalogue.templates.map(fromCatalogue), catalogue);
  kept.set(catalogue, known);
  return known;
}

function indexOf(templates: readonly UsableTemplate[], { locale }: TemplateCatalogue): Source {
  const index: SearchIndex = createIndex(locale);
  for (const { reference, title, summary, keywords, advice } of templates) {
    const questions = [summary, advice?.when].flatMap((text) => text ?? []);
    addDocument(index, { id: reference, slug: reference, title, keywords, questions, otherWords: [], body: '' });
  }
  return { name: 'templates', index };
}
