import type { Db } from '../database/client.ts';
import type { Memory } from '../database/memory.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { openOr } from '../text/unreadable.ts';
import { fold } from '../text/words.ts';
import type { TemplateStore } from './store.ts';

/**
 * Maximum number of a member's own templates, and of characters in title and text (the title fits the heading of a Discord form).
 */
export const OWN_LIMITS = { count: 50, title: 45, text: 2000 } as const;

/** A template a member wrote for themselves. Its text was checked by `parseTemplateText`. */
export interface OwnTemplate {
  /** Snowflake of the interaction that first saved it. */
  readonly id: string;
  readonly personId: string;
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
}

export type SaveOutcome =
  | { readonly outcome: 'created' | 'changed'; readonly template: OwnTemplate }
  | { readonly outcome: 'too-many' | 'title-taken' | 'gone' };

/** A member's own templates, ordered by title. */
export async function listOwn(store: TemplateStore, personId: string): Promise<OwnTemplate[]> {
  return inOrder(store, await store.db.ownTemplate.findMany({ where: { personId } }));
}

/** The same as it was remembered, for display: most people have none, and are asked at every key. */
export async function recallOwn(
  store: TemplateStore & { readonly memory: Memory },
  personId: string,
): Promise<OwnTemplate[]> {
  // Kept as they are stored, sealed.
  const rows = await store.memory.recallEach('own templates', personId, (ids) => readRows(store, ids));
  return inOrder(store, rows ?? []);
}

async function readRows({ db }: TemplateStore, personIds: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT id, "personId", locale, title, text FROM "OwnTemplate" WHERE "personId" = ANY(${[...personIds]}::text[])`;
  return Map.groupBy(rows, ({ personId }) => personId);
}

function inOrder(store: TemplateStore, rows: readonly Row[]): OwnTemplate[] {
  return rows.map((row) => toOwn(store, row)).sort((a, b) => a.title.localeCompare(b.title, a.locale));
}

/** A member's own template; undefined if it is another member's. */
export async function findOwn(store: TemplateStore, id: string, personId: string): Promise<OwnTemplate | undefined> {
  const row = await store.db.ownTemplate.findFirst({ where: { id, personId } });
  return row === null ? undefined : toOwn(store, row);
}

/**
 * Saves an own template: a new one under its id, or (`existing`) a changed one. Titles are unique, and a member has at most 50.
 * Saving the same new one twice stores it once.
 */
export async function saveOwn(
  store: TemplateStore & { readonly db: Db },
  template: OwnTemplate,
  { existing = false } = {},
): Promise<SaveOutcome> {
  return store.db.$transaction(async (tx): Promise<SaveOutcome> => {
    // Two simultaneous submissions would each miss the other in the count.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`OwnTemplate ${template.personId}`}, 0))`;
    const all = await listOwn({ ...store, db: tx }, template.personId);
    const present = all.find(({ id }) => id === template.id);
    if (existing && present === undefined) return { outcome: 'gone' };
    if (!existing && present !== undefined) return { outcome: 'created', template: present };
    if (all.some(({ id, title }) => id !== template.id && fold(title) === fold(template.title)))
      return { outcome: 'title-taken' };
    if (!existing && all.length >= OWN_LIMITS.count) return { outcome: 'too-many' };
    const { id, personId, locale } = template;
    const title = store.sealer.sealText(cell(id, 'title'), template.title);
    const text = store.sealer.sealText(cell(id, 'text'), template.text);
    await tx.ownTemplate.upsert({
      where: { id },
      create: { id, personId, locale, title, text },
      update: { title, text },
    });
    return { outcome: existing ? 'changed' : 'created', template };
  });
}

/** Deletes a member's own template. False if it does not exist or is another member's. */
export async function deleteOwn({ db }: TemplateStore, id: string, personId: string): Promise<boolean> {
  const { count } = await db.ownTemplate.deleteMany({ where: { id, personId } });
  return count === 1;
}

type Row = Pick<
  Awaited<ReturnType<TemplateStore['db']['ownTemplate']['findFirstOrThrow']>>,
  'id' | 'personId' | 'locale' | 'title' | 'text'
>;

function toOwn({ sealer }: TemplateStore, { id, personId, locale, title, text }: Row): OwnTemplate {
  return {
    id,
    personId,
    locale: isLocale(locale) ? locale : 'en',
    title: openOr(sealer, cell(id, 'title'), title),
    text: openOr(sealer, cell(id, 'text'), text),
  };
}

const cell = (id: string, column: 'title' | 'text') => ({ table: 'OwnTemplate', column, id });
