/**
 * Measures what `/ask` answers without a language model: `node scripts/answer-eval.ts [--all]`. For questions that the guide
 * covers: how often it answers and what it cites; for the others: how often it honestly declines. `--all` prints each answer.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadContent } from '../src/app/content.ts';
import { answerQuestion } from '../src/assistant/answer.ts';
import { worthShowing } from '../src/guide/search/search.ts';
import { LOCALES } from '../src/i18n/locales.ts';

const questionsSchema = z.array(
  z.strictObject({ locale: z.enum(LOCALES), question: z.string(), sections: z.array(z.string()) }),
);

/** Sections that an answer shows. */
const SHOWN = 3;

export interface AnswerFigures {
  readonly questions: number;
  /** Answered with passages. */
  readonly answered: number;
  /** Declined, with the closest topics or with none. */
  readonly declined: number;
  /** Of the answers: the first section cited is one of the right ones. */
  readonly firstRight: number;
  /** Sections cited, and how many of them are right. */
  readonly cited: number;
  readonly citedRight: number;
}

/** Runs the questions through the extractive answer. */
export async function evaluateAnswers(
  file: string,
  print = false,
): Promise<Record<'covered' | 'others', AnswerFigures>> {
  const questions = questionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { searchSources } = await loadContent();
  const figures = { covered: start(), others: start() };
  for (const { locale, question: text, sections } of questions) {
    const payer = { communityId: '', personId: '' };
    const answer = await answerQuestion(undefined, payer, { text, locale, sources: [searchSources[locale]] });
    const cited = answer.type === 'passages' ? worthShowing(answer.search).slice(0, SHOWN) : [];
    const right = cited.map(({ document }) => sections.includes(document.id));
    const sum = figures[sections.length > 0 ? 'covered' : 'others'];
    sum.questions += 1;
    sum[answer.type === 'passages' ? 'answered' : 'declined'] += 1;
    sum.firstRight += right[0] ? 1 : 0;
    sum.cited += cited.length;
    sum.citedRight += right.filter(Boolean).length;
    if (print) {
      const shown = cited.map(({ document }, at) => `${right[at] ? '+' : '-'}${document.id}`).join(' ');
      console.log(`${sections.length > 0 ? 'covered' : 'other  '} ${answer.type.padEnd(10)} ${text}\n        ${shown}`);
    }
  }
  return figures;
}

function start() {
  return { questions: 0, answered: 0, declined: 0, firstRight: 0, cited: 0, citedRight: 0 };
}

if (import.meta.main) {
  const file = fileURLToPath(new URL('../test/assistant/questions.json', import.meta.url));
  console.table(await evaluateAnswers(file, process.argv.includes('--all')));
}
