import { LEAST_PEOPLE } from '../../communities/least-people.ts';
import type { Tx } from '../../database/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import { UNREADABLE } from '../../unreadable.ts';

/** What a community's members think of an article; at least three of them. */
export interface Helpfulness {
  /** The article's slug. */
  readonly article: string;
  readonly yes: number;
  readonly no: number;
  /** Notes without names, where at least three people wrote one; in no order that says who. */
  readonly notes: readonly string[];
}

/** Articles that at least three people rated in a community, the least helpful first. */
export async function readHelpfulness(
  { db, sealer }: { readonly db: Tx; readonly sealer: Pick<Sealer, 'open'> },
  communityId: string,
): Promise<Helpfulness[]> {
  const rows = await db.articleRating.findMany({ where: { communityId } });
  const byArticle = Map.groupBy(rows, ({ article }) => article);
  return [...byArticle]
    .filter(([, ratings]) => ratings.length >= LEAST_PEOPLE)
    .map(([article, ratings]): Helpfulness => {
      const yes = ratings.filter(({ helpful }) => helpful).length;
      const notes = ratings
        .flatMap((rating) => sealer.open('ArticleRating', rating).note ?? [])
        .filter((note) => note !== UNREADABLE);
      return { article, yes, no: ratings.length - yes, notes: notes.length >= LEAST_PEOPLE ? notes.sort() : [] };
    })
    .sort((a, b) => b.no / (b.yes + b.no) - a.no / (a.yes + a.no) || (a.article < b.article ? -1 : 1));
}
