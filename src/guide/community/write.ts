import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ARTICLE_LIMITS, type Article } from '../article.ts';
import { headingsOf, type Link } from '../markdown.ts';
import type { Problem } from '../problems.ts';

/** Characters of what fits the form; an article with more is changed as a file. */
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

/** The words of a list as they are typed: by commas, semicolons or lines. */
export function readWords(typed: string): string[] {
  return distinct(typed.split(/[,;\n]/u));
}

/** Questions as they are typed: one a line. */
export function readQuestions(typed: string): string[] {
  return distinct(typed.split('\n'));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replace(/\s+/gu, ' ').trim()).filter((text) => text !== ''))];
}

/** What the form starts with; undefined for an article that does not fit it. */
export function formOf({ title, summary, keywords, questions, body }: Article): TypedArticle | undefined {
  const text = body.trim();
  const fits =
    text.length <= FORM_LIMITS.text &&
    keywords.join(', ').length <= FORM_LIMITS.keywords &&
    questions.join('\n').length <= FORM_LIMITS.questions;
  return fits ? { title, summary, keywords, questions, text } : undefined;
}

/**
 * The article as a file: front matter, then the text. What the form does not show (its place, words of sections, what it
 * leads to) is taken over from `earlier`.
 */
export function writeArticle({ text, ...fields }: TypedArticle, earlier?: Article): string {
  const ids = new Set(headingsOf(text).map(({ id }) => id));
  const sections = (earlier?.sections ?? [])
    .filter(({ id, keywords, questions }) => ids.has(id) && keywords.length + questions.length > 0)
    .map(({ id, keywords, questions }) => [id, { keywords, questions }] as const);
  const { order = 0, related = [], templates = [], answers = [] } = earlier ?? {};
  const kept = {
    ...(order > 0 ? { order } : {}),
    ...(sections.length > 0 ? { sections: Object.fromEntries(sections) } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(templates.length > 0 ? { templates } : {}),
    ...(answers.length > 0 ? { answers } : {}),
  };
  return `---\n${stringify({ ...fields, ...kept }, { lineWidth: 0 })}---\n\n${text.trim()}\n`;
}

/** Lines of the file above the text that was typed: a problem on line 12 of the file is on line 12 − 9 of the text. */
export function linesAbove(source: string): number {
  const lines = source.split('\n');
  return lines.indexOf('---', 1) + 2;
}

/** An article of the guide that is hidden is kept as a note: its name, and no text. */
export function hidingNote(title: string): string {
  return `---\n${stringify({ title }, { lineWidth: 0 })}---\n`;
}

/** Whether a kept text only hides an article of the guide. */
export function isNote(source: string): boolean {
  return /^---\ntitle: [^\n]+\n---\n$/u.test(source);
}

/** Of an article's `links` those that lead nowhere. They are shown as plain text, so they are told, and keep nobody from saving. */
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

/** Characters of a title and of a summary, as the form says them. */
export const { title: TITLE_LENGTH, summary: SUMMARY_LENGTH } = ARTICLE_LIMITS;

/** Whether the form has room for the text; else it asks for the other fields alone, and the text stays as it is. */
export function fitsForm({ text }: Pick<TypedArticle, 'text'>): boolean {
  return text.length <= FORM_LIMITS.text;
}

/** What was typed into the form, read back from the file that was made of it, whatever rule its text breaks. */
export function typedOf(source: string): TypedArticle | undefined {
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(source) ?? [];
  const fields = typedSchema.safeParse(readYaml(front)).data;
  return fields && { ...fields, text: body.trim() };
}

const texts = z.array(z.string()).default([]);
const typedSchema = z.object({ title: z.string(), summary: z.string().default(''), keywords: texts, questions: texts });

function readYaml(source: string): unknown {
  try {
    return parse(source);
  } catch {
    return undefined; // not made of a form
  }
}
