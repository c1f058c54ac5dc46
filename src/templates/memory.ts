import { z } from 'zod';
import type { Locale } from '../i18n/locales.ts';
import { openOr, parseJson } from '../text/unreadable.ts';
import { type TemplateStore, type TypedValues, typedValuesSchema } from './store.ts';
import type { Placeholder } from './types.ts';

/** Maximum recent templates, and values kept per language; the oldest are dropped. */
export const MEMORY_LIMITS = { recent: 5, values: 30 } as const;

/** Initial values for a member's next form. */
export interface Memory {
  /** References of recently used templates, newest first. */
  readonly recent: readonly string[];
  /** Last values of the fields with source `last`, by language and name. */
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
 * The memory after a use. Includes only fields whose source is `last`, and no choices: a form of address chosen for one client
 * would be wrong for the next, whose name decides it when nothing is chosen.
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

/** A person's remembered values; empty before the first use. */
export async function readMemory({ db, sealer }: TemplateStore, personId: string): Promise<Memory> {
  const row = await db.templateMemory.findUnique({ where: { personId } });
  // Unreadable values are dropped: they only save typing.
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
