import { CARD_LIMITS } from '../../src/checkins/cards/card.ts';
import { ARTICLE_LIMITS } from '../../src/guide/article.ts';
import { MAX_NOTE_LENGTH } from '../../src/guide/reading/ratings.ts';
import { MAX_QUERY_LENGTH } from '../../src/guide/search/by-words.ts';
import { MAX_STORY_LENGTH } from '../../src/guide/search/sentences.ts';
import { CONTENT_LIMITS } from '../../src/library/content.ts';
import { SHEET_LIMITS } from '../../src/sheet/sheet.ts';
import { COMMUNITY_LIMITS } from '../../src/templates/community.ts';
import { MAX_FILLED_LENGTH } from '../../src/templates/fill.ts';
import { OWN_LIMITS } from '../../src/templates/own.ts';
import { ENTRY_LIMITS } from '../../src/violations/entries.ts';

type Row = readonly [what: string, limit: number, unit?: string];

/** What the bot takes at most, in characters unless said otherwise. */
const TABLES: Readonly<Record<string, readonly Row[]>> = {
  'The private log': [
    ['what happened', ENTRY_LIMITS.story],
    ['the client’s label', ENTRY_LIMITS.clientLabel],
    ['the next step', ENTRY_LIMITS.nextStep],
  ],
  'The discussion': [
    ['a card’s story', CARD_LIMITS.story],
    ['what was learned', CARD_LIMITS.learned],
    ['advice', CARD_LIMITS.advice],
    ['a reason, when something is reported or removed', CARD_LIMITS.reason],
  ],
  'The boundary sheet': [
    ['spans of hours', SHEET_LIMITS.spans, ''],
    ['channels', SHEET_LIMITS.channels, ''],
    ['the name of a channel', SHEET_LIMITS.channel],
    ['things that are included', SHEET_LIMITS.included.items, ''],
    ['things that are not', SHEET_LIMITS.excluded.items, ''],
    ['times off', SHEET_LIMITS.timeOff, ''],
    ['priorities', SHEET_LIMITS.priorities.items, ''],
  ],
  Searching: [
    ['a question', MAX_QUERY_LENGTH],
    ['a story that sections are looked for', MAX_STORY_LENGTH],
    ['what was missing in an article', MAX_NOTE_LENGTH],
  ],
  Templates: [
    ['templates of one’s own', OWN_LIMITS.count, ''],
    ['the text of one', OWN_LIMITS.text],
    ['a title', OWN_LIMITS.title],
    ['keywords of a community’s template', COMMUNITY_LIMITS.keywords, ''],
    ['a filled template', MAX_FILLED_LENGTH],
  ],
  'Articles of a community': [
    ['articles, and templates, of a community', CONTENT_LIMITS.items, 'of each'],
    ['a text, with its front matter', CONTENT_LIMITS.text],
    ['a title, and a heading', ARTICLE_LIMITS.title],
    ['a summary', ARTICLE_LIMITS.summary],
    ['sections', ARTICLE_LIMITS.sections, ''],
    ['keywords of a section', ARTICLE_LIMITS.keywords, ''],
    ['questions of a section', ARTICLE_LIMITS.questions, ''],
    ['sources', ARTICLE_LIMITS.sources, ''],
  ],
};

const number = new Intl.NumberFormat('en-GB');

/** The page on what the bot takes at most. */
export function limitsReference(): string {
  return [
    '<!-- Made by `npm run docs:reference` from the code: change that. -->',
    '# Limits',
    'What the bot takes at most. Forms stop at these by themselves; what is too long in a file is named with its line.',
    ...Object.entries(TABLES).map(([title, rows]) =>
      [
        `## ${title}\n`,
        '| what | at most |',
        '| --- | --- |',
        ...rows.map(
          ([what, limit, unit = 'characters']) => `| ${what} | ${`${number.format(limit)} ${unit}`.trim()} |`,
        ),
      ].join('\n'),
    ),
    'How many communities, members and entries one bot serves is told in [How far it goes](../scale.md).\n',
  ].join('\n\n');
}
