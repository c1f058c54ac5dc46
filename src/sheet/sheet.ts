import { z } from 'zod';
import { TAXES } from '../text/money.ts';

/** The parts of a boundary sheet, in the order in which they are filled in. Each is stored and sealed separately. */
export const SHEET_PARTS = ['hours', 'contact', 'scope', 'payment', 'away', 'focus'] as const;
export type SheetPart = (typeof SHEET_PARTS)[number];

/** Maximum lengths of texts and lists, so that a whole sheet fits one Discord message (4,000 characters). */
export const SHEET_LIMITS = {
  spans: 14,
  channels: 5,
  channel: 40,
  words: 120,
  included: { items: 10, length: 400 },
  excluded: { items: 10, length: 300 },
  timeOff: 8,
  priorities: { items: 5, length: 400 },
} as const;

export const TIME_UNITS = ['minute', 'hour', 'workingHour', 'day', 'workingDay', 'week'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];
export const FEE_PERIODS = ['once', 'day', 'week', 'month', 'year'] as const;
export type FeePeriod = (typeof FEE_PERIODS)[number];
export const RATE_UNITS = ['hour', 'day', 'round', 'once'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];
export const PAYMENT_METHODS = ['transfer', 'card', 'blik', 'paypal', 'cash'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

const words = z.string().trim().min(1).max(SHEET_LIMITS.words);
const list = ({ items, length }: { readonly items: number; readonly length: number }) =>
  z
    .array(z.string().trim().min(1))
    .min(1)
    .max(items)
    .refine((all) => all.join('').length <= length);
const money = z.strictObject({ amount: z.number().min(0), currency: z.string().regex(/^[A-Z]{3}$/) });

const span = z.strictObject({
  /** ISO weekdays on which it begins, 1 Monday to 7 Sunday, in order. */
  days: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** "HH:MM". */
  from: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  /** "HH:MM" up to "24:00"; before `from`, it is on the next day. */
  to: z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/),
});

/** A duration, "2–3 working days"; or other words, which stay as typed. */
const term = z.union([
  z.strictObject({
    least: z.number().positive().exactOptional(),
    amount: z.number().positive(),
    unit: z.enum(TIME_UNITS),
  }),
  z.strictObject({ text: words }),
]);

const lateFee = z.union([
  z.strictObject({
    sum: z.union([money, z.strictObject({ percent: z.number().positive() })]),
    per: z.enum(FEE_PERIODS),
    /** Whether a started period counts as a whole one. */
    begun: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    statutory: z.literal(true),
    /** Whether it is the interest between businesses, which is higher in Poland. */
    commercial: z.literal(true).exactOptional(),
  }),
  z.strictObject({ text: words }),
]);

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The content of each part. Nothing is required. */
export const sheetSchemas = {
  hours: z.strictObject({
    spans: z.array(span).min(1).max(SHEET_LIMITS.spans).exactOptional(),
    /** IANA zone of the hours. */
    zone: z.string().exactOptional(),
  }),
  contact: z.strictObject({
    channels: z.array(z.string().min(1).max(SHEET_LIMITS.channel)).min(1).max(SHEET_LIMITS.channels).exactOptional(),
    responseTime: term.exactOptional(),
    callLength: term.exactOptional(),
    emergency: words.exactOptional(),
  }),
  scope: z.strictObject({
    included: list(SHEET_LIMITS.included).exactOptional(),
    excluded: list(SHEET_LIMITS.excluded).exactOptional(),
    turnaround: term.exactOptional(),
    /** Revision rounds included in the price. */
    rounds: z.int().min(0).max(20).exactOptional(),
    extraRate: z
      .strictObject({ sum: money, per: z.enum(RATE_UNITS), tax: z.enum(TAXES).exactOptional() })
      .exactOptional(),
  }),
  payment: z.strictObject({
    methods: z.array(z.enum(PAYMENT_METHODS)).min(1).exactOptional(),
    /** Days after the invoice date (0: on that day), or payment before the work. */
    due: z.union([z.int().min(0).max(365), z.literal('upfront')]).exactOptional(),
    lateFee: lateFee.exactOptional(),
  }),
  away: z.strictObject({
    /** Both days included. */
    timeOff: z
      .array(z.strictObject({ from: date, to: date }))
      .min(1)
      .max(SHEET_LIMITS.timeOff)
      .exactOptional(),
    /** Country (ISO 3166-1) whose public holidays are days off. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .exactOptional(),
  }),
  focus: z.strictObject({
    priorities: list(SHEET_LIMITS.priorities).exactOptional(),
    /** The quarter that the priorities are for, "2026-Q4". */
    quarter: z
      .string()
      .regex(/^\d{4}-Q[1-4]$/)
      .exactOptional(),
    /** Hours per week kept for oneself and one's family. */
    keptHours: z.number().positive().max(168).exactOptional(),
  }),
} as const satisfies Record<SheetPart, z.ZodType>;

export type SheetParts = { readonly [P in SheetPart]: z.infer<(typeof sheetSchemas)[P]> };

/** A part with its current content. */
export type SheetUpdate = {
  readonly [P in SheetPart]: { readonly part: P; readonly content: SheetParts[P] };
}[SheetPart];

/** A member's boundary sheet: all their terms. Parts that were never filled in, or were emptied again, are missing. */
export type Sheet = Partial<SheetParts>;

export type Span = z.infer<typeof span>;
export type Term = z.infer<typeof term>;
export type LateFee = z.infer<typeof lateFee>;
export type Due = NonNullable<SheetParts['payment']['due']>;
export type Rate = NonNullable<SheetParts['scope']['extraRate']>;
export type TimeOff = NonNullable<SheetParts['away']['timeOff']>[number];

/** Whether a part says anything. */
export function isFilled(sheet: Sheet, part: SheetPart): boolean {
  return Object.keys(sheet[part] ?? {}).length > 0;
}
