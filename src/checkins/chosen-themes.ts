import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../database/client.ts';
import { fromDateColumn, mondayOf, toDateColumn } from '../time/calendar.ts';

/** The themes that moderators chose for a community's weeks, by the Monday (ISO date). In the other weeks each has its turn. */
export type ChosenThemes = ReadonlyMap<string, string>;

/** What communities chose for the weeks from a day on. */
export async function chosenThemes(
  db: Tx,
  communityIds: readonly string[],
  from: Temporal.PlainDate,
): Promise<ReadonlyMap<string, ChosenThemes>> {
  const rows = await db.checkinTheme.findMany({
    where: { communityId: { in: [...communityIds] }, week: { gte: toDateColumn(mondayOf(from)) } },
  });
  const byCommunity = Map.groupBy(rows, ({ communityId }) => communityId);
  return new Map(
    [...byCommunity].map(([id, own]) => [
      id,
      new Map(own.map(({ week, theme }) => [fromDateColumn(week).toString(), theme])),
    ]),
  );
}

/** What one community chose for the weeks from a day on. */
export async function themesOf(db: Tx, communityId: string, from: Temporal.PlainDate): Promise<ChosenThemes> {
  return (await chosenThemes(db, [communityId], from)).get(communityId) ?? new Map();
}
