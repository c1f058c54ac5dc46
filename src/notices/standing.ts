import { DEFAULTS, readSettings } from '../communities/settings.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import { findDmWindows } from '../sheet/find-dm-window.ts';
import type { DmWindow } from '../sheet/working-time.ts';
import { dateOf } from '../time/clock.ts';
import type { ClaimContext } from './claim.ts';
import type { Notice } from './notices.ts';

/** Whether and when a member may be sent a message, as read for several notices at once. */
export interface Standing {
  readonly optedIn: boolean;
  /** Whether their direct messages are closed, according to Discord. */
  readonly closed: boolean;
  /** Their hours; throws if unreadable. */
  readonly window: () => DmWindow;
  /** When their choices were last changed: it must be the same when a message is sent. */
  readonly member: Date | undefined;
  readonly sheet: Date | undefined;
}

/** The standings of several notices, by their id: in four statements, regardless of their number. */
export async function findStandings(
  context: ClaimContext,
  notices: readonly Notice[],
): Promise<ReadonlyMap<string, Standing>> {
  const { db } = context;
  const personIds = [...new Set(notices.map(({ personId }) => personId))];
  const consents = await db.noticeConsent.findMany({ where: { personId: { in: personIds } } });
  const given = new Set(
    consents.map(({ personId, kind, communityId }) => JSON.stringify([personId, kind, communityId])),
  );
  const zoneOf = await findZones(context, notices);
  const standings = new Map<string, Standing>();
  for (const [zone, those] of Map.groupBy(notices, zoneOf)) {
    const ids = [...new Set(those.map(({ personId }) => personId))];
    const windows = new Map((await findDmWindows(context, ids, zone)).map((found) => [found.personId, found]));
    for (const { id, personId, kind, communityId } of those) {
      const found = windows.get(personId);
      if (!found) continue;
      standings.set(id, {
        optedIn: given.has(JSON.stringify([personId, kind, communityId ?? ''])),
        closed: found.member?.dmsClosedAt != null,
        window: found.window,
        member: found.member?.updatedAt,
        sheet: found.sheet?.updatedAt,
      });
    }
  }
  return standings;
}

/** The zone of a notice's hours if the member chose none: the community's. */
async function findZones({ db }: ClaimContext, notices: readonly Notice[]): Promise<(notice: Notice) => string> {
  const ids = [...new Set(notices.flatMap(({ communityId }) => communityId ?? []))];
  const rows = ids.length === 0 ? [] : await db.community.findMany({ where: { id: { in: ids } } });
  const zones = new Map(rows.map((row) => [row.id, readSettings(row).zone]));
  return ({ communityId, locale }) => zones.get(communityId ?? '') ?? DEFAULTS.zone[locale];
}

/**
 * The last check before a direct message is sent, and the record of the attempt, in one statement: the notice still exists and
 * is useful, the process holds its step, the member still wants and accepts it, and neither their settings nor their sheet were
 * changed since their hours were read. Otherwise nothing is recorded, and nothing may be sent.
 */
export async function beginSending(
  { db, clock }: ClaimContext,
  { id, personId, kind, communityId }: Notice,
  { standing, step }: { readonly standing: Standing; readonly step: OutboxStep },
): Promise<boolean> {
  const now = dateOf(clock);
  const count = await db.$executeRaw`
    UPDATE "Notice" SET "firstTriedAt" = COALESCE("firstTriedAt", ${now}::timestamptz)
    WHERE id = ${id}::uuid AND state = 'waiting'
      AND ("staleAt" IS NULL OR "staleAt" > ${now}::timestamptz)
      AND EXISTS (SELECT FROM "OutboxStep" o
        WHERE o.id = ${step.id}::uuid AND o.state = 'claimed' AND o."leaseHolder" = ${step.leaseHolder})
      AND EXISTS (SELECT FROM "NoticeConsent" c
        WHERE c."personId" = ${personId} AND c.kind = ${kind} AND c."communityId" = ${communityId ?? ''})
      AND NOT EXISTS (SELECT FROM "Member" m WHERE m.id = ${personId} AND m."dmsClosedAt" IS NOT NULL)
      AND (SELECT m."updatedAt" FROM "Member" m WHERE m.id = ${personId})
        IS NOT DISTINCT FROM ${standing.member ?? null}::timestamptz
      AND (SELECT s."updatedAt" FROM "BoundarySheet" s WHERE s."personId" = ${personId})
        IS NOT DISTINCT FROM ${standing.sheet ?? null}::timestamptz`;
  return count > 0;
}
