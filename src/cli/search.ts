/**
 * Searches the guide without starting the bot: `npm run search -- [--locale en] QUERY`, or with `--json` JSON lines
 * `{"query","locale"}` on stdin and one JSON line for each on stdout, in order. With `--words` it goes by words alone.
 */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadGuide } from '../guide/articles.ts';
import type { SearchAnswer, Source } from '../guide/search/by-words.ts';
import { guideSources } from '../guide/search/guide-sources.ts';
import { readMeaning } from '../guide/search/meaning/reader.ts';
import { search } from '../guide/search/search.ts';
import { bodyOf, makeSnippet } from '../guide/search/snippet.ts';
import { LOCALES, type Locale } from '../i18n/locales.ts';

const contentDir = fileURLToPath(new URL('../../content', import.meta.url));
const requestSchema = z.object({ query: z.string(), locale: z.enum(LOCALES).default('pl') });

function loadSources(byWords: boolean): Promise<Record<Locale, Source>> {
  const meaning = (locale: Locale) => readMeaning(contentDir, locale, (message) => console.error(message));
  const meanings = byWords ? undefined : { pl: meaning('pl'), en: meaning('en') };
  return guideSources({ pl: loadGuide(contentDir, 'pl'), en: loadGuide(contentDir, 'en') }, meanings);
}

function answerLine(sources: Record<Locale, Source>, line: string): string {
  const request = requestSchema.parse(JSON.parse(line));
  const { results, confidence } = search([sources[request.locale]], request.query);
  return JSON.stringify({
    query: request.query,
    results: results.map(({ document, score }) => ({ id: document.id, score: Number(score.toFixed(4)) })),
    confidence,
  });
}

/** @returns whether every line was a request */
async function answerLines(sources: Record<Locale, Source>): Promise<boolean> {
  let valid = true;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    let output: string;
    try {
      output = answerLine(sources, line);
    } catch (error) {
      // An invalid line still gets an output line, so that answers stay in step with requests.
      valid = false;
      output = JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
    }
    process.stdout.write(`${output}\n`);
  }
  return valid;
}

const HEADINGS: Readonly<Record<SearchAnswer['confidence'], string>> = {
  confident: 'Found:',
  closest: 'No certain answer. The closest topics:',
  nothing: 'Nothing found.',
};

function describe(answer: SearchAnswer): string {
  const bold = (text: string) => (process.stdout.isTTY ? `\u001B[1m${text}\u001B[22m` : `*${text}*`);
  const results = answer.results.map(({ document, score, coverage }, at) => {
    const title = document.heading === undefined ? document.title : `${document.title} › ${document.heading}`;
    const snippet = makeSnippet(bodyOf(document), answer.matches).map(({ text, match }) => (match ? bold(text) : text));
    return `${at + 1}. ${title}\n   ${document.id}  score ${score.toFixed(2)}, covers ${Math.round(100 * coverage)} %\n   ${snippet.join('')}\n`;
  });
  return [HEADINGS[answer.confidence], ...results].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    locale: { type: 'string', default: 'pl' },
    words: { type: 'boolean', default: false },
  },
});
const locale = z.enum(LOCALES).safeParse(values.locale);
if (!locale.success || (!values.json && positionals.length === 0)) {
  console.error(
    'Usage: npm run search -- [--locale pl|en] [--words] QUERY\n       npm run search -- --json [--words] < requests.jsonl',
  );
  process.exitCode = 2;
} else if (values.json) {
  if (!(await answerLines(await loadSources(values.words)))) process.exitCode = 1;
} else {
  const sources = await loadSources(values.words);
  console.log(describe(search([sources[locale.data]], positionals.join(' '))));
}
