import { z } from 'zod';
import { LOCALES } from '../i18n/locales.ts';
import { cleanText } from '../text/clean-text.ts';
import { parseDay } from '../text/dates.ts';
import { parseTime } from '../time/weekly.ts';
import { canonicalZone } from '../time/zones.ts';
import { readWatchWords } from './watch-words.ts';

/** How members may share with the community: not at all, under their name, or also anonymously. */
export const SHARING = ['off', 'named', 'anonymous'] as const;
export type Sharing = (typeof SHARING)[number];

/** Months for which a community can choose to keep its check-ins and counts. */
export const RETENTION_MONTHS = [3, 6, 12, 24] as const;

/** Minimum and maximum tokens a day that the assistant may use in a community. */
export const ASSISTANT_TOKENS = { min: 1000, max: 10_000_000 } as const;

/** Minutes between two anonymous cards that moderators can choose; 0: no limit. */
export const SLOW_MINUTES = [0, 5, 15, 30, 60] as const;

/** Maximum characters of the watched words. */
export const WATCH_WORDS_MAX = 1000;

/** Minimum and maximum hours for which a check-in may take answers: it closes before the next one. */
export const WINDOW_HOURS = { min: 1, max: 156 } as const;

/** Minimum and maximum hours by which a check-in may be posted late. */
export const CATCH_UP_HOURS = { min: 0, max: 48 } as const;

/** End (ISO date) of a pause without an end. */
export const NO_END = '9999-12-31';

/** First year in which a pause may end: the database has no year 0, and no pause predates the bot. */
const FIRST_YEAR = 2000;
const LARGEST_ID = 2n ** 64n - 1n;

/**
 * A text stored as `read` parses it, not as typed, so that stored values can always be parsed again. Unparseable text is
 * refused.
 */
function readAs(read: (typed: string) => string | undefined) {
  return z.string().transform((typed, context) => {
    const value = read(typed);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', input: typed });
    return z.NEVER;
  });
}

/** Checks the digits first, so that a text that is not a number is refused instead of throwing. */
function readId(typed: string): string | undefined {
  const id = typed.trim();
  return /^[1-9]\d{0,19}$/.test(id) && BigInt(id) <= LARGEST_ID ? id : undefined;
}

const snowflake = readAs(readId);

function readDay(typed: string): string | undefined {
  const day = parseDay(typed);
  return day && day.year >= FIRST_YEAR ? day.toString() : undefined;
}

/**
 * The stored settings of a community, with the rules for each. Null: not chosen. Output values are normalised for storage and
 * may differ from the input.
 */
export const settingsSchema = z.strictObject({
  locale: z.enum(LOCALES),
  // Any name of a zone is accepted: some zones have several, and an older export may contain another one.
  zone: readAs(canonicalZone),
  checkinChannelId: snowflake.nullable(),
  checkinWeekday: z.int().min(1).max(7).nullable(),
  checkinTime: readAs(parseTime).nullable(),
  checkinWindowHours: z.int().min(WINDOW_HOURS.min).max(WINDOW_HOURS.max),
  checkinCatchUpHours: z.int().min(CATCH_UP_HOURS.min).max(CATCH_UP_HOURS.max),
  checkinHolidays: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  checkinPausedUntil: readAs(readDay).nullable(),
  moderatorChannelId: snowflake.nullable(),
  moderatorRoleId: snowflake.nullable(),
  /** Whether the digest of a check-in is also posted, in short, in its channel. */
  digestInChannel: z.boolean(),
  sharing: z.enum(SHARING),
  slowMinutes: z.int().min(0).max(60),
  /** Words, one per line; "" for none. */
  watchWords: z
    .string()
    .max(WATCH_WORDS_MAX)
    .transform((words) => readWatchWords(cleanText(words)).join('\n'))
    .pipe(z.string().max(WATCH_WORDS_MAX)),
  retentionMonths: z.int().min(1).max(60),
  assistant: z.boolean(),
  assistantTokens: z.int().min(ASSISTANT_TOKENS.min).max(ASSISTANT_TOKENS.max),
  /** Whether the assistant summarises shared cards in the digest; has no effect while it is off. */
  digestSummary: z.boolean(),
});

export type StoredSettings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingField = keyof StoredSettings;
export const SETTING_FIELDS = settingsSchema.keyof().options;

/** Changes to the settings; omitted ones stay. */
export type SettingsChange = Partial<StoredSettings>;
