import { DEFAULTS, findSettings } from '../../src/communities/settings.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { DmHours } from '../../src/members/hours.ts';
import { findMember, type MemberSettings } from '../../src/members/settings.ts';
import type { Sheet, Span } from '../../src/sheet/sheet.ts';
import { findSheet } from '../../src/sheet/store.ts';
import { type DmWindow, dmWindow } from '../../src/sheet/working-time.ts';

/** What counts for a person now, wherever it comes from. */
export interface InForce {
  readonly settings: MemberSettings;
  readonly sheet: Sheet;
  /** When the bot may write to them. */
  readonly window: DmWindow;
  /** Zone of the community, or of the language outside one: it counts where nothing else is chosen. */
  readonly defaultZone: string;
}

export async function settingsInForce({ services, person, community }: Call): Promise<InForce> {
  const { db, sealer } = services;
  const settings = await findMember(db, person.id);
  const sheet = await findSheet(db, sealer, person.id);
  const here = community && (await findSettings(db, community.id));
  const defaultZone = here?.zone ?? DEFAULTS.zone[person.locale];
  return { settings, sheet, window: dmWindow({ settings, sheet, communityZone: defaultZone }), defaultZone };
}

/** Hours of a sheet as the form of `/settings hours` can say them: one span a day. Undefined for several, or around the clock. */
export function asOneSpan(spans: readonly Span[]): DmHours | undefined {
  const [first, second] = spans;
  return first && second === undefined && first.to !== '24:00' ? first : undefined;
}
