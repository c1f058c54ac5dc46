import { eraseOwnUsage, type UsageStore } from '../communities/usage.ts';
import type { Tx } from '../database/client.ts';

/** Whether a member's unshared entries count in the numbers of their communities: yes, until they say otherwise. */
export async function isCounted(db: Tx, personId: string): Promise<boolean> {
  const row = await db.member.findUnique({ where: { id: personId }, select: { uncounted: true } });
  return !row?.uncounted;
}

/** Leaves a member out of the weeks that are not counted yet, or counts them in again. */
export async function setCounted(store: Omit<UsageStore, 'clock'>, personId: string, counted: boolean): Promise<void> {
  const uncounted = !counted;
  await store.db.member.upsert({ where: { id: personId }, create: { id: personId, uncounted }, update: { uncounted } });
  // Other numbers look at the switch when they are counted; from these rows nobody could tell whose they are.
  if (uncounted) await eraseOwnUsage(store, personId);
}
