/**
 * The bank of complaints: what people might say about each section of the guide, in `content/<locale>/guide/complaints`, and what
 * they say that it does not answer (`beside.txt`). The search learns from it; docs/search.md has the format.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Guide } from '../src/guide/articles.ts';
import type { Locale } from '../src/i18n/locales.ts';
import { fold } from '../src/text/words.ts';

export interface Complaint {
  readonly locale: Locale;
  readonly text: string;
  /** The section that answers it best (`slug` or `slug#section`); undefined for what lies beside the guide. */
  readonly section?: string;
  /** Lies beside the guide, yet has its words in another sense. */
  readonly hard?: true;
  /** Path below `content/` and line. */
  readonly file: string;
  readonly line: number;
}

/** Fewer than these teach little. An article that only introduces others has little to complain about. */
export const LEAST_COMPLAINTS = { section: 60, overview: 20, situation: 40, recent: 8, plain: 400, hard: 200 } as const;
const OVERVIEWS: ReadonlySet<string> = new Set(['reasons', 'steps', 'situations', 'tips', 'conclusion-prevention']);
/** Articles and sections written after the bank was collected: a beginning, to be filled up to what other sections have. */
const RECENT = /#(?:deadlines|calls|no-contract|copyright|notice)$/;

const BESIDE = 'beside';
const OPENING = 'opening';

export function readComplaints(contentDir: string, locale: Locale): Complaint[] {
  const folder = `${locale}/guide/complaints`;
  return readdirSync(join(contentDir, folder))
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) =>
      parseComplaints(readFileSync(join(contentDir, folder, name), 'utf8'), `${folder}/${name}`, locale),
    );
}

/** Reads one file: `[section]` in a line by itself, then one complaint a line. */
export function parseComplaints(source: string, file: string, locale: Locale): Complaint[] {
  const slug = basename(file, '.txt');
  let heading = '';
  return source.split('\n').flatMap((raw, at): Complaint[] => {
    const text = raw.trim();
    if (text === '') return [];
    if (text.startsWith('[') && text.endsWith(']')) {
      heading = text.slice(1, -1);
      return [];
    }
    const place = { locale, text, file, line: at + 1 };
    if (slug === BESIDE) return [heading === 'hard' ? { ...place, hard: true } : place];
    return [{ ...place, section: heading === OPENING ? slug : `${slug}#${heading}` }];
  });
}

/**
 * Whether a complaint is set aside for measuring: every fifth, by a digest of its words, so that it stays there however the files
 * are changed or sorted.
 */
export function isSetAside({ text }: Pick<Complaint, 'text'>): boolean {
  return createHash('sha256').update(fold(text)).digest().readUInt32BE(0) % 5 === 0;
}

function leastFor(section: string, part: string): number {
  if (OVERVIEWS.has(section)) return LEAST_COMPLAINTS.overview;
  if (part === 'situations') return LEAST_COMPLAINTS.situation;
  return RECENT.test(section) ? LEAST_COMPLAINTS.recent : LEAST_COMPLAINTS.section;
}

/** All that is wrong with a language's bank, a line each. */
export function complaintProblems(complaints: readonly Complaint[], guide: Guide): string[] {
  const problems: string[] = [];
  const parts = new Map(
    [...guide.articles.values()].flatMap(({ slug, part, sections }) =>
      [slug, ...sections.map(({ ref }) => ref)].map((ref) => [ref, part] as const),
    ),
  );
  const counts = new Map<string, number>();
  const places = new Map<string, string>();
  for (const { text, section, hard, file, line } of complaints) {
    const place = `${file}:${line}`;
    if (section !== undefined && !parts.has(section)) problems.push(`${place} the guide has no section “${section}”`);
    const words = fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const earlier = places.get(words);
    if (earlier !== undefined) problems.push(`${place} says the same as ${earlier}`);
    places.set(words, place);
    const group = section ?? (hard ? 'hard' : 'plain');
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const demand = (group: string, least: number) => {
    const count = counts.get(group) ?? 0;
    if (count < least)
      problems.push(`${guide.locale}: ${count} complaints of “${group}”, at least ${least} are wanted`);
  };
  for (const [section, part] of parts) demand(section, leastFor(section, part));
  demand('plain', LEAST_COMPLAINTS.plain);
  demand('hard', LEAST_COMPLAINTS.hard);
  return problems;
}
