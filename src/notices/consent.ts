import type { Tx } from '../database/client.ts';
import type { Locale } from '../i18n/locales.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import type { NoticeKind } from './kinds.ts';
import { noteLanguage } from './language.ts';

/** A member's consent: to direct messages of a kind, in a community or (undefined) outside one. */
export interface ConsentKey {
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly communityId: string | undefined;
}

/**
 * Opts in. This also counts as "my direct messages are open again".
 *
 * @param discordLocale language of their Discord client: used for messages to them unless they choose another
 */
export async function optIn(
  { db, clock }: { db: Tx; clock: Clock },
  key: ConsentKey,
  discordLocale: Locale,
): Promise<void> {
  const row = rowOf(key);
  await noteLanguage(db, key.personId, discordLocale);
  const createdAt = dateOf(clock);
  await db.noticeConsent.createMany({ data: { ...row, createdAt }, skipDuplicates: true });
  await db.member.updateMany({ where: { id: key.personId }, data: { dmsClosedAt: null } });
}

/** Opts out: pending notices of this kind come with a private answer instead. */
export async function optOut(db: Tx, key: ConsentKey): Promise<void> {
  await db.noticeConsent.deleteMany({ where: rowOf(key) });
}

/** Opts out everywhere, and drops all pending notices of this kind. */
export async function optOutEverywhere(db: Tx, personId: string, kind: NoticeKind): Promise<void> {
  await db.noticeConsent.deleteMany({ where: { personId, kind } });
  await db.notice.deleteMany({ where: { personId, kind } });
}

export async function hasOptedIn(db: Tx, key: ConsentKey): Promise<boolean> {
  return (await db.noticeConsent.count({ where: rowOf(key) })) > 0;
}

/**
 * Records Discord's answer that this member accepts no direct messages from the bot: none is attempted until they opt in again.
 */
export async function noteClosed({ db, clock }: { db: Tx; clock: Clock }, personId: string): Promise<void> {
  const dmsClosedAt = dateOf(clock);
  await db.member.upsert({ where: { id: personId }, create: { id: personId, dmsClosedAt }, update: { dmsClosedAt } });
}

function rowOf({ personId, kind, communityId }: ConsentKey) {
  return { personId, kind, communityId: communityId ?? '' };
}
