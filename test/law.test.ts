import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';

const root = join(import.meta.dirname, '..');

/** The words by which people search may be wrong; what answers them may not (docs/law.md). */
const SOUGHT_BY = /^ *(?:keywords:|- .*\?$)/;

/** A text's sentences, without what only the search reads. */
function sentencesIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => !SOUGHT_BY.test(line));
  return lines.flatMap((line) => line.split(/(?<=[.!?][”*]*) +(?=\p{Lu}|„|“)/u));
}

interface Rule {
  readonly name: string;
  readonly breaks: (sentence: string) => boolean;
  readonly examples: readonly string[];
}

const LATE_PL = /opóźni|spóźni|zwłok|zwlek|zapłat|płatnoś|po terminie/iu;
const LATE_EN = /\b(?:late|overdue|delay\w*)\b/i;

const RULES: Readonly<Record<Locale, readonly Rule[]>> = {
  pl: [
    {
      name: 'no penalty and no fee for late payment, unless to say that it is void',
      breaks: (sentence) =>
        /(?<!\p{L})(?:kar(?:a|ę|y|ą|ze)|opłat(?:a|ę|y|ą)) .*/iu.test(sentence) &&
        LATE_PL.test(sentence.replaceAll(/(?<!\p{L})opłat\p{L}*/giu, '')) &&
        !/nieważn/i.test(sentence),
      examples: [
        'Jeśli jest w niej kara za opóźnienie, powołaj się na nią.',
        'Kara umowna należy się za brak zapłaty.',
        'Po terminie doliczam opłatę za zwłokę.',
      ],
    },
    {
      name: 'no sum and no percentage for a day or a week of delay',
      breaks: (sentence) =>
        /\d ?(?:%|zł|PLN|euro|€).*(?:za każd|dzienn|tygodniow|za (?:dzień|tydzień))/iu.test(sentence) &&
        LATE_PL.test(sentence),
      examples: ['0,5% za każdy dzień zwłoki', '50 zł za każdy rozpoczęty tydzień opóźnienia'],
    },
    {
      name: 'no written form by e-mail',
      breaks: (sentence) => /pisemn|na piśmie/iu.test(sentence) && /mail/iu.test(sentence),
      examples: ['Zacznij po pisemnej zgodzie, wystarczy e-mail.', 'Proszę o zgodę na piśmie, na przykład mailem.'],
    },
    {
      name: 'no written consent, which nobody sends',
      breaks: (sentence) => /pisemn\p{L}* (?:zgod|akceptacj|potwierdzeni)|zgod\p{L}* na piśmie/iu.test(sentence),
      examples: ['Zacznę, gdy tylko otrzymam pisemną zgodę.', 'Zacznij dopiero po zgodzie na piśmie.'],
    },
  ],
  en: [
    {
      name: 'no penalty',
      breaks: (sentence) => /\bpenalt/i.test(sentence),
      examples: ['If it has a late-payment penalty clause, refer to it.'],
    },
    {
      name: 'no late fee, unless to warn of it',
      breaks: (sentence) =>
        /\b(?:late[- ](?:payment )?fees?|fees? for late)\b/i.test(sentence) && !/\bvoid\b/i.test(sentence),
      examples: ['A late fee applies after that.'],
    },
    {
      name: 'no sum and no percentage for a day or a week of delay',
      breaks: (sentence) =>
        /(?:\d ?%|[€£$] ?\d).*\b(?:a|per|each|every) (?:day|week)\b/i.test(sentence) && LATE_EN.test(sentence),
      examples: ['1% per day on overdue sums', '€20 for each week or part of a week overdue'],
    },
    {
      name: 'no notice in the words of an employee',
      breaks: (sentence) => /\bmy last day\b|\bI (?:hereby )?resign\b/i.test(sentence),
      examples: ['My last day will be 31 December.'],
    },
  ],
};

describe.each(LOCALES)('all texts in %s', (locale) => {
  const files = globSync([`content/${locale}/**/*.{md,yaml,json}`, `docs/handbook.${locale}.md`], { cwd: root });
  const sentences = files
    .filter((file) => !file.endsWith('synonyms.yaml'))
    .flatMap((file) => sentencesIn(readFileSync(join(root, file), 'utf8')).map((sentence) => ({ file, sentence })));

  it.each(RULES[locale])('$name', ({ breaks, examples }) => {
    for (const example of examples) expect(breaks(example), example).toBe(true);
    expect(sentences.filter(({ sentence }) => breaks(sentence))).toEqual([]);
  });

  it('are found', () => {
    expect(sentences.length).toBeGreaterThan(1000);
  });
});
