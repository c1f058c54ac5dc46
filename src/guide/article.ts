import { z } from 'zod';
import { cleanText } from '../text/clean-text.ts';
import { isSlugWithin, SLUG_PATTERN } from '../text/slug.ts';

/** The parts of the guide, in reading order. Overview articles bear the name of their part. */
export const GUIDE_PARTS = ['introduction', 'reasons', 'steps', 'tips', 'situations', 'conclusion'] as const;
/** The part for articles that name none: those a community's moderators add. */
export const COMMUNITY_PART = 'community';

/**
 * Limits of an article, in characters unless said otherwise. Title and heading together fit one of Discord's autocomplete choices
 * (100); the others keep an article readable.
 */
export const ARTICLE_LIMITS = {
  text: 256 * 1024,
  slug: 60,
  title: 80,
  heading: 80,
  summary: 160,
  keyword: 80,
  keywords: 80,
  question: 200,
  theme: 60,
  thought: 160,
  questions: 40,
  sections: 40,
  references: 25,
  sources: 10,
  address: 300,
} as const;

/** Whether a text can name an article, section, template or kind: lower-case ASCII words joined by hyphens. */
export function isSlug(text: string): boolean {
  return isSlugWithin(text, ARTICLE_LIMITS.slug);
}

/**
 * Whether a text reads like the name of an article, a section or a template ("late-payment", "own.7") rather than like words that
 * somebody typed: if nothing bears it, what it named is gone.
 */
export function readsLikeName(text: string): boolean {
  return /^[a-z0-9]+(?:[-.#][a-z0-9]+)+$/.test(text);
}

// YAML has its own escapes ("\u0000"), so parsed values are cleaned again.
const line = (max: number) => z.string().overwrite(cleanText).trim().min(1).max(max);
const slug = line(ARTICLE_LIMITS.slug).regex(SLUG_PATTERN);
const keywords = z.array(line(ARTICLE_LIMITS.keyword)).max(ARTICLE_LIMITS.keywords).default([]);
const questions = z.array(line(ARTICLE_LIMITS.question)).max(ARTICLE_LIMITS.questions).default([]);
const references = (pattern: RegExp) =>
  z
    .array(line(2 * ARTICLE_LIMITS.slug).regex(pattern))
    .max(ARTICLE_LIMITS.references)
    .default([]);

/** Where a statement of law or fact can be read, and the day on which somebody last read it. */
const source = z.strictObject({
  name: line(ARTICLE_LIMITS.keyword),
  url: z.url({ protocol: /^https?$/ }).max(ARTICLE_LIMITS.address),
  checked: z.iso.date(),
});
export type ArticleSource = z.infer<typeof source>;

/** What an article gives the community to talk about; as the theme of a week's check-in it also has a short name and a thought. */
const discuss = z.strictObject({
  question: line(ARTICLE_LIMITS.question),
  theme: line(ARTICLE_LIMITS.theme).optional(),
  thought: line(ARTICLE_LIMITS.thought).optional(),
});
export type ArticleDiscussion = z.infer<typeof discuss>;

/** The front matter of an article: the same for the guide's files and for those that moderators upload. */
export const frontMatterSchema = z.strictObject({
  title: line(ARTICLE_LIMITS.title),
  summary: line(ARTICLE_LIMITS.summary),
  part: slug.default(COMMUNITY_PART),
  order: z.int().min(0).max(999).default(0),
  keywords,
  questions,
  sections: z.record(z.string(), z.strictObject({ keywords, questions })).default({}),
  related: references(/^[a-z0-9-]+(?:#[a-z0-9-]+)?$/),
  templates: references(SLUG_PATTERN),
  answers: references(SLUG_PATTERN),
  sources: z.array(source).max(ARTICLE_LIMITS.sources).default([]),
  discuss: discuss.optional(),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

/** A part of an article under a heading with an id: readable and searchable by itself. */
export interface Section {
  readonly id: string;
  /** `slug#id`: the section's permanent name everywhere. */
  readonly ref: string;
  readonly heading: string;
  readonly keywords: readonly string[];
  readonly questions: readonly string[];
  /** CommonMark below the heading, without it. */
  readonly body: string;
  /** Line of the heading in the file, from 1. */
  readonly line: number;
}

export interface Article {
  readonly slug: string;
  /** File it was read from, as named in problems. */
  readonly file: string;
  readonly title: string;
  readonly summary: string;
  readonly part: string;
  readonly order: number;
  readonly keywords: readonly string[];
  readonly questions: readonly string[];
  /** Slugs (or `slug#section`) of related articles. */
  readonly related: readonly string[];
  /** Ids of templates that belong to it. */
  readonly templates: readonly string[];
  /** Kinds of violation that it answers. */
  readonly answers: readonly string[];
  /** Sources of its statements of law and fact. */
  readonly sources: readonly ArticleSource[];
  /** A question for the community, shown at its end. */
  readonly discuss?: ArticleDiscussion | undefined;
  /** The whole text as written (CommonMark; headings still carry `{#id}`). */
  readonly body: string;
  /** Line of the file on which `body` starts, from 1. */
  readonly bodyLine: number;
  /** Text outside any section: before the first one, and below headings without an id. */
  readonly opening: string;
  readonly sections: readonly Section[];
}
