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

/** Starts a draft and deletes the person's expired ones. A redelivered interaction finds its existing draft. */
export async function startDraft(store: TemplateStore, draft: TemplateDraft): Promise<TemplateDraft> {
  const { id, personId, template, tone, locale, values } = draft;
  await store.db.templateDraft.deleteMany({ where: { personId, expiresAt: { lte: dateOf(store.clock) } } });
  const row = await store.db.templateDraft.upsert({
    where: { id },
    create: {
      id,
      personId,
      template: template ?? null,
      tone,
      locale,
      values: seal(store, id, values),
      expiresAt: dateIn(store.clock, DRAFT_HOURS),
    },
    update: {},
  });
  return toDraft(store, row);
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

/** Changes a draft and keeps it for another 24 hours. */
export async function changeTemplateDraft(
  store: TemplateStore,
  draft: TemplateDraft,
  change: Partial<Pick<TemplateDraft, 'tone' | 'locale' | 'values'>>,
): Promise<TemplateDraft> {
  const { values, ...rest } = change;
  const row = await store.db.templateDraft.update({
    where: { id: draft.id },
    data: {
      ...rest,
      ...(values === undefined ? {} : { values: seal(store, draft.id, values) }),
      expiresAt: dateIn(store.clock, DRAFT_HOURS),
    },
  });
  return toDraft(store, row);
}

/** Marks a draft's message as complete. True only the first time, which is the one counted. */
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
