import { DEFAULTS, findSettings } from '../../src/communities/settings.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { findMember } from '../../src/members/settings.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { doubtOf } from '../../src/sheet/doubtful-fee.ts';
import type { SheetLine } from '../../src/sheet/say.ts';
import { SHEET_PARTS, type Sheet, type SheetPart } from '../../src/sheet/sheet.ts';
import { sheetOf } from '../../src/sheet/store.ts';

/** The section of the guide that each part is based on. */
export const PART_SECTIONS: Readonly<Record<SheetPart, string>> = {
  hours: 'step-set-expectations#keep-to-hours',
  contact: 'tip-official-channels',
  scope: 'step-set-expectations#scope',
  payment: 'step-put-it-in-writing#payment-terms',
  away: 'step-build-a-system#auto-reply',
  focus: 'tip-know-your-priorities',
};

/** The person's sheet. */
export async function ownSheet({ services, person }: Call): Promise<Sheet> {
  const { db, memory, sealer } = services;
  const where = { personId: person.id };
  // Kept as it is stored, sealed.
  return sheetOf(sealer, await memory.recall(`sheet ${person.id}`, async () => db.boundarySheet.findUnique({ where })));
}

/** The person's zone if their sheet has none: their own choice, else the community's, else that of their language. */
export async function zoneOf({ services, person, community }: Call, sheet: Sheet): Promise<string> {
  if (sheet.hours?.zone) return sheet.hours.zone;
  const { db, memory } = services;
  const { zone } = await memory.recall(`member ${person.id}`, () => findMember(db, person.id));
  if (zone) return zone;
  if (!community) return DEFAULTS.zone[person.locale];
  const settings = await memory.recall(`settings ${community.id}`, () => findSettings(db, community.id));
  return settings?.zone ?? DEFAULTS.zone[person.locale];
}

/** A line in Discord's markdown. Lists are below their label. */
export function showLine({ label, value }: SheetLine): string {
  if (typeof value === 'string') return `**${label}:** ${escapeMarkdown(value)}`;
  return [`**${label}:**`, ...value.map((item) => `- ${escapeMarkdown(item)}`)].join('\n');
}

/** What its owner should know of the sheet's late fee before a client reads it. The fee itself stays as it is. */
export function feeNotes({ t }: Call, { payment }: Sheet): string[] {
  const doubt = payment?.lateFee && doubtOf(payment.lateFee);
  return doubt ? [t(`boundaries:notes.${doubt}`)] : [];
}

/** The first empty part after another one, wrapping around. */
export function nextEmpty(sheet: Sheet, after: SheetPart | undefined): SheetPart | undefined {
  const start = after === undefined ? 0 : SHEET_PARTS.indexOf(after) + 1;
  const order = [...SHEET_PARTS.slice(start), ...SHEET_PARTS.slice(0, start)];
  return order.find((part) => part !== after && Object.keys(sheet[part] ?? {}).length === 0);
}
