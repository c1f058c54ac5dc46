import type { BurstCell } from '../stand-in/protocol.ts';
import { memberId } from '../stand-in/world.ts';
import { CHECKIN, openStore } from './store.ts';

/** Members before this one try everything out first, and are not counted. */
export const FIRST_PRESSER = 10;

/** What the database held after the bot was killed, beside what people were told. */
export interface Stored {
  readonly calm: number;
  readonly violations: number;
  readonly entries: number;
  /** Of what somebody was told is saved. */
  readonly missing: number;
}

/** Opens the database of a bot that was killed and counts what is there. */
export async function countStored(url: string, told: Pick<BurstCell, 'calm' | 'entries'>): Promise<Stored> {
  const database = await openStore(url);
  try {
    const { db } = database;
    const pressed = { checkinId: CHECKIN, personId: { gte: memberId(FIRST_PRESSER) } };
    const [calm, violations, entries] = await Promise.all([
      db.checkinAnswer.count({ where: { ...pressed, outcome: 'calm' } }),
      db.checkinAnswer.count({ where: { ...pressed, outcome: 'violation' } }),
      db.violation.count({ where: { checkinId: CHECKIN, authorId: { gte: memberId(FIRST_PRESSER) } } }),
    ]);
    return { calm, violations, entries, missing: missingOf(told, { calm, violations, entries }) };
  } finally {
    await database.close();
  }
}

/** Rows that ought to be there: one for a calm week, an entry and an answer for the others. What is there beyond makes up for nothing. */
export function missingOf(
  told: Pick<BurstCell, 'calm' | 'entries'>,
  stored: Pick<Stored, 'calm' | 'violations' | 'entries'>,
): number {
  const lacking = (wanted: number, there: number) => Math.max(0, wanted - there);
  return (
    lacking(told.calm, stored.calm) + lacking(told.entries, stored.violations) + lacking(told.entries, stored.entries)
  );
}
