import { z } from 'zod';
import { type LateTable, noteLater, recallAlong } from '../database/late.ts';
import type { Locale } from '../i18n/locales.ts';
import { openOr, parseJson } from '../text/unreadable.ts';
import { fold } from '../text/words.ts';
import { dateOf } from '../time/clock.ts';
import { ADDRESSES, type Address } from './greeting.ts';
import { type TemplateStore, type TextSealer, type TypedValues, typedValuesSchema } from './store.ts';
import { type Placeholder, TONES, type Tone } from './types.ts';

/** Maximum recent templates, and values kept per language; the oldest are dropped. */
export const MEMORY_LIMITS = { recent: 5, values: 30 } as const;

/** Initial values for a member's next form. */
export interface Memory {
  /** References of recently used templates, newest first. */
  readonly recent: readonly string[];
  /** Last values of the fields with source `last`, by language and name. */
  readonly values: Readonly<Partial<Record<Locale, TypedValues>>>;
  /** How clients are addressed in Polish where it was chosen, by their folded names; newest first. */
  readonly addresses: Readonly<Record<string, Address>>;
  /** The tone last chosen, by language. */
  readonly tones: { readonly [L in Locale]?: Tone | undefined };
}

export interface RememberedUse {
  readonly reference: string;
  readonly locale: Locale;
  readonly placeholders: readonly Placeholder[];
  readonly values: TypedValues;
  /** Undefined if all tones are the same text. */
  readonly tone?: Tone | undefined;
}

/** A wrong “ty” costs more than a wrong “Pani”; English has no such choice to make. */
const DEFAULT_TONES: Readonly<Record<Locale, Tone>> = { pl: 'formal', en: 'friendly' };

const NOTHING: Memory = { recent: [], values: {}, addresses: {}, tones: {} };
const tone = z.enum(TONES).optional().catch(undefined);
const memorySchema = z.object({
  recent: z.array(z.string()),
  values: z.object({ pl: typedValuesSchema.exactOptional(), en: typedValuesSchema.exactOptional() }),
  // Older memories have neither.
  addresses: z.record(z.string(), z.enum(ADDRESSES)).catch({}).default({}),
  tones: z.object({ pl: tone, en: tone }).default({}),
});

/**
 * The memory after a use. Includes only fields whose source is `last`, and no choices: a form of address chosen for one client
 * would be wrong for the next, whose name decides it when nothing is chosen.
 */
export function withUse(memory: Memory, { reference, locale, placeholders, values, tone }: RememberedUse): Memory {
  const kept = placeholders.flatMap(({ name, source, kind }): [string, string][] => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return source === 'last' && kind !== 'choice' && value ? [[name, value]] : [];
  });
  const names = new Set(kept.map(([name]) => name));
  const earlier = Object.entries(memory.values[locale] ?? {}).filter(([name]) => !names.has(name));
  return {
    recent: [reference, ...memory.recent.filter((one) => one !== reference)].slice(0, MEMORY_LIMITS.recent),
    values: { ...memory.values, [locale]: Object.fromEntries([...kept, ...earlier].slice(0, MEMORY_LIMITS.values)) },
    addresses: withAddress(memory.addresses, values),
    tones: tone ? { ...memory.tones, [locale]: tone } : memory.tones,
  };
}

function withAddress(addresses: Memory['addresses'], { client, address }: TypedValues): Memory['addresses'] {
  const chosen = ADDRESSES.find((one) => one === address);
  if (!client || !chosen) return addresses;
  const others = Object.entries(addresses).filter(([name]) => name !== fold(client));
  return Object.fromEntries([[fold(client), chosen] as const, ...others].slice(0, MEMORY_LIMITS.values));
}

/** How a client was addressed when that was last chosen. */
export function addressOf(memory: Memory | undefined, client: string | undefined): Address | undefined {
  const name = fold(client ?? '');
  return memory && Object.hasOwn(memory.addresses, name) ? memory.addresses[name] : undefined;
}

/** The tone in which a form opens: the one last chosen in that language. */
export function toneOf(memory: Memory | undefined, locale: Locale): Tone {
  return memory?.tones[locale] ?? DEFAULT_TONES[locale];
}

/** A change of a person's memory. */
interface Change {
  readonly personId: string;
  readonly sealer: TextSealer;
  readonly at: Date;
  readonly applyTo: (memory: Memory) => Memory;
}

const CHANGES: LateTable<Change> = {
  table: 'TemplateMemory',
  personOf: ({ personId }) => personId,
  notedAt: ({ at }) => at,
  keyOf: () => '',
  merge: (before, now) => ({ ...before, applyTo: (memory) => now.applyTo(before.applyTo(memory)) }),
  /** What another process has written meanwhile stays: the changes are made to what is stored now. */
  async write(db, changes) {
    const stored = await db.templateMemory.findMany({
      where: { personId: { in: changes.map((one) => one.personId) } },
    });
    const rows = new Map(stored.map((row) => [row.personId, row]));
    const ordered = changes.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
    const texts = ordered.map(({ personId, sealer, applyTo }) =>
      sealer.sealText(cell(personId), JSON.stringify(applyTo(opened(sealer, rows.get(personId) ?? null)))),
    );
    await db.$executeRaw`
      INSERT INTO "TemplateMemory" ("personId", "values", "updatedAt")
      SELECT changed.*
      FROM unnest(
        ${ordered.map((one) => one.personId)}::text[], ${texts}::text[], ${ordered.map((one) => one.at.toISOString())}::timestamptz[]
      ) AS changed
      ON CONFLICT ("personId") DO UPDATE SET "values" = EXCLUDED."values", "updatedAt" = EXCLUDED."updatedAt"`;
  },
};

/** A person's remembered values; empty before the first use. */
export async function readMemory(store: TemplateStore, personId: string): Promise<Memory> {
  const { sealer } = store;
  // Kept as it is stored, sealed.
  const { stored, noted } = await recallAlong(store, CHANGES, personId, (ids) => readStored(store, ids));
  return noted.reduce((before, { applyTo }) => applyTo(before), opened(sealer, stored ?? null));
}

interface StoredMemory {
  readonly personId: string;
  readonly values: string;
}

async function readStored({ db }: TemplateStore, personIds: readonly string[]): Promise<Map<string, StoredMemory>> {
  const rows = await db.$queryRaw<StoredMemory[]>`
    SELECT "personId", "values" FROM "TemplateMemory" WHERE "personId" = ANY(${[...personIds]}::text[])`;
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Unreadable values are dropped: they only save typing. */
function opened(sealer: TextSealer, row: { readonly personId: string; readonly values: string } | null): Memory {
  const values = row && openOr(sealer, cell(row.personId), row.values);
  return parseJson(values, (value) => memorySchema.parse(value)) ?? NOTHING;
}

/** Remembers a use for the person's next form. */
export async function remember(store: TemplateStore, personId: string, use: RememberedUse): Promise<void> {
  await note(store, personId, (memory) => withUse(memory, use));
}

/** Remembers a tone chosen below a finished message. */
export async function rememberTone(
  store: TemplateStore,
  personId: string,
  locale: Locale,
  chosen: Tone,
): Promise<void> {
  await note(store, personId, (memory) => ({ ...memory, tones: { ...memory.tones, [locale]: chosen } }));
}

async function note(store: TemplateStore, personId: string, applyTo: Change['applyTo']): Promise<void> {
  const { sealer, clock } = store;
  await noteLater(store, CHANGES, { personId, sealer, at: dateOf(clock), applyTo });
}

const cell = (id: string) => ({ table: 'TemplateMemory', column: 'values', id });
