import type { Tx } from '../../database/client.ts';
import type { Sealer } from '../../database/sealing.ts';
import { LEAST_PEOPLE } from '../../kinds/least-people.ts';
import { UNREADABLE } from '../../text/unreadable.ts';

/** A community's ratings of an article, from at least three of its members. */
export interface Helpfulness {
  /** The article's slug. */
  readonly article: string;
  readonly yes: number;
  readonly no: number;
  /** Anonymous notes, if at least three people wrote one; in an order that reveals no author. */
  readonly notes: readonly string[];
}

/** Maximum notes of a community read and decrypted at once: the latest. */
const MOST_NOTES = 1000;

/** Articles rated by at least three people of a community, the least helpful first. */
export async function readHelpfulness(
  { db, sealer }: { readonly db: Tx; readonly sealer: Pick<Sealer, 'open'> },
  communityId: string,
): Promise<Helpfulness[]> {
  // Counted in the database: a large community has tens of thousands of ratings.
  const counts = await db.articleRating.groupBy({ by: ['article', 'helpful'], where: { communityId }, _count: true });
  const noted = await db.articleRating.findMany({
    where: { communityId, note: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_NOTES,
  });
  const notesOf = Map.groupBy(noted, ({ article }) => article);
  return [...Map.groupBy(counts, ({ article }) => article)]
    .map(([article, rows]) => {
      const count = (wanted: boolean) => rows.find(({ helpful }) => helpful === wanted)?._count ?? 0;
      return { article, yes: count(true), no: count(false) };
    })
    .filter(({ yes, no }) => yes + no >= LEAST_PEOPLE)
    .map((rated): Helpfulness => {
      const notes = (notesOf.get(rated.article) ?? [])
        .flatMap((rating) => sealer.open('ArticleRating', rating).note ?? [])
        .filter((note) => note !== UNREADABLE);
      return { ...rated, notes: notes.length >= LEAST_PEOPLE ? notes.sort() : [] };
    })
    .sort((a, b) => b.no / (b.yes + b.no) - a.no / (a.yes + a.no) || (a.article < b.article ? -1 : 1));
}
