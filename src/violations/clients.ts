import type { Sealer } from '../database/sealing.ts';
import { UNREADABLE } from '../text/unreadable.ts';
import type { ReadingContext } from './entries.ts';
import { isSameLabel } from './list.ts';

/** Maximum entries that are looked through for the labels used last, lest their decryption hold up the event loop. */
const LOOKED_THROUGH = 200;

/** The label of an entry as it is stored, sealed. */
export interface SealedLabel {
  readonly id: string;
  readonly clientLabel: string | null;
}

/** Labels as they are stored, and whether they are all that the member uses. */
export interface RecentLabels {
  readonly rows: readonly SealedLabel[];
  readonly all: boolean;
}

/**
 * The labels that a member used last, as they are stored: one row for each client, at most `most`, the last one first. They can be
 * remembered like this, and are read by {@link openLabels}.
 */
export async function findLabels(
  { db, sealer }: ReadingContext,
  authorId: string,
  most: number,
): Promise<RecentLabels> {
  const rows = await db.violation.findMany({
    where: { authorId, clientLabel: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: LOOKED_THROUGH,
    select: { id: true, clientLabel: true },
  });
  const found: { readonly row: SealedLabel; readonly label: string }[] = [];
  let all = rows.length < LOOKED_THROUGH;
  for (const row of rows) {
    const [label] = openLabels({ sealer }, [row]);
    if (label === undefined || found.some((one) => isSameLabel(one.label, label))) continue;
    if (found.length === most) {
      all = false;
      break;
    }
    found.push({ row, label });
  }
  return { rows: found.map(({ row }) => row), all };
}

/** The readable labels among {@link findLabels}. */
export function openLabels({ sealer }: { readonly sealer: Sealer }, rows: readonly SealedLabel[]): string[] {
  return rows.flatMap((row) => {
    const { clientLabel } = sealer.open('Violation', { ...row });
    return clientLabel === null || clientLabel === UNREADABLE ? [] : [clientLabel];
  });
}
