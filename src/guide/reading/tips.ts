import { type LateTable, lateWhereAlone, noteLater, readAlong } from '../../database/late.ts';
import { dateOf } from '../../time/clock.ts';
import type { Article, Section } from '../article.ts';
import type { Guide } from '../articles.ts';
import type { ReadingStore } from './progress.ts';

/** The parts of the guide that say what to do; the others explain why. */
const TIP_PARTS: readonly string[] = ['steps', 'tips'];

/** A piece of advice that stands by itself: an article's opening, or one of its sections. */
export interface Tip {
  /** `slug` or `slug#section`. */
  readonly ref: string;
  readonly article: Article;
  readonly section: Section | undefined;
}

/** A tip with its position in the round: 5 of 26. */
export interface DrawnTip {
  readonly tip: Tip;
  readonly number: number;
  readonly total: number;
}

/** All tips of a guide, in reading order. */
export function tipsOf({ parts }: Pick<Guide, 'parts'>): Tip[] {
  return parts
    .filter(({ id }) => TIP_PARTS.includes(id))
    .flatMap(({ articles }) => articles)
    .flatMap((article): Tip[] => [
      { ref: article.slug, article, section: undefined },
      ...article.sections.map((section): Tip => ({ ref: section.ref, article, section })),
    ]);
}

/**
 * Draws a tip that the person has not seen, and records it. Everyone has their own order, so that two people do not get the same
 * tips on the same days. After the last tip a new round starts in the same order, so no tip comes twice in a row.
 *
 * @returns undefined if there are no tips
 */
export async function drawTip(
  store: ReadingStore,
  personId: string,
  tips: readonly Tip[],
): Promise<DrawnTip | undefined> {
  const order = tips.toSorted((a, b) => place(personId, a) - place(personId, b) || (a.ref < b.ref ? -1 : 1));
  const seen = await seenTips(store, personId, tips);
  const isOver = seen.length >= order.length;
  const round = isOver ? [] : seen;
  const tip = order.find(({ ref }) => !round.includes(ref));
  if (!tip) return undefined;
  // What was noted of the last round is written before, and so deleted with it.
  if (isOver) await store.db.tipSeen.deleteMany({ where: { personId, tip: { in: seen } } });
  await noteLater(lateWhereAlone(store), SEEN, { personId, tip: tip.ref, seenAt: dateOf(store.clock) });
  return { tip, number: round.length + 1, total: order.length };
}

interface Seen {
  readonly personId: string;
  readonly tip: string;
  readonly seenAt: Date;
}

const SEEN: LateTable<Seen> = {
  table: 'TipSeen',
  personOf: ({ personId }) => personId,
  notedAt: ({ seenAt }) => seenAt,
  keyOf: ({ tip }) => tip,
  async write(db, rows) {
    const column = (of: (row: Seen) => string): string[] => rows.map(of);
    // In the order of the key: two processes that write the same rows never wait for each other.
    await db.$executeRaw`
      INSERT INTO "TipSeen" AS known ("personId", tip, "seenAt")
      SELECT "personId", tip, "seenAt"::timestamptz
      FROM unnest(
        ${column((row) => row.personId)}::text[], ${column((row) => row.tip)}::text[],
        ${column((row) => row.seenAt.toISOString())}::text[]
      ) AS seen ("personId", tip, "seenAt")
      ORDER BY 1, 2
      ON CONFLICT ("personId", tip) DO UPDATE SET "seenAt" = greatest(known."seenAt", EXCLUDED."seenAt")`;
  },
};

/** The tips among these that a person has seen, latest first. */
async function seenTips(store: ReadingStore, personId: string, tips: readonly Tip[]): Promise<string[]> {
  const rows = await readAlong(lateWhereAlone(store), SEEN, personId, async (noted) => {
    const find = async (): Promise<Seen[]> => store.db.tipSeen.findMany({ where: { personId } });
    const stored = await (store.memory?.recall(`tips ${personId}`, find) ?? find());
    return [...new Map([...stored, ...noted].map((row) => [row.tip, row])).values()];
  });
  const refs = new Set(tips.map(({ ref }) => ref));
  return rows
    .filter(({ tip }) => refs.has(tip))
    .sort((a, b) => b.seenAt.getTime() - a.seenAt.getTime() || (a.tip < b.tip ? -1 : 1))
    .map(({ tip }) => tip);
}

/** A stable, evenly scattered number for a person and tip (FNV-1a). */
function place(personId: string, { ref }: Tip): number {
  let hash = 0x811c9dc5;
  for (const char of `${personId} ${ref}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
