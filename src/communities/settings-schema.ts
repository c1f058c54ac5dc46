import { z } from 'zod';
import { LOCALES } from '../i18n/locales.ts';
import { cleanText } from '../text/clean-text.ts';
import { parseDay } from '../text/dates.ts';
import { parseTime } from '../time/weekly.ts';
import { canonicalZone } from '../time/zones.ts';
import { readWatchWords } from './watch-words.ts';

/** What members may share with the community: nothing, under their name, or also anonymously. */
export const SHARING = ['off', 'named', 'anonymous'] as const;
export type Sharing = (typeof SHARING)[number];

/** For how many months a community may keep its check-ins and counts. */
export const RETENTION_MONTHS = [3, 6, 12, 24] as const;

/** Tokens a day that the assistant may use in a community. */
export const ASSISTANT_TOKENS = { min: 1000, max: 10_000_000 } as const;

/** Minutes between two anonymous cards that moderators can choose from; 0: none. */
export const SLOW_MINUTES = [0, 5, 15, 30, 60] as const;

/** Characters of the words that are watched for. */
export const WATCH_WORDS_MAX = 1000;

/** How many hours a check-in may take answers: it closes before the next one. */
export const WINDOW_HOURS = { min: 1, max: 156 } as const;

/** How many hours late a check-in may still be posted. */
export const CATCH_UP_HOURS = { min: 0, max: 48 } as const;

/** The end (ISO date) of a pause that has none. */
export const NO_END = '9999-12-31';

/** First year of a day that a pause may end on: the database knows no year 0, and nothing was paused before the bot was. */
const FIRST_YEAR = 2000;
const LARGEST_ID = 2n ** 64n - 1n;

/**
 * A text that is stored as `read` understands it, not as it was typed: what is stored can then be read again. What it does
 * not understand is refused.
 */
function readAs(read: (typed: string) => string | undefined) {
  return z.string().transform((typed, context) => {
    const value = read(typed);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', input: typed });
    return z.NEVER;
  });
}

/** Checks the digits first: what is no number must be refused, too, and not fail. */
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
 * The settings of a community as they are stored, with the rules for each. Null: not chosen. Values come out as they are to
 * be stored, which need not be as they came in.
 */
export const settingsSchema = z.strictObject({
  locale: z.enum(LOCALES),
  // Any name of a zone will do: some have several, and an older export may hold another one.
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
  /** Whether the digest of a check-in goes, in short, into its channel as well. */
  digestInChannel: z.boolean(),
  sharing: z.enum(SHARING),
  slowMinutes: z.int().min(0).max(60),
  /** Words, one a line; "" for none. */
  watchWords: z
    .string()
    .max(WATCH_WORDS_MAX)
    .transform((words) => readWatchWords(cleanText(words)).join('\n'))
    .pipe(z.string().max(WATCH_WORDS_MAX)),
  retentionMonths: z.int().min(1).max(60),
  assistant: z.boolean(),
  assistantTokens: z.int().min(ASSISTANT_TOKENS.min).max(ASSISTANT_TOKENS.max),
  /** Whether the assistant sums up shared cards in the digest; without effect while it is off. */
  digestSummary: z.boolean(),
});

export type StoredSettings = Readonly<z.infer<typeof settingsSchema>>;
export type SettingField = keyof StoredSettings;
export const SETTING_FIELDS = settingsSchema.keyof().options;

/** Changes to the settings; what is left out stays. */
export type SettingsChange = Partial<StoredSettings>;
