/** Checks the content of guide, templates and scenes beyond what loading it checks: `node scripts/check-content.ts`. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Article, GUIDE_PARTS } from '../src/guide/article.ts';
import { type Guide, readGuide } from '../src/guide/articles.ts';
import { linksOf, proseOf } from '../src/guide/markdown.ts';
import { describeProblem, type Problem, type ProblemRule } from '../src/guide/problems.ts';
import { LOCALES, type Locale } from '../src/i18n/locales.ts';
import { isViolationKind } from '../src/kinds/violations.ts';
import { checkScenes } from '../src/practice/check.ts';
import type { Referable } from '../src/practice/read-scene.ts';
import { checkTemplates } from '../src/templates/check.ts';
import { describeTemplateProblem } from '../src/templates/template-file.ts';
import { complaintProblems, readComplaints } from './complaints.ts';

/** Fewer than these leave a section hard to find (docs/search.md). */
const least = { keywords: 4, questions: 1 } as const;
/** Words of an article that reads well on one phone screen or two; overviews only introduce their part. */
const wordCounts = { article: { min: 150, max: 500 }, overview: { min: 80, max: 250 } } as const;

const leftover = /\b(?:TODO|FIXME|XXX|TBD|lorem ipsum)\b|\{\{|\?\?\?|\[\[/i;

/**
 * All that is wrong with `<contentDir>/<locale>/guide`: the articles' format, both languages' slugs and section ids, links,
 * words to be found by, length, quotation marks and left-over placeholders.
 */
export function checkGuide(contentDir: string): Problem[] {
  const [pl, en] = [readGuide(contentDir, 'pl'), readGuide(contentDir, 'en')];
  const both = (locale: Locale, guide: Guide, other: Guide) => [
    ...overviewProblems(guide),
    ...[...guide.articles.values()].flatMap((article) => [
      ...twinProblems(article, other),
      ...linkProblems(article, guide, templateIds(contentDir, locale)),
      ...wordProblems(article),
      ...proseProblems(article),
    ]),
  ];
  return [...pl.problems, ...en.problems, ...both('pl', pl.guide, en.guide), ...both('en', en.guide, pl.guide)];
}

/** What scenes of this language may refer to. */
export function referableOf(contentDir: string, locale: Locale): Referable {
  const { articles } = readGuide(contentDir, locale).guide;
  const sections = [...articles.values()].flatMap(({ slug, sections }) => [
    slug,
    ...sections.map(({ id }) => `${slug}#${id}`),
  ]);
  return { sections: new Set(sections), templates: templateIds(contentDir, locale) };
}

function templateIds(contentDir: string, locale: Locale): ReadonlySet<string> {
  const directory = join(contentDir, locale, 'templates');
  const files = existsSync(directory) ? readdirSync(directory) : [];
  return new Set(files.filter((name) => name.endsWith('.md')).map((name) => basename(name, '.md')));
}

/** Makes problems of one article. */
function reporter(article: Article) {
  return (rule: ProblemRule, line: number, params: Problem['params'] = {}): Problem => ({
    file: article.file,
    line,
    rule,
    params,
  });
}

function overviewProblems({ locale, parts }: Guide): Problem[] {
  return GUIDE_PARTS.filter((part) => part !== 'introduction' && part !== 'conclusion')
    .filter((part) => !parts.some(({ id, overview }) => id === part && overview?.order === 0))
    .map((part) => ({ file: `${locale}/guide/${part}`, line: 1, rule: 'overview-missing', params: { part } }));
}

function twinProblems(article: Article, other: Guide): Problem[] {
  const problem = reporter(article);
  const twin = other.articles.get(article.slug);
  if (!twin) return [problem('article-missing', 1, { slug: article.slug, other: article.file })];
  const moved = twin.part !== article.part || twin.order !== article.order;
  return [
    ...(moved ? [problem('place-differs', 1, { other: twin.file })] : []),
    ...article.sections
      .filter(({ id }) => !twin.sections.some((section) => section.id === id))
      .map(({ id, line }) => problem('section-missing', line, { id, other: article.file })),
  ];
}

function linkProblems(article: Article, guide: Guide, templates: ReadonlySet<string>): Problem[] {
  const problem = reporter(article);
  const check = (target: string, line: number): Problem[] => {
    const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/.exec(target) ?? [];
    if (scheme === 'http' || scheme === 'https') return [];
    if (scheme === 'template') return templates.has(rest) ? [] : [problem('link-template', line, { target })];
    if (scheme !== 'guide') return [problem('link-kind', line, { target })];
    const [slug = '', section] = rest.split('#');
    const linked = guide.articles.get(slug);
    if (!linked) return [problem('link-article', line, { target })];
    const found = section === undefined || linked.sections.some(({ id }) => id === section);
    return found ? [] : [problem('link-section', line, { target })];
  };
  return [
    ...linksOf(article.body).flatMap(({ target, line }) => check(target, article.bodyLine + line)),
    ...article.related.flatMap((target) => check(`guide:${target}`, 1)),
    ...article.templates.flatMap((target) => check(`template:${target}`, 1)),
    ...article.answers.filter((kind) => !isViolationKind(kind)).map((kind) => problem('answers-unknown', 1, { kind })),
  ];
}

function wordProblems(article: Article): Problem[] {
  const problem = reporter(article);
  const owners = [
    { id: article.slug, line: 1, ...pickWords(article) },
    ...article.sections.map((section) => ({ id: section.id, line: section.line, ...pickWords(section) })),
  ];
  const problems = owners.flatMap(({ id, line, ...words }) =>
    (['keywords', 'questions'] as const)
      .filter((kind) => words[kind].length < least[kind])
      .map((kind) => problem('words-missing', line, { kind, id, count: words[kind].length, min: least[kind] })),
  );
  const { min, max } = wordCounts[article.slug === article.part ? 'overview' : 'article'];
  const count = proseOf(article.body).reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
  if (count < min || count > max) problems.push(problem('words-count', article.bodyLine, { count, min, max }));
  return problems;
}

function pickWords({ keywords, questions }: Pick<Article, 'keywords' | 'questions'>) {
  return { keywords, questions };
}

function proseProblems(article: Article): Problem[] {
  const problem = reporter(article);
  const words = [article, ...article.sections].flatMap(({ keywords, questions }) => [...keywords, ...questions]);
  const texts = [
    ...proseOf(article.body).map(({ text, line }) => ({ text, line: article.bodyLine + line })),
    ...[article.title, article.summary, ...words].map((text) => ({ text, line: 1 })),
  ];
  return texts.flatMap(({ text, line }) => [
    ...excerpts(text, /["']/).map((excerpt) => problem('straight-quote', line, { excerpt })),
    ...excerpts(text, leftover).map((excerpt) => problem('placeholder', line, { excerpt })),
  ]);
}

/** The words around the first place where the pattern matches. */
function excerpts(text: string, pattern: RegExp): string[] {
  const found = pattern.exec(text);
  return found ? [text.slice(Math.max(0, found.index - 20), found.index + 20).trim()] : [];
}

if (import.meta.main) {
  const folder = fileURLToPath(new URL('../content', import.meta.url));
  const lines = [
    ...checkGuide(folder).map((problem) => `content/${describeProblem(problem)}`),
    ...checkTemplates(folder).map(describeTemplateProblem),
    ...checkScenes(folder, { pl: referableOf(folder, 'pl'), en: referableOf(folder, 'en') }),
    ...LOCALES.flatMap((locale) => complaintProblems(readComplaints(folder, locale), readGuide(folder, locale).guide)),
  ];
  for (const line of lines) console.error(line);
  if (lines.length > 0) process.exitCode = 1;
  else console.log(`The guide, the templates and the scenes are in order (${LOCALES.join(', ')}).`);
}
