import { z } from 'zod';
import type { Tx } from '../database/client.ts';
import type { Sealer } from '../database/sealing.ts';
import { openOr, parseJson } from '../text/unreadable.ts';
import type { Clock } from '../time/clock.ts';
import { isFilled, SHEET_PARTS, type Sheet, type SheetPart, type SheetUpdate, sheetSchemas } from './sheet.ts';

/** Hours for which unsaved input is kept for correction. */
const DRAFT_HOURS = 24;

export interface SheetStore {
  readonly db: Tx;
  readonly sealer: Pick<Sealer, 'sealText' | 'openText'>;
}

/** A submitted form of the sheet that was not saved, because something needs correction or confirmation. */
export interface SheetDraft {
  /** The interaction (snowflake) it came from. */
  readonly id: string;
  readonly part: SheetPart;
  /** Typed and chosen values, by field name. */
  readonly values: SheetValues;
}
export type SheetValues = Readonly<Record<string, string | readonly string[]>>;

const draftSchema = z.object({
  id: z.string(),
  part: z.enum(SHEET_PARTS),
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
});

/** A member's boundary sheet; empty if they have none. */
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
    // An unreadable part counts as not filled in, so that the others are not lost.
    const text = openOr(sealer, cell(personId, part), sealed);
    const read = parseJson(text, (value) => sheetSchemas[part].parse(value));
    return read === undefined ? [] : [[part, read] as const];
  });
  return Object.fromEntries(parts);
}

/** Parts of a member's sheet with unreadable content, which {@link findSheet} omits. */
export async function findUnreadableParts(
  db: Tx,
  sealer: SheetStore['sealer'],
  personId: string,
): Promise<SheetPart[]> {
  const row = await db.boundarySheet.findUnique({ where: { personId } });
  const sheet: Sheet = row ? await findSheet(db, sealer, personId) : {};
  return SHEET_PARTS.filter((part) => row?.[part] && sheet[part] === undefined);
}

/** Saves a part of a sheet, or removes it if it is empty, and deletes its draft. */
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

/** Keeps typed values until they are corrected or confirmed; one form at a time. */
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

/** The draft of this part, if it is not too old. */
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
