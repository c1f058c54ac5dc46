import type { Tx } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { findMember, settingsOf } from '../members/settings.ts';
import type { Sheet } from './sheet.ts';
import { findSheet, sheetOf } from './store.ts';
import { type DmWindow, dmWindow } from './working-time.ts';

/** Default zone for members who chose none, if no community is involved. */
const NO_ZONE = 'Etc/UTC';

/**
 * When the bot may write to a member, from their settings and boundary sheet. Pass it to `nextDmInstant` before every private
 * message that is not an answer.
 *
 * @param communityZone the zone of the community that writes
 */
export async function findDmWindow(
  { db, sealer }: { readonly db: Tx; readonly sealer: Pick<Sealer, 'openText' | 'sealText'> },
  personId: string,
  communityZone: string = NO_ZONE,
): Promise<DmWindow> {
  const settings = await findMember(db, personId);
  const sheet = await findSheet(db, sealer, personId);
  return dmWindow({ settings, sheet, communityZone });
}

type Row<T extends 'member' | 'boundarySheet'> = Awaited<ReturnType<Tx[T]['findUnique']>>;

/** A member's hours, parsed on demand: unreadable ones throw there, without affecting other members. */
export interface UnreadWindow {
  readonly personId: string;
  /** The rows they come from, to detect later changes. */
  readonly member: Row<'member'>;
  readonly sheet: Row<'boundarySheet'>;
  readonly window: () => DmWindow;
}

/** Like {@link findDmWindow}, for several members in two statements. */
export async function findDmWindows(
  { db, sealer }: { readonly db: Tx; readonly sealer: Pick<Sealer, 'openText'> },
  personIds: readonly string[],
  communityZone: string,
): Promise<UnreadWindow[]> {
  const ids = { in: [...personIds] };
  const members = new Map((await db.member.findMany({ where: { id: ids } })).map((row) => [row.id, row]));
  const sheets = new Map(
    (await db.boundarySheet.findMany({ where: { personId: ids } })).map((row) => [row.personId, row]),
  );
  return personIds.map((personId) => {
    const member = members.get(personId) ?? null;
    const sheet = sheets.get(personId) ?? null;
    const window = () => dmWindow({ settings: settingsOf(member), sheet: readableSheet(sealer, sheet), communityZone });
    return { personId, member, sheet, window };
  });
}

/** Throws for unreadable hours or days off: unlike missing ones, they must keep the bot from writing. */
function readableSheet(sealer: Pick<Sealer, 'openText'>, row: Row<'boundarySheet'>): Sheet {
  const sheet = sheetOf(sealer, row);
  for (const part of ['hours', 'away'] as const)
    if (row?.[part] && !sheet[part]) throw new Error(`The ${part} of a boundary sheet cannot be read`);
  return sheet;
}
