import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { openOr, parseJson } from '../text/unreadable.ts';
import { type TemplateStore, type TypedValues, typedValuesSchema } from './store.ts';
import type { Placeholder } from './types.ts';

/** Templates remembered as used last, and values kept for a language: the oldest give way. */
export const MEMORY_LIMITS = { recent: 5, values: 30 } as const;

/** What a member's next form starts with. */
export interface Memory {
  /** References of the templates used last, newest first. */
  readonly recent: readonly string[];
  /** Last values of the fields that say so, by language and name. */
  readonly values: Readonly<Partial<Record<Locale, TypedValues>>>;
}

export interface RememberedUse {
  readonly reference: string;
  readonly locale: Locale;
  readonly placeholders: readonly Placeholder[];
  readonly values: TypedValues;
}

const NOTHING: Memory = { recent: [], values: {} };
const memorySchema = z.object({
  recent: z.array(z.string()),
  values: z.object({ pl: typedValuesSchema.exactOptional(), en: typedValuesSchema.exactOptional() }),
});

/**
 * What is remembered after a use. Only fields whose source is `last`, and of these no choices: a form of address chosen
 * for one client would be wrong for the next, whose name decides it when nothing is chosen.
 */
export function withUse(memory: Memory, { reference, locale, placeholders, values }: RememberedUse): Memory {
  const kept = placeholders.flatMap(({ name, source, kind }): [string, string][] => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return source === 'last' && kind !== 'choice' && value ? [[name, value]] : [];
  });
  const names = new Set(kept.map(([name]) => name));
  const earlier = Object.entries(memory.values[locale] ?? {}).filter(([name]) => !names.has(name));
  return {
    recent: [reference, ...memory.recent.filter((one) => one !== reference)].slice(0, MEMORY_LIMITS.recent),
    values: { ...memory.values, [locale]: Object.fromEntries([...kept, ...earlier].slice(0, MEMORY_LIMITS.values)) },
  };
}

/** What a person's forms start with; nothing before the first use. */
export async function readMemory({ db, sealer }: TemplateStore, personId: string): Promise<Memory> {
  const row = await db.templateMemory.findUnique({ where: { personId } });
  // What cannot be read is forgotten: it only spares typing.
  const values = row && openOr(sealer, cell(personId), row.values);
  return parseJson(values, (value) => memorySchema.parse(value)) ?? NOTHING;
}

/** Remembers a use for the person's next form. */
export async function remember(store: TemplateStore, personId: string, use: RememberedUse): Promise<void> {
  const memory = withUse(await readMemory(store, personId), use);
  const values = store.sealer.sealText(cell(personId), JSON.stringify(memory));
  await store.db.templateMemory.upsert({
    where: { personId },
    create: { personId, values },
    update: { values },
  });
}

const cell = (id: string) => ({ table: 'TemplateMemory', column: 'values', id });
