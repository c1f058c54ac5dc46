import { z } from 'zod';
import { recordAudit } from '../communities/audit.ts';
import type { PieceChange } from '../communities/audit-pieces.ts';
import type { Tx } from '../database/client.ts';
import { LOCALES } from '../i18n/locales.ts';
import { CONTENT_KINDS, CONTENT_STATES, type ContentKind } from '../kinds/content.ts';
import { cleanText } from '../text/clean-text.ts';
import { CONTENT_LIMITS, type ContentScope, type ContentStore, listContent, lockScope } from './content.ts';
import { type FileProblem, itemProblems, readJson } from './file-problems.ts';
import { addVersion, createItem, stateOf } from './versions.ts';

const FORMAT = 'granica-content';
const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** The pieces of a kind in a file. */
export const itemsSchema = z
  .array(
    z.strictObject({
      slug,
      locale: z.enum(LOCALES),
      state: z.enum(CONTENT_STATES).exclude(['removed']),
      text: z.string().max(CONTENT_LIMITS.text).transform(cleanText).pipe(z.string().max(CONTENT_LIMITS.text)),
    }),
  )
  .max(CONTENT_LIMITS.items);

/** The file written by export and read by import: the newest texts, without their history and authors. */
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  kind: z.enum(CONTENT_KINDS),
  items: itemsSchema,
});

export type ContentFile = z.infer<typeof fileSchema>;

/** All pieces of a kind that are not removed. */
export async function exportContent(db: Tx, scope: ContentScope): Promise<ContentFile> {
  const items = await listContent(db, scope, ['published', 'hidden']);
  return {
    format: FORMAT,
    version: 1,
    kind: scope.kind,
    items: items.map(({ slug, locale, state, text }) => {
      return { slug, locale, state: state === 'hidden' ? 'hidden' : 'published', text };
    }),
  };
}

export type ReadContent =
  | { readonly ok: true; readonly file: ContentFile }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads a file of `exportContent`, or reports that it is not one, is of another kind, is damaged, or breaks a rule. */
export function readContentFile(source: string, kind: ContentKind): ReadContent {
  const read = readJson(source);
  if (!read.ok) return read;
  const { json } = read;
  const { data: file, error } = fileSchema.safeParse(json);
  if (!file) return { ok: false, problems: itemProblems({ source, json }, kind, error.issues) };
  return file.kind === kind ? { ok: true, file } : { ok: false, problems: [{ code: 'format' }] };
}

export type FileItem = ContentFile['items'][number];

export interface ImportOutcome {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Items that the check rejected or that exceed the limits; nothing of them was written. */
  readonly refused: readonly FileItem[];
}

/** The items to import, and the check of their texts. */
export interface Taking {
  readonly authorId: string;
  readonly isValid: (item: FileItem) => boolean;
}

/**
 * Imports a file's items: each differing text becomes a new version, and pieces missing from the file stay as they are. `isValid`
 * is the check of the kind. Except for refused items, everything is written or nothing.
 */
export async function importContent(
  store: ContentStore,
  scope: ContentScope,
  file: ContentFile,
  taking: Taking,
): Promise<ImportOutcome> {
  return store.db.$transaction((tx) => importItems({ ...store, db: tx }, scope, file.items, taking));
}

/** Like {@link importContent}, but writes nothing if any item is refused. */
export async function importWhole(
  store: ContentStore,
  scope: ContentScope,
  file: ContentFile,
  taking: Taking,
): Promise<ImportOutcome> {
  let outcome: ImportOutcome | undefined;
  try {
    return await store.db.$transaction(async (tx) => {
      outcome = await importItems({ ...store, db: tx }, scope, file.items, taking);
      // Rolling back is the only way to leave nothing half done.
      if (outcome.refused.length > 0) throw new RangeError('content that may not be imported');
      return outcome;
    });
  } catch (error) {
    if (outcome === undefined || outcome.refused.length === 0) throw error;
    return { created: 0, changed: 0, unchanged: 0, refused: outcome.refused };
  }
}

/** The result of an import of these items, without performing it. */
export async function planItems(
  db: Tx,
  scope: ContentScope,
  items: readonly FileItem[],
  isValid: Taking['isValid'],
): Promise<ImportOutcome> {
  const present = await listContent(db, scope, CONTENT_STATES);
  const free = CONTENT_LIMITS.items - present.length;
  const refused: FileItem[] = [];
  let [created, changed, unchanged] = [0, 0, 0];
  for (const item of items) {
    const same = present.find(({ slug, locale }) => slug === item.slug && locale === item.locale);
    if (!isValid(item) || (!same && created >= free)) refused.push(item);
    else if (!same) created += 1;
    else if (same.text === item.text && same.state === item.state) unchanged += 1;
    else changed += 1;
  }
  return { created, changed, unchanged, refused };
}

/** Imports items inside a transaction. */
export async function importItems(
  writing: Pick<ContentStore, 'clock'> & { readonly db: Tx },
  scope: ContentScope,
  items: readonly FileItem[],
  { authorId, isValid }: Taking,
): Promise<ImportOutcome> {
  const { db } = writing;
  await lockScope(db, scope);
  const present = await listContent(db, scope, CONTENT_STATES);
  const refused: FileItem[] = [];
  const pieces = new Map<string, PieceChange>();
  let [created, changed, unchanged] = [0, 0, 0];
  for (const item of items) {
    const same = present.find(({ slug, locale }) => slug === item.slug && locale === item.locale);
    if (!isValid(item) || (same === undefined && present.length >= CONTENT_LIMITS.items)) {
      refused.push(item);
    } else if (same === undefined) {
      const made = await createItem(writing, { ...scope, ...item, authorId });
      present.push(made);
      pieces.set(made.id, { id: made.id, before: null, after: { version: made.version, state: made.state } });
      created += 1;
    } else if (same.text === item.text && same.state === item.state) {
      unchanged += 1;
    } else {
      await addVersion(writing, same, { text: item.text, state: item.state, authorId });
      // The same name twice in one file: the later text is the newer version.
      const version = same.version + 1;
      present.splice(present.indexOf(same), 1, { ...same, ...item, version });
      const before = pieces.has(same.id) ? (pieces.get(same.id)?.before ?? null) : stateOf(same);
      pieces.set(same.id, { id: same.id, before, after: { version, state: item.state } });
      changed += 1;
    }
  }
  const { communityId, kind } = scope;
  if (created + changed > 0)
    await recordAudit(writing, {
      communityId,
      actorId: authorId,
      action: `${kind}.import`,
      after: { count: created + changed },
      pieces: [...pieces.values()],
    });
  return { created, changed, unchanged, refused };
}
