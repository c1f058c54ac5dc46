import type { Article } from '../article.ts';
import { plainText } from '../markdown.ts';
import type { SearchDocument } from './passages.ts';

/**
 * The searchable documents of an article: its opening, then each section.
 *
 * @param other the same article in the other language, if there is one
 */
export function* documentsOf(article: Article, other?: Article): Generator<SearchDocument> {
  yield {
    id: article.slug,
    slug: article.slug,
    title: article.title,
    keywords: article.keywords,
    questions: article.questions,
    otherWords: other ? [other.title, ...other.keywords, ...other.questions] : [],
    body: `${article.summary}\n${plainText(article.opening)}`,
  };
  for (const section of article.sections) {
    const twin = other?.sections.find(({ id }) => id === section.id);
    yield {
      id: section.ref,
      slug: article.slug,
      title: article.title,
      heading: section.heading,
      keywords: section.keywords,
      questions: section.questions,
      otherWords: twin ? [twin.heading, ...twin.keywords, ...twin.questions] : [],
      body: plainText(section.body),
    };
  }
}

/** The documents of a whole guide. */
export function* guideDocuments(
  guide: { readonly articles: ReadonlyMap<string, Article> },
  other?: { readonly articles: ReadonlyMap<string, Article> },
): Generator<SearchDocument> {
  for (const article of guide.articles.values()) yield* documentsOf(article, other?.articles.get(article.slug));
}
