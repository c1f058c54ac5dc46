import { z } from 'zod';
import type { IsHoliday } from '../checkins/plan.ts';
import { followPause } from '../checkins/take-back.ts';
import { changeOf, lockSettings, type SettingsOwner, writeChange } from '../communities/settings.ts';
import {
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  type StoredSettings,
  settingsSchema,
} from '../communities/settings-schema.ts';
import type { Db, Tx } from '../database/client.ts';
import { CONTENT_KINDS, type ContentKind } from '../kinds/content.ts';
import { exportContent, type FileItem, importItems, itemsSchema, planItems } from '../library/content-file.ts';
import { type FileProblem, fileProblems, readJson } from '../library/file-problems.ts';
import type { Clock } from '../time/clock.ts';

const FORMAT = 'granica-community';

/** Each name once: with two texts for one name, it would be unclear which counts. */
const uniqueItems = itemsSchema.refine(
  (items) => new Set(items.map(({ slug, locale }) => `${slug} ${locale}`)).size === items.length,
);

/** A community's settings and content as one file. Omitted settings stay as they are. */
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  settings: settingsSchema.partial(),
  article: uniqueItems,
  template: uniqueItems,
  // Files from before there were scenes have none.
  scene: uniqueItems.default([]),
});

export type CommunityFile = z.infer<typeof fileSchema>;

/** Settings that name a channel or a role, which another guild does not have. */
export const BOUND_FIELDS = [
  'checkinChannelId',
  'moderatorChannelId',
  'moderatorRoleId',
] as const satisfies readonly SettingField[];

/** Everything that moderators configured in their community: settings, articles, templates, scenes. No data of members, no history. */
export async function exportCommunity(db: Db, community: SettingsOwner): Promise<CommunityFile> {
  const settings = await db.$transaction((tx) => lockSettings(tx, community));
  const items = async (kind: ContentKind) => (await exportContent(db, { communityId: community.id, kind })).items;
  return {
    format: FORMAT,
    version: 1,
    settings,
    article: await items('article'),
    template: await items('template'),
    scene: await items('scene'),
  };
}

export type ReadFile =
  | { readonly ok: true; readonly file: CommunityFile }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads a file of {@link exportCommunity}, or reports where it is invalid, damaged, or breaks a rule. */
export function readCommunityFile(source: string): ReadFile {
  const read = readJson(source);
  if (!read.ok) return read;
  const { json } = read;
  const { data: file, error } = fileSchema.safeParse(json);
  return file ? { ok: true, file } : { ok: false, problems: fileProblems({ source, json }, error.issues) };
}

/** Information about the guild and the bot's rules. */
export interface Importing {
  /** Whether the guild has the channel or role of a setting. */
  readonly exists: (field: (typeof BOUND_FIELDS)[number], id: string) => boolean;
  /** Whether the importing person may change a setting so. */
  readonly may: (field: SettingField, value: StoredSettings[SettingField]) => boolean;
  /** The texts that break the rules of their kind. */
  readonly findRefused: (kind: ContentKind, items: readonly FileItem[]) => Promise<ReadonlySet<FileItem>>;
}

/** The effects of an import. If anything is refused, nothing is imported. */
export interface ImportPlan {
  readonly settings: readonly {
    readonly field: SettingField;
    readonly from: StoredSettings[SettingField];
    readonly to: StoredSettings[SettingField];
  }[];
  /** Settings whose channel or role this guild does not have: they stay as they are. */
  readonly left: readonly SettingField[];
  /** Settings that the person may not change so: they stay, too. */
  readonly withheld: readonly SettingField[];
  readonly content: Readonly<Record<ContentKind, { created: number; changed: number; unchanged: number }>>;
  readonly refused: readonly FileItem[];
}

/** Determines what importing a file would change, without changing it. */
export async function planImport(
  db: Tx,
  communityId: string,
  present: StoredSettings,
  file: CommunityFile,
  importing: Importing,
): Promise<ImportPlan> {
  const { change, left, withheld } = settingsOf(file, present, importing);
  const settings = SETTING_FIELDS.flatMap((field) => {
    const to = change[field];
    return to === undefined || to === present[field] ? [] : [{ field, from: present[field], to }];
  });
  const plan = async (kind: ContentKind) => {
    const wrong = await importing.findRefused(kind, file[kind]);
    return planItems(db, { communityId, kind }, file[kind], (item) => !wrong.has(item));
  };
  const content = { article: await plan('article'), template: await plan('template'), scene: await plan('scene') };
  const refused = CONTENT_KINDS.flatMap((kind) => content[kind].refused);
  return { settings, left, withheld, content, refused };
}

export type ImportResult =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly items: readonly FileItem[] };

/** Imports a file: settings, articles, templates and scenes in one transaction, all or nothing. */
export async function importCommunity(
  { db, clock, isHoliday }: { readonly db: Db; readonly clock: Clock; readonly isHoliday: IsHoliday },
  community: SettingsOwner,
  file: CommunityFile,
  importing: Importing & { readonly actorId: string },
): Promise<ImportResult> {
  const { actorId } = importing;
  const refused: FileItem[] = [];
  // Before the transaction, because reading texts takes time, during which others can change their settings.
  for (const kind of CONTENT_KINDS) refused.push(...(await importing.findRefused(kind, file[kind])));
  if (refused.length > 0) return { type: 'refused', items: refused };
  const abandoned: FileItem[] = [];
  try {
    await db.$transaction(async (tx) => {
      const before = await lockSettings(tx, community);
      const { change } = settingsOf(file, before, importing);
      const writing = { db: tx, clock };
      await writeChange(writing, community.id, before, change, actorId, 'settings.import');
      const until = change.checkinPausedUntil;
      if (until !== undefined && until !== before.checkinPausedUntil)
        await followPause({ db: tx, isHoliday }, community.id, until, clock.now());
      for (const kind of CONTENT_KINDS) {
        const scope = { communityId: community.id, kind };
        const taking = { authorId: actorId, isValid: () => true };
        abandoned.push(...(await importItems(writing, scope, file[kind], taking)).refused);
      }
      // Not enough room for all of it: only a rollback leaves nothing half done.
      if (abandoned.length > 0) throw new RangeError('more content than a community may have');
    });
  } catch (error) {
    if (abandoned.length === 0) throw error;
    return { type: 'refused', items: abandoned };
  }
  return { type: 'done' };
}

function settingsOf(
  file: CommunityFile,
  present: StoredSettings,
  { exists, may }: Importing,
): { change: SettingsChange; left: SettingField[]; withheld: SettingField[] } {
  const left: SettingField[] = BOUND_FIELDS.filter((field) => {
    const id = file.settings[field];
    return id !== undefined && id !== null && !exists(field, id);
  });
  const withheld = SETTING_FIELDS.filter((field) => {
    const value = file.settings[field];
    return value !== undefined && value !== present[field] && !left.includes(field) && !may(field, value);
  });
  const stay = [...left, ...withheld];
  const kept = Object.entries(file.settings).filter(([field]) => !stay.some((one) => one === field));
  return { change: changeOf(Object.fromEntries(kept)), left, withheld };
}
