import { checkLongArticle } from '../parse-aside.ts';
import { isNote } from './write.ts';

/** A text of a file, and what it is to be. */
export interface ArticleText {
  readonly slug: string;
  readonly state: string;
  readonly text: string;
}

/** What is found out about the texts of a file. */
export interface Checked<I> {
  /** Those that may not be taken over: neither an article nor a note that hides one. */
  readonly refused: ReadonlySet<I>;
  /** Fields in their front matter that articles have not, and that are left out. */
  readonly ignored: ReadonlySet<string>;
}

/** Reads the texts of a file. */
export async function checkArticles<I extends ArticleText>(items: readonly I[]): Promise<Checked<I>> {
  const refused = new Set<I>();
  const ignored = new Set<string>();
  // One after the other: many files at once are no reason to keep other threads' work waiting.
  for (const item of items) {
    const { slug, state, text } = item;
    if (state === 'hidden' && isNote(text)) continue;
    const checked = await checkLongArticle(text, { file: `${slug}.md`, slug, community: 'as-written' });
    if (!checked.ok) refused.add(item);
    else for (const { field } of checked.ignored) ignored.add(field);
    await nextTurn();
  }
  return { refused, ignored };
}

/** Between two texts others are served. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
