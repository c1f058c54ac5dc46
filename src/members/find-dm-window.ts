import type { Tx } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { type DmWindow, dmWindow } from './dm-hours.ts';
import { findMember } from './settings.ts';
import { findSheet } from './sheet/store.ts';

/** The zone of whoever chose none, where no community writes. */
const NO_ZONE = 'Etc/UTC';

/**
 * When the bot may write to a member, from what they chose and their boundary sheet. Ask `nextDmInstant` with it before every
 * private message that is not an answer.
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
