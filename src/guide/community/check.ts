import { checkLongArticle } from '../parse-aside.ts';
import { isNote } from './write.ts';

/** A text of a file, and what it is to be. */
export interface ArticleText {
  readonly slug: string;
  readonly state: string;
  readonly text: string;
}

/** Which texts of a file may not be taken over: those that are neither an article nor a note that hides one. */
export async function refusedArticles<I extends ArticleText>(items: readonly I[]): Promise<ReadonlySet<I>> {
  const refused = new Set<I>();
  // One after the other: many files at once are no reason to keep other threads' work waiting.
  for (const item of items) {
    const { slug, state, text } = item;
    if (state === 'hidden' && isNote(text)) continue;
    if (!(await checkLongArticle(text, { file: `${slug}.md`, slug })).ok) refused.add(item);
    await nextTurn();
  }
  return refused;
}

/** Between two texts others are served. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
