import { isNote } from '../../library/hide.ts';
import { nextTurn } from '../../threads/next-turn.ts';
import { checkLongArticle } from '../parse-aside.ts';

/** A text from a file and its intended slug. */
export interface ArticleText {
  readonly slug: string;
  readonly state: string;
  readonly text: string;
}

/** Result of checking the texts of a file. */
export interface Checked<I> {
  /** Texts that may not be imported: neither an article nor a note that hides one. */
  readonly refused: ReadonlySet<I>;
  /** Front matter fields that articles do not have; they are dropped. */
  readonly ignored: ReadonlySet<string>;
}

/** Checks the texts of a file. */
export async function checkArticles<I extends ArticleText>(items: readonly I[]): Promise<Checked<I>> {
  const refused = new Set<I>();
  const ignored = new Set<string>();
  // One at a time, so that a file with many texts does not hold up other work on the threads.
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
