import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../database/client.ts';
import type { Community as CommunityRow } from '../database/generated/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { dateAt, fromDateColumn } from '../time/calendar.ts';
import { type Clock, dateOf } from '../time/clock.ts';
import { faultOf, isReadableZone, type Schedule, type ScheduleFault } from '../time/weekly.ts';
import { findLastChange, recordAudit } from './audit.ts';
import {
  NO_END,
  SETTING_FIELDS,
  type SettingField,
  type SettingsChange,
  SHARING,
  type Sharing,
  type StoredSettings,
} from './settings-schema.ts';

/** The choices of a community's moderators. */
export interface CommunitySettings {
  readonly id: string;
  readonly locale: Locale;
  /** A valid zone: UTC if the stored one is not. */
  readonly zone: string;
  readonly checkinChannelId: string | undefined;
  /** Undefined until weekday and time are set, or if the stored values are invalid. */
  readonly schedule: Schedule | undefined;
  /** The unreadable parts of the stored schedule: no check-in is planned until they are corrected. */
  readonly scheduleFault: ScheduleFault | undefined;
  readonly checkin: CheckinSettings;
  readonly moderatorChannelId: string | undefined;
  readonly moderatorRoleId: string | undefined;
  readonly sharing: Sharing;
  /** When the set-up was completed; undefined until then. */
  readonly setUpAt: Date | undefined;
  /** Every setting as it is stored. */
  readonly stored: StoredSettings;
}

/** A community's rules for check-ins, besides their weekday and time. */
export interface CheckinSettings {
  /** Hours for which a check-in takes answers. */
  readonly windowHours: number;
  /** Hours by which a check-in may be posted late. */
  readonly catchUpHours: number;
  /** Country (ISO 3166) on whose public holidays no check-in is posted. */
  readonly holidays: string | undefined;
  /** First day on which they are posted again; `NO_END` until they are resumed; undefined if they are not paused. */
  readonly pausedUntil: Temporal.PlainDate | undefined;
  /** Why posting waits for a moderator: a `StepProblem`. */
  readonly problem: string | undefined;
}

/** Initial settings of a community: a sensible week that moderators then change. */
export const DEFAULTS = {
  weekday: 5,
  time: '10:00',
  zone: { pl: 'Europe/Warsaw', en: 'Etc/UTC' },
  holidays: { pl: 'PL', en: null },
} as const;

/** The community's settings; undefined before the first set-up. */
export async function findSettings(db: Tx, communityId: string): Promise<CommunitySettings | undefined> {
  const row = await db.community.findUnique({ where: { id: communityId } });
  return row ? readSettings(row) : undefined;
}

/** A community's row as settings. */
export function readSettings(row: CommunityRow): CommunitySettings {
  const stored = storedOf(row);
  const { checkinWeekday: weekday, checkinTime: time, zone } = stored;
  const schedule = weekday === null || time === null ? undefined : { weekday, time, zone };
  const scheduleFault = schedule && faultOf(schedule);
  return {
    id: row.id,
    locale: stored.locale,
    zone: isReadableZone(zone) ? zone : 'Etc/UTC',
    checkinChannelId: stored.checkinChannelId ?? undefined,
    schedule: scheduleFault ? undefined : schedule,
    scheduleFault,
    checkin: {
      windowHours: stored.checkinWindowHours,
      catchUpHours: stored.checkinCatchUpHours,
      holidays: stored.checkinHolidays ?? undefined,
      pausedUntil: stored.checkinPausedUntil === null ? undefined : Temporal.PlainDate.from(stored.checkinPausedUntil),
      problem: row.checkinProblem ?? undefined,
    },
    moderatorChannelId: stored.moderatorChannelId ?? undefined,
    moderatorRoleId: stored.moderatorRoleId ?? undefined,
    sharing: stored.sharing,
    setUpAt: row.setUpAt ?? undefined,
    stored,
  };
}

/** The end of a pause (ISO date). One outside the calendar's range never comes. */
function endOf(date: Date): string {
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? NO_END : fromDateColumn(date).toString();
}

/** Read at every interaction, so not validated again: only validated values are written. */
function storedOf(row: CommunityRow): StoredSettings {
  return {
    locale: isLocale(row.locale) ? row.locale : 'en',
    zone: row.zone,
    checkinChannelId: row.checkinChannelId,
    checkinWeekday: row.checkinWeekday,
    checkinTime: row.checkinTime,
    checkinWindowHours: row.checkinWindowHours,
    checkinCatchUpHours: row.checkinCatchUpHours,
    checkinHolidays: row.checkinHolidays,
    checkinPausedUntil: row.checkinPausedUntil ? endOf(row.checkinPausedUntil) : null,
    moderatorChannelId: row.moderatorChannelId,
    moderatorRoleId: row.moderatorRoleId,
    digestInChannel: row.digestInChannel,
    sharing: SHARING.find((one) => one === row.sharing) ?? 'off',
    slowMinutes: row.slowMinutes,
    watchWords: row.watchWords,
    retentionMonths: row.retentionMonths,
    assistant: row.assistant,
    assistantTokens: row.assistantTokens,
    digestSummary: row.digestSummary,
  };
}

export interface SettingsStore {
  readonly db: Db;
  readonly clock: Clock;
}

/** The community, and the initial language of one without settings. */
export interface SettingsOwner {
  readonly id: string;
  readonly locale: Locale;
}

/** Displayed settings, and their {@link markOf} at that time. */
export interface Seen {
  readonly fields: readonly SettingField[];
  readonly mark: string;
}

export type ChangeOutcome =
  | { readonly type: 'changed' | 'unchanged'; readonly settings: StoredSettings }
  /** The same setting was changed since `seen`. Nothing was written. */
  | {
      readonly type: 'conflict';
      readonly settings: StoredSettings;
      readonly field: SettingField;
      /** The moderator (snowflake) who changed it; undefined if no longer known. */
      readonly actorId: string | undefined;
    };

/**
 * Stores changes and records them in the audit trail; a community that was not set up gets the defaults for its language first.
 *
 * @param seen the settings shown when the change was decided on: if one was changed since, to a value other than the wanted
 *   one, nothing is written
 */
export async function changeSettings(
  { db, clock }: SettingsStore,
  community: SettingsOwner,
  change: SettingsChange,
  { actorId, seen }: { readonly actorId: string; readonly seen?: Seen | undefined },
): Promise<ChangeOutcome> {
  return db.$transaction(async (tx) => {
    const present = await lockSettings(tx, community);
    const fields = SETTING_FIELDS.filter((field) => change[field] !== undefined && change[field] !== present[field]);
    if (fields[0] === undefined) return { type: 'unchanged', settings: present };
    if (seen !== undefined && seen.mark !== markOf(present, seen.fields)) {
      const [field] = fields;
      const last = await findLastChange(tx, community.id, field);
      return { type: 'conflict', settings: present, field, actorId: last?.actorId };
    }
    return { type: 'changed', settings: await writeChange({ db: tx, clock }, community.id, present, change, actorId) };
  });
}

/** A short mark of some settings' values: it differs if one of them does. Used in custom ids. */
export function markOf(settings: StoredSettings, fields: readonly SettingField[]): string {
  const values = fields.toSorted().map((field) => settings[field]);
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 8);
}

/** Records that the set-up was completed; the first time counts. */
export async function completeSetUp({ db, clock }: SettingsStore, communityId: string): Promise<void> {
  const setUpAt = dateOf(clock);
  await db.community.updateMany({ where: { id: communityId, setUpAt: null }, data: { setUpAt } });
}

/** The current settings, with defaults if there are none; locked until the transaction ends. */
export async function lockSettings(tx: Tx, { id, locale }: SettingsOwner): Promise<StoredSettings> {
  const start = {
    locale,
    zone: DEFAULTS.zone[locale],
    checkinWeekday: DEFAULTS.weekday,
    checkinTime: DEFAULTS.time,
    checkinHolidays: DEFAULTS.holidays[locale],
  };
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`settings ${id}`}, 0))`;
  const known = await tx.community.findUnique({ where: { id } });
  if (known) return storedOf(known);
  // Not everything that makes the row takes this lock.
  await tx.community.createMany({ data: [{ id, ...start }], skipDuplicates: true });
  return storedOf(await tx.community.findUniqueOrThrow({ where: { id } }));
}

/** Writes a change and its audit entry, inside the transaction that locked the settings. */
export async function writeChange(
  { db, clock }: { readonly db: Tx; readonly clock: Clock },
  communityId: string,
  before: StoredSettings,
  change: SettingsChange,
  actorId: string,
  action: 'settings.change' | 'settings.import' = 'settings.change',
): Promise<StoredSettings> {
  const { checkinPausedUntil: until, ...rest } = change;
  const data = { ...rest, ...(until === undefined ? {} : { checkinPausedUntil: until && new Date(until) }) };
  const after = storedOf(await db.community.update({ where: { id: communityId }, data }));
  if (Object.keys(change).some((key) => key === 'zone' || key.startsWith('checkin')))
    await planAnew(db, communityId, clock.now());
  await recordAudit({ db, clock }, { communityId, actorId, action, before, after });
  return after;
}

/** Omits keys whose value is undefined, which exact optional properties do not allow. */
export function changeOf(parsed: { readonly [F in SettingField]?: StoredSettings[F] | undefined }): SettingsChange {
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined));
}

/**
 * Makes the scheduler examine a community at its next tick, and from now on, so that nothing due meanwhile is missed: after
 * every change to the plan.
 */
export async function planAnew(db: Tx, communityId: string, now: Temporal.Instant): Promise<void> {
  const at = dateAt(now);
  const planned = { id: communityId, checkinChannelId: { not: null } };
  // A time that has already passed is kept.
  await db.community.updateMany({
    where: { ...planned, OR: [{ checkinNextAt: null }, { checkinNextAt: { gt: at } }] },
    data: { checkinNextAt: at },
  });
}
