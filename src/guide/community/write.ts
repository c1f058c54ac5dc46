import { z } from 'zod';
import { readFrontMatter, writeFrontMatter } from '../../text/front-matter.ts';
import { ARTICLE_LIMITS, type Article } from '../article.ts';
import { headingsOf, type Link } from '../markdown.ts';
import type { Problem } from '../problems.ts';

/** Characters that fit the form; a longer article is changed as a file. */
export const FORM_LIMITS = { keywords: 2000, questions: 4000, text: 4000 } as const;

/** An article as moderators type it into the form. */
export interface TypedArticle {
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly questions: readonly string[];
  /** Markdown. */
  readonly text: string;
}

/** The words of a list as typed: separated by commas, semicolons or line breaks. */
export function readWords(typed: string): string[] {
  return distinct(typed.split(/[,;\n]/u));
}

/** Questions as typed: one per line. */
export function readQuestions(typed: string): string[] {
  return distinct(typed.split('\n'));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replace(/\s+/gu, ' ').trim()).filter((text) => text !== ''))];
}

/** Initial values of the form; undefined for an article that does not fit it. */
export function formOf({ title, summary, keywords, questions, body }: Article): TypedArticle | undefined {
  const text = body.trim();
  const fits =
    text.length <= FORM_LIMITS.text &&
    keywords.join(', ').length <= FORM_LIMITS.keywords &&
    questions.join('\n').length <= FORM_LIMITS.questions;
  return fits ? { title, summary, keywords, questions, text } : undefined;
}

/**
 * The article as a file: front matter, then the text. Fields the form does not show (part, order, section keywords, links) are
 * taken from `earlier`.
 */
export function writeArticle({ text, ...fields }: TypedArticle, earlier?: Article): string {
  const ids = new Set(headingsOf(text).map(({ id }) => id));
  const sections = (earlier?.sections ?? [])
    .filter(({ id, keywords, questions }) => ids.has(id) && keywords.length + questions.length > 0)
    .map(({ id, keywords, questions }) => [id, { keywords, questions }] as const);
  const { order = 0, related = [], templates = [], answers = [], sources = [], discuss } = earlier ?? {};
  const kept = {
    ...(order > 0 ? { order } : {}),
    ...(sections.length > 0 ? { sections: Object.fromEntries(sections) } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(templates.length > 0 ? { templates } : {}),
    ...(answers.length > 0 ? { answers } : {}),
    ...(sources.length > 0 ? { sources } : {}),
    ...(discuss ? { discuss } : {}),
  };
  return `${writeFrontMatter({ ...fields, ...kept })}\n${text.trim()}\n`;
}

/** Lines of the file above the typed text: a problem on line 12 of the file is on line 12 − 9 of the text. */
export function linesAbove(source: string): number {
  const lines = source.split('\n');
  return lines.indexOf('---', 1) + 2;
}

/**
 * Those of an article's `links` that lead nowhere. They are shown as plain text, so they are reported without blocking the save.
 */
export function deadLinks(
  { file, bodyLine, slug, sections }: Article,
  links: readonly Link[],
  known: {
    readonly articles: ReadonlyMap<string, Pick<Article, 'sections'>>;
    readonly isTemplate: (id: string) => boolean;
  },
): Problem[] {
  return links.flatMap(({ target, line }): Problem[] => {
    const problem = (rule: Problem['rule']): Problem[] => [{ file, line: bodyLine + line, rule, params: { target } }];
    if (target.startsWith('template:'))
      return known.isTemplate(target.slice('template:'.length)) ? [] : problem('link-template');
    if (!target.startsWith('guide:')) return /^https?:\/\//u.test(target) ? [] : problem('link-kind');
    const [name = '', section] = target.slice('guide:'.length).split('#');
    const article = name === slug ? { sections } : known.articles.get(name);
    if (!article) return problem('link-article');
    return section === undefined || article.sections.some(({ id }) => id === section) ? [] : problem('link-section');
  });
}

/** Maximum characters of title and summary, as the form states them. */
export const { title: TITLE_LENGTH, summary: SUMMARY_LENGTH } = ARTICLE_LIMITS;

/** Whether the text fits the form; otherwise the form asks only for the other fields and the text stays unchanged. */
export function fitsForm({ text }: Pick<TypedArticle, 'text'>): boolean {
  return text.length <= FORM_LIMITS.text;
}

/** The typed values, read back from the file made of them, whatever rule the text breaks. */
export function typedOf(source: string): TypedArticle | undefined {
  const read = readFrontMatter(source);
  const fields = typedSchema.safeParse(read?.fields).data;
  return read && fields && { ...fields, text: read.body.trim() };
}

const texts = z.array(z.string()).default([]);
const typedSchema = z.object({ title: z.string(), summary: z.string().default(''), keywords: texts, questions: texts });
