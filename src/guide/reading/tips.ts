import type { Tx } from '../../database/client.ts';
import { dateOf } from '../../time/clock.ts';
import type { Article, Section } from '../article.ts';
import type { Guide } from '../articles.ts';
import type { ReadingStore } from './progress.ts';

/** The parts of the guide that say what to do; the others explain why. */
const TIP_PARTS: readonly string[] = ['steps', 'tips', 'situations'];

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
  { db, clock }: ReadingStore,
  personId: string,
  tips: readonly Tip[],
): Promise<DrawnTip | undefined> {
  const order = tips.toSorted((a, b) => place(personId, a) - place(personId, b) || (a.ref < b.ref ? -1 : 1));
  const seen = await seenTips(db, personId, tips);
  const isOver = seen.length >= order.length;
  const round = isOver ? [] : seen;
  const tip = order.find(({ ref }) => !round.includes(ref));
  if (!tip) return undefined;
  if (isOver) await db.tipSeen.deleteMany({ where: { personId, tip: { in: seen } } });
  const seenAt = dateOf(clock);
  await db.tipSeen.upsert({
    where: { personId_tip: { personId, tip: tip.ref } },
    create: { personId, tip: tip.ref, seenAt },
    update: { seenAt },
  });
  return { tip, number: round.length + 1, total: order.length };
}

/** The tips among these that a person has seen, latest first. */
async function seenTips(db: Tx, personId: string, tips: readonly Tip[]): Promise<string[]> {
  const rows = await db.tipSeen.findMany({ where: { personId }, orderBy: [{ seenAt: 'desc' }, { tip: 'asc' }] });
  const refs = new Set(tips.map(({ ref }) => ref));
  return rows.map(({ tip }) => tip).filter((ref) => refs.has(ref));
}

/** A stable, evenly scattered number for a person and tip (FNV-1a). */
function place(personId: string, { ref }: Tip): number {
  let hash = 0x811c9dc5;
  for (const char of `${personId} ${ref}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
