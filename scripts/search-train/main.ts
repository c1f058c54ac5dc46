/**
 * Learns the search's sense of meaning from the bank of complaints and the articles, and writes it to
 * `content/<locale>/guide/meaning.bin`: `npm run search:train`. Given the same texts it writes the same bytes. What is set aside
 * for measuring is not learned from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadGuide } from '../../src/guide/articles.ts';
import { guideDocuments } from '../../src/guide/search/documents.ts';
import { guideSources } from '../../src/guide/search/guide-sources.ts';
import { conceptsSchema, readConcepts } from '../../src/guide/search/meaning/concepts.ts';
import { evidenceFor } from '../../src/guide/search/meaning/judge.ts';
import { encodeModel, type MeaningModel } from '../../src/guide/search/meaning/model.ts';
import { modelFile } from '../../src/guide/search/meaning/reader.ts';
import { wordsAnswer } from '../../src/guide/search/search.ts';
import { LOCALES, type Locale } from '../../src/i18n/locales.ts';
import { isSetAside, readComplaints } from '../complaints.ts';
import { readJudged } from '../search-eval.ts';
import { examplesOf, type Said } from './examples.ts';
import { learn } from './linear.ts';
import { learnFusion, type Weighed } from './weighing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const contentDir = `${root}content`;

/** What was said is weighed by models that have not learned it, so it is learned in parts. */
const PARTS = 4;
/** Queries that were judged by hand; the sets by which the search is measured are not among them. */
const JUDGED = ['dev', 'own', 'later', 'practice'] as const;
const JUDGED_WEIGHT = { answered: 6, nothing: 4 } as const;

const guides = { pl: loadGuide(contentDir, 'pl'), en: loadGuide(contentDir, 'en') };
const documents = { pl: [...guideDocuments(guides.pl, guides.en)], en: [...guideDocuments(guides.en, guides.pl)] };
const conceptsFor = (locale: Locale) =>
  readConcepts(conceptsSchema.parse(parse(readFileSync(`${contentDir}/${locale}/guide/concepts.yaml`, 'utf8'))));
const concepts = { pl: conceptsFor('pl'), en: conceptsFor('en') };
const sources = await guideSources(guides);

function learnFrom(locale: Locale, said: Said, fusion?: MeaningModel['fusion']): MeaningModel {
  const ids = documents[locale].map(({ id }) => id);
  const beside = { notCovered: guides[locale].notCovered, concepts: concepts[locale] };
  return learn(locale, ids, examplesOf(locale, documents[locale], said, beside), concepts[locale], fusion);
}

function weigh(model: MeaningModel, query: string, right: readonly string[], weight: number): Weighed {
  const evidence = evidenceFor(model, model.sections, wordsAnswer(sources[model.locale], query));
  return { evidence, right: new Set(right.map((id) => model.sections.indexOf(id)).filter((at) => at >= 0)), weight };
}

function weighed(locale: Locale, { complaints, judged }: Said): Weighed[] {
  const queries: Weighed[] = [];
  for (let part = 0; part < PARTS; part++) {
    const isIn = (_: unknown, at: number) => at % PARTS === part;
    const isOut = (_: unknown, at: number) => at % PARTS !== part;
    const model = learnFrom(locale, { complaints: complaints.filter(isOut), judged: judged.filter(isOut) });
    for (const { text, section } of complaints.filter(isIn))
      queries.push(weigh(model, text, section === undefined ? [] : [section], 1));
    for (const { query, relevant } of judged.filter(isIn)) {
      const right = Object.keys(relevant);
      const weight = right.length > 0 ? JUDGED_WEIGHT.answered : JUDGED_WEIGHT.nothing;
      queries.push(weigh(model, query, right, weight));
    }
  }
  return queries;
}

const known = (locale: Locale): Said => ({
  complaints: readComplaints(contentDir, locale).filter((complaint) => !isSetAside(complaint)),
  judged: JUDGED.flatMap((set) => readJudged(`${root}test/search-${set}.json`)).filter(
    (query) => query.locale === locale,
  ),
});
const fusion = learnFusion(LOCALES.flatMap((locale) => weighed(locale, known(locale))));
console.log(`Weights of meaning and words: ${JSON.stringify(fusion)}`);
for (const locale of LOCALES) {
  const bytes = encodeModel(learnFrom(locale, known(locale), fusion));
  const file = modelFile(contentDir, locale);
  writeFileSync(file, bytes);
  console.log(`${relative(root, file)}: ${(bytes.length / 2 ** 20).toFixed(1)} MiB`);
}
