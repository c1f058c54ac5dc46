import { parse } from 'yaml';
import { z } from 'zod';
import { readFrontMatter } from '../src/text/front-matter.ts';

/** Keys of front matter and of placeholders whose values are ids or settings, not text. */
const technicalKeys = new Set([
  'answers',
  'default',
  'guide',
  'kind',
  'kinds',
  'order',
  'part',
  'placeholders',
  'register',
  'related',
  'section',
  'slug',
  'source',
  'template',
  'templates',
  'value',
]);

/** The texts of a file of content that people read: its values, without keys and ids. */
export function textsOf(path: string, source: string): string[] {
  if (path.endsWith('.json')) return stringsIn(JSON.parse(source));
  if (path.endsWith('.yaml')) return stringsIn(parse(source));
  const { fields, body } = readFrontMatter(source) ?? { fields: undefined, body: source };
  return [...stringsIn(fields), body];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (isTechnical(key, inner) ? [] : stringsIn(inner)));
}

/** Whether a value is an id or a setting. A command may have the name of such a key: it has a description. */
function isTechnical(key: string, value: unknown): boolean {
  return technicalKeys.has(key) && !(typeof value === 'object' && value !== null && 'description' in value);
}

/** What stands in a text without being one, in the order in which it is cut out. */
const notText = [
  /```.*?```/gs,
  /`[^`\n]*`/g,
  /<!--.*?-->/gs,
  /<\/?[\w@#:/&!-][^<>\n]*>/g, // HTML, and Discord's mentions, times and emoji
  /\$t\([^)]*\)/g,
  /\{\{[^{}|]*(?=[|}])/g, // the name of a placeholder; the forms after “|” are text
  /\{[^{}]*\}/g,
  /\]\([^)\s]*\)/g, // where a link leads
  /\b(?:https?:\/\/|www\.)\S+/g,
  /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\b[\w-]+\.(?:com|pl|md|json|txt|org)\b/g,
  /(?<!\w)\.(?:md|json)\b/g, // a kind of file
  /(?<![\p{L}\p{N}])\/[a-z][\w-]*(?: [a-z]+)?/gu, // a command
  /^\s*#+ [\w-]+(?: \(end:[^)\n]*\))?$/gm, // the heading of a template’s variant, or of a scene’s node, is its id
  /^- own words ->.*$/gm,
  / -> [\w-]+$/gm, // where a reply of a scene leads
  /\b(?:[A-Z][A-Za-z]+\/)+[A-Z][A-Za-z_]+\b/g, // a time zone
];

/** The words of a text as a dictionary knows them: straight apostrophes, compounds in their parts, no numbers. */
export function wordsOf(text: string): string[] {
  const plain = notText.reduce((rest, pattern) => rest.replaceAll(pattern, ' '), text).replaceAll(/[’ʼ]/g, "'");
  const tokens = plain.normalize('NFC').match(/[\p{L}\p{N}_]+(?:'[\p{L}]+)*/gu) ?? [];
  return tokens.filter((token) => /^[\p{L}']{2,}$/u.test(token));
}

/** The number of the first line that holds the word, whichever apostrophe is written there. */
export function lineOf(word: string, source: string): number {
  const lines = source.replaceAll(/[’ʼ]/g, "'").split('\n');
  const whole = new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u');
  return (
    Math.max(
      0,
      lines.findIndex((line) => whole.test(line)),
    ) + 1
  );
}

/** A word not to be used, as a regular expression, and what to say instead. */
export interface Avoided {
  readonly avoid: string;
  readonly say: string;
}

const avoidedSchema = z.record(z.enum(['pl', 'en']), z.array(z.strictObject({ avoid: z.string(), say: z.string() })));

/** Reads `content/words/avoid.yaml`. */
export function readAvoided(source: string): Readonly<Record<'pl' | 'en', readonly Avoided[]>> {
  return avoidedSchema.parse(parse(source));
}

/** Lines by which people search, and which may say anything. */
const SOUGHT_BY = /^ *(?:keywords:|- .*\?$)/u;

/** Places in a file where an avoided word stands: line, the word, and what to say instead. */
export function avoidedIn(
  source: string,
  list: readonly Avoided[],
): { readonly line: number; readonly word: string; readonly say: string }[] {
  return source.split('\n').flatMap((text, index) => {
    if (SOUGHT_BY.test(text)) return [];
    // Where a link leads is a name, which stays.
    const shown = text.replaceAll(/\]\([^)\s]*\)|\b(?:template|guide):[\w#-]+|^templates: .*|^related: .*/gu, ' ');
    return list.flatMap(({ avoid, say }) => {
      const found = new RegExp(`(?<![\\p{L}-])(?:${avoid})(?![\\p{L}-])`, 'iu').exec(shown);
      return found ? [{ line: index + 1, word: found[0], say }] : [];
    });
  });
}
