import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { type Article, GUIDE_PARTS } from './article.ts';
import { parseArticle } from './parse.ts';
import { ContentError, type Problem } from './problems.ts';

export interface GuidePart {
  readonly id: string;
  /** The short article that opens the part, if it has one (`reasons`, `steps`, `tips`). */
  readonly overview: Article | undefined;
  /** The part's articles in order, without the overview. */
  readonly articles: readonly Article[];
}

export interface Guide {
  readonly locale: Locale;
  /** Every article by slug, overviews included, in reading order. */
  readonly articles: ReadonlyMap<string, Article>;
  readonly parts: readonly GuidePart[];
  /** Themes close to the guide's that it does not cover (taxes, rates), in people's own words. */
  readonly notCovered: readonly string[];
  /** Groups of words that people use interchangeably in questions, one comma-separated line each. */
  readonly synonyms: readonly string[];
}

/**
 * Reads `<contentDir>/<locale>/guide/<part>/<slug>.md`, plus `not-covered.yaml` and `synonyms.yaml` beside the parts if they
 * exist.
 *
 * @throws ContentError naming file, line and rule of every problem
 */
export function loadGuide(contentDir: string, locale: Locale): Guide {
  const { guide, problems } = readGuide(contentDir, locale);
  if (problems.length > 0) throw new ContentError(problems);
  return guide;
}

/** Like {@link loadGuide}, but returns the problems along with the articles that could be read. */
export function readGuide(contentDir: string, locale: Locale): { guide: Guide; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const articles: Article[] = [];
  const directory = join(contentDir, locale, 'guide');
  for (const { folder, name } of articleFiles(directory)) {
    const file = `${locale}/guide/${folder}/${name}`;
    const parsed = parseArticle(readFileSync(join(directory, folder, name), 'utf8'), { file });
    if (!parsed.ok) {
      problems.push(...parsed.problems);
      continue;
    }
    problems.push(...placeProblems(parsed.article, folder, articles));
    articles.push(parsed.article);
  }
  const list = (name: string) => readList(join(directory, `${name}.yaml`), `${locale}/guide/${name}.yaml`, problems);
  const [notCovered, synonyms] = [list('not-covered'), list('synonyms')];
  return { guide: { locale, ...arrange(articles), notCovered, synonyms }, problems };
}

function readList(path: string, file: string, problems: Problem[]): readonly string[] {
  if (!existsSync(path)) return [];
  const document = parseDocument(readFileSync(path, 'utf8'));
  const list = document.errors.length > 0 ? undefined : z.array(z.string().trim().min(1)).safeParse(document.toJS());
  if (list?.success) return list.data;
  problems.push({
    file,
    line: 1,
    rule: 'field-type',
    params: { field: basename(path, '.yaml'), expected: 'a list of texts' },
  });
  return [];
}

function articleFiles(directory: string): { folder: string; name: string }[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: folder }) => readdirSync(join(directory, folder)).map((name) => ({ folder, name })))
    .filter(({ name }) => name.endsWith('.md'))
    .sort((a, b) => (`${a.folder}/${a.name}` < `${b.folder}/${b.name}` ? -1 : 1));
}

function placeProblems(article: Article, folder: string, earlier: readonly Article[]): Problem[] {
  const problem = (rule: Problem['rule'], params: Problem['params']): Problem => ({
    file: article.file,
    line: 1,
    rule,
    params,
  });
  const problems: Problem[] = [];
  if (!GUIDE_PARTS.some((part) => part === article.part))
    problems.push(problem('part-unknown', { part: article.part, parts: GUIDE_PARTS.join(', ') }));
  if (article.part !== folder) problems.push(problem('part-folder', { part: article.part, folder }));
  const twin = earlier.find((other) => other.slug === article.slug);
  if (twin) problems.push(problem('slug-duplicate', { slug: article.slug, other: twin.file }));
  const neighbour = earlier.find((other) => other.part === article.part && other.order === article.order);
  if (neighbour) problems.push(problem('order-duplicate', { order: article.order, other: neighbour.slug }));
  return problems;
}

function arrange(articles: readonly Article[]): Pick<Guide, 'articles' | 'parts'> {
  const parts = GUIDE_PARTS.flatMap((id): GuidePart[] => {
    const own = articles.filter((article) => article.part === id).sort((a, b) => a.order - b.order);
    const overview = own.find((article) => article.slug === id);
    return own.length === 0 ? [] : [{ id, overview, articles: own.filter((article) => article !== overview) }];
  });
  const ordered = parts.flatMap(({ overview, articles: own }) => (overview ? [overview, ...own] : own));
  return { parts, articles: new Map(ordered.map((article) => [article.slug, article])) };
}
