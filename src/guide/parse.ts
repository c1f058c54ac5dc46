import { basename } from 'node:path';
import { ARTICLE_LIMITS, type Article, type FrontMatter, isSlug, type Section } from './article.ts';
import { type Ignored, parseFrontMatter } from './front-matter.ts';
import { type Heading, headingsOf } from './markdown.ts';
import type { Problem, Report } from './problems.ts';
import { nameSections } from './section-names.ts';

export type ParsedArticle =
  | { readonly ok: true; readonly article: Article; readonly ignored: readonly Ignored[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface ArticleSource {
  /** Names the text in problems; its base name without `.md` is the slug unless `slug` is given. */
  readonly file: string;
  readonly slug?: string;
  /**
   * Set for a community's text: fields that articles do not have are ignored. `as-read`: a long text is split into sections even
   * if its author named none.
   */
  readonly community?: 'as-written' | 'as-read';
}

/**
 * Reads one article: YAML front matter, then CommonMark. Used for the guide's own files and for uploads by moderators, so it
 * never throws: any text yields an article or the full list of its problems.
 */
export function parseArticle(text: string, source: ArticleSource): ParsedArticle {
  const problems: Problem[] = [];
  const report: Report = (rule, line, params = {}) => problems.push({ file: source.file, line, rule, params });
  const read = readArticle(text, source, report);
  return read && problems.length === 0 ? { ok: true, ...read } : { ok: false, problems };
}

function readArticle(
  text: string,
  source: ArticleSource,
  report: Report,
): { article: Article; ignored: readonly Ignored[] } | undefined {
  if (text.length > ARTICLE_LIMITS.text) {
    report('text-too-long', 1, { length: text.length, max: ARTICLE_LIMITS.text });
    return undefined;
  }
  const slug = source.slug ?? basename(source.file, '.md');
  if (!isSlug(slug)) report('slug-invalid', 1, { slug, max: ARTICLE_LIMITS.slug });

  const matter = parseFrontMatter(text, report, source.community !== undefined);
  if (!matter) return undefined;
  const body = source.community === 'as-read' ? nameSections(matter.body) : matter.body;
  const bodyLines = body.split('\n');
  if (body.trim() === '') report('body-empty', matter.end);

  const { opening, sections } = splitSections(bodyLines, matter.end + 1, slug, matter.fields, report);
  for (const id of Object.keys(matter.fields.sections)) {
    if (!sections.some((section) => section.id === id))
      report('section-without-heading', matter.lineOf(['sections', id]), { id });
  }
  const { sections: _, ...fields } = matter.fields;
  const article = { slug, file: source.file, ...fields, body, bodyLine: matter.end + 1, opening, sections };
  return { article, ignored: matter.ignored };
}

function splitSections(
  lines: readonly string[],
  firstLine: number,
  slug: string,
  fields: FrontMatter,
  report: Report,
): { opening: string; sections: Section[] } {
  const headings = headingsOf(lines.join('\n'));
  for (const heading of headings) checkHeading(heading, firstLine + heading.line, report);
  const breaks = headings.filter((heading) => heading.level <= 2);
  const opening = [
    lines
      .slice(0, breaks[0]?.line ?? lines.length)
      .join('\n')
      .trim(),
  ];
  const sections: Section[] = [];
  breaks.forEach((heading, at) => {
    const end = breaks[at + 1]?.line ?? lines.length;
    if (heading.id === undefined) {
      opening.push(lines.slice(heading.line, end).join('\n').trim());
      return;
    }
    const { id } = heading;
    const line = firstLine + heading.line;
    if (sections.some((section) => section.id === id)) report('section-id-duplicate', line, { id });
    const body = lines.slice(heading.end, end).join('\n').trim();
    if (body === '') report('section-empty', line, { id });
    const { keywords, questions } = Object.hasOwn(fields.sections, id) ? (fields.sections[id] ?? NO_WORDS) : NO_WORDS;
    sections.push({ id, ref: `${slug}#${id}`, heading: heading.text, keywords, questions, body, line });
  });
  if (sections.length > ARTICLE_LIMITS.sections)
    report('field-too-many', firstLine, { field: 'sections', max: ARTICLE_LIMITS.sections });
  return { opening: opening.filter((block) => block !== '').join('\n\n'), sections };
}

const NO_WORDS = { keywords: [], questions: [] } as const;

function checkHeading(heading: Heading, line: number, report: Report): void {
  if (heading.level === 1) report('heading-level-one', line);
  // Only headings that name a section appear in lists; a question as a heading may be of any length.
  if (heading.id === undefined) return;
  if (heading.text.length > ARTICLE_LIMITS.heading) report('heading-too-long', line, { max: ARTICLE_LIMITS.heading });
  if (heading.level !== 2) report('section-level', line);
  if (!isSlug(heading.id)) report('section-id-invalid', line, { id: heading.id });
}
