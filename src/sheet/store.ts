import { z } from 'zod';
import type { Tx } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { openOr, parseJson } from '../text/unreadable.ts';
import type { Clock } from '../time/clock.ts';
import { isFilled, SHEET_PARTS, type Sheet, type SheetPart, type SheetUpdate, sheetSchemas } from './sheet.ts';

/** How long what was typed and could not be saved waits to be corrected. */
const DRAFT_HOURS = 24;

export interface SheetStore {
  readonly db: Tx;
  readonly sealer: Pick<Sealer, 'sealText' | 'openText'>;
}

/** A form of the sheet that was sent and not saved: it holds something to correct or to confirm. */
export interface SheetDraft {
  /** The interaction (snowflake) that brought it. */
  readonly id: string;
  readonly part: SheetPart;
  /** What was typed and chosen, by the name of the field. */
  readonly values: SheetValues;
}
export type SheetValues = Readonly<Record<string, string | readonly string[]>>;

const draftSchema = z.object({
  id: z.string(),
  part: z.enum(SHEET_PARTS),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** A member's boundary sheet; empty for somebody who has none. */
export async function findSheet(db: Tx, sealer: SheetStore['sealer'], personId: string): Promise<Sheet> {
  return sheetOf(sealer, await db.boundarySheet.findUnique({ where: { personId } }));
}

/** The sheet in a row; empty without one. */
export function sheetOf(
  sealer: Pick<SheetStore['sealer'], 'openText'>,
  row: Awaited<ReturnType<Tx['boundarySheet']['findUnique']>>,
): Sheet {
  if (!row) return {};
  const { personId } = row;
  const parts = SHEET_PARTS.flatMap((part) => {
    const sealed = row[part];
    if (!sealed) return [];
    // A part that cannot be read counts as not filled in, rather than losing the others.
    const text = openOr(sealer, cell(personId, part), sealed);
    const read = parseJson(text, (value) => sheetSchemas[part].parse(value));
    return read === undefined ? [] : [[part, read] as const];
  });
  return Object.fromEntries(parts);
}

/** Parts of a member's sheet that hold something which cannot be read: {@link findSheet} leaves them out. */
export async function findUnreadableParts(
  db: Tx,
  sealer: SheetStore['sealer'],
  personId: string,
): Promise<SheetPart[]> {
  const row = await db.boundarySheet.findUnique({ where: { personId } });
  const sheet: Sheet = row ? await findSheet(db, sealer, personId) : {};
  return SHEET_PARTS.filter((part) => row?.[part] && sheet[part] === undefined);
}

/** Saves a part of a sheet, or takes it out if it says nothing, and forgets its draft. */
export async function saveSheetPart(
  { db, sealer }: SheetStore,
  personId: string,
  { part, content }: SheetUpdate,
): Promise<void> {
  const text = JSON.stringify(sheetSchemas[part].parse(content));
  const sealed = isFilled({ [part]: content }, part) ? sealer.sealText(cell(personId, part), text) : null;
  const data = { [part]: sealed, draft: null, draftExpiresAt: null };
  await db.boundarySheet.upsert({ where: { personId }, create: { personId, ...data }, update: data });
}

/** Keeps what was typed until it is corrected or confirmed; one form at a time. */
export async function keepSheetDraft(
  { db, sealer, clock }: SheetStore & { readonly clock: Clock },
  personId: string,
  draft: SheetDraft,
): Promise<void> {
  const expires = clock.now().epochMilliseconds + DRAFT_HOURS * 3_600_000;
  const data = {
    draft: sealer.sealText(cell(personId, 'draft'), JSON.stringify(draft)),
    draftExpiresAt: new Date(expires),
  };
  await db.boundarySheet.upsert({ where: { personId }, create: { personId, ...data }, update: data });
}

/** What waits to be corrected, if it is of this part and not too old. */
export async function findSheetDraft(
  { db, sealer, clock }: SheetStore & { readonly clock: Clock },
  personId: string,
  part: SheetPart,
): Promise<SheetDraft | undefined> {
  const row = await db.boundarySheet.findUnique({ where: { personId } });
  if (!row?.draft || !row.draftExpiresAt || row.draftExpiresAt.getTime() <= clock.now().epochMilliseconds)
    return undefined;
  const text = openOr(sealer, cell(personId, 'draft'), row.draft);
  const draft = parseJson(text, (value) => draftSchema.parse(value));
  return draft?.part === part ? draft : undefined;
}

const cell = (id: string, column: string) => ({ table: 'BoundarySheet', column, id });
