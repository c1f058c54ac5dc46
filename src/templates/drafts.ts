import type { Memory } from '../database/memory.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { openOr, parseJson } from '../text/unreadable.ts';
import { dateIn, dateOf } from '../time/clock.ts';
import { type TemplateStore, type TypedValues, typedValuesSchema } from './store.ts';
import { TONES, type Tone } from './types.ts';

/** Hours for which a draft is kept after the last change. */
export const DRAFT_HOURS = 24;

/** A message that a person is filling in. */
export interface TemplateDraft {
  /** Snowflake of the interaction that started it. */
  readonly id: string;
  readonly personId: string;
  /** See `reference.ts`; undefined for an own template that is not saved yet. */
  readonly template: string | undefined;
  readonly tone: Tone;
  readonly locale: Locale;
  readonly values: TypedValues;
}

/** A draft after it was written. */
export interface WrittenDraft {
  readonly draft: TemplateDraft;
  /** Whether this made its message complete for the first time, which is the one counted. */
  readonly filled: boolean;
}

/**
 * Starts a draft and deletes the person's expired ones, in one statement. A redelivered interaction finds its existing draft.
 *
 * @param complete whether its message is complete already
 */
export async function startDraft(store: TemplateStore, draft: TemplateDraft, complete = false): Promise<WrittenDraft> {
  const { id, personId, template, tone, locale, values } = draft;
  const now = dateOf(store.clock);
  const started = await store.db.$executeRaw`
    WITH expired AS (
      DELETE FROM "TemplateDraft" WHERE "personId" = ${personId} AND "expiresAt" <= ${now}::timestamptz AND id <> ${id}
    )
    INSERT INTO "TemplateDraft" (id, "personId", template, tone, locale, "values", "filledAt", "expiresAt")
    VALUES (${id}, ${personId}, ${template ?? null}, ${tone}, ${locale}, ${seal(store, id, values)},
      ${complete ? now : null}::timestamptz, ${dateIn(store.clock, DRAFT_HOURS)}::timestamptz)
    ON CONFLICT (id) DO NOTHING`;
  if (started > 0) return { draft, filled: complete };
  const row = await store.db.templateDraft.findUniqueOrThrow({ where: { id } });
  return { draft: toDraft(store, row), filled: false };
}

/** The person's draft of a template whose message was never complete; the newest, if there are several. */
export async function findUnfinished(
  store: TemplateStore & { readonly memory: Memory },
  personId: string,
  template: string,
): Promise<TemplateDraft | undefined> {
  // Kept as they are stored, sealed.
  const rows = await store.memory.recallEach('unfinished drafts', personId, (ids) => readUnfinished(store, ids));
  const now = dateOf(store.clock);
  const row = rows?.find((one) => one.template === template && one.expiresAt > now);
  return row && toDraft(store, row);
}

async function readUnfinished({ db }: TemplateStore, personIds: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = await db.templateDraft.findMany({
    where: { personId: { in: [...personIds] }, filledAt: null },
    orderBy: { expiresAt: 'desc' },
  });
  return Map.groupBy(rows, ({ personId }) => personId);
}

/** Lets go of a person's draft. */
export async function dropDraft({ db }: TemplateStore, id: string, personId: string): Promise<void> {
  await db.templateDraft.deleteMany({ where: { id, personId } });
}

/** A person's draft; undefined if it is expired or another person's. */
export async function findDraft(
  store: TemplateStore,
  id: string,
  personId: string,
): Promise<TemplateDraft | undefined> {
  const row = await store.db.templateDraft.findFirst({
    where: { id, personId, expiresAt: { gt: dateOf(store.clock) } },
  });
  return row === null ? undefined : toDraft(store, row);
}

/**
 * Changes a draft and keeps it for another 24 hours. Undefined if it is gone.
 *
 * @param complete whether its message is complete after the change
 */
export async function changeTemplateDraft(
  store: TemplateStore,
  draft: TemplateDraft,
  change: Partial<Pick<TemplateDraft, 'tone' | 'locale' | 'values'>>,
  complete = false,
): Promise<WrittenDraft | undefined> {
  const changed = { ...draft, ...change };
  const { id, tone, locale, values } = changed;
  const [written] = await store.db.$queryRaw<{ filled: boolean }[]>`
    UPDATE "TemplateDraft" AS draft SET tone = ${tone}, locale = ${locale}, "values" = ${seal(store, id, values)},
      "expiresAt" = ${dateIn(store.clock, DRAFT_HOURS)}::timestamptz,
      "filledAt" = CASE WHEN ${complete} THEN coalesce(draft."filledAt", ${dateOf(store.clock)}::timestamptz)
        ELSE draft."filledAt" END
    FROM (SELECT id, "filledAt" FROM "TemplateDraft" WHERE id = ${id} FOR UPDATE) AS before
    WHERE draft.id = before.id
    RETURNING ${complete} AND before."filledAt" IS NULL AS filled`;
  return written && { draft: changed, filled: written.filled };
}

/** Marks a draft's message as complete where nothing else changes. True only the first time, which is the one counted. */
export async function markFilled(store: TemplateStore, id: string): Promise<boolean> {
  const { count } = await store.db.templateDraft.updateMany({
    where: { id, filledAt: null },
    data: { filledAt: dateOf(store.clock) },
  });
  return count === 1;
}

type Row = Awaited<ReturnType<TemplateStore['db']['templateDraft']['findFirstOrThrow']>>;

function toDraft({ sealer }: TemplateStore, row: Row): TemplateDraft {
  const { id, personId, template, locale } = row;
  const tone = TONES.find((one) => one === row.tone) ?? TONES[0];
  // An unreadable draft counts as one with nothing typed.
  const values = parseJson(openOr(sealer, cell(id), row.values), (value) => typedValuesSchema.parse(value)) ?? {};
  return { id, personId, template: template ?? undefined, tone, locale: isLocale(locale) ? locale : 'en', values };
}

function seal({ sealer }: TemplateStore, id: string, values: TypedValues): string {
  return sealer.sealText(cell(id), JSON.stringify(values));
}

const cell = (id: string) => ({ table: 'TemplateDraft', column: 'values', id });
