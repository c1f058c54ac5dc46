import type { Tx } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';
import { type DmHours, readDays, writeDays } from './hours.ts';

/** A member's own settings; undefined means the default. */
export interface MemberSettings {
  readonly locale: Locale | undefined;
  /** IANA zone. */
  readonly zone: string | undefined;
  readonly hours: DmHours | undefined;
}

/** Changes of settings; omitted fields stay, null resets to the default. */
export interface MemberChange {
  readonly locale?: Locale | null;
  readonly zone?: string | null;
  readonly hours?: DmHours | null;
}

/** A member's settings; all undefined if they never changed any. */
export async function findMember(db: Tx, personId: string): Promise<MemberSettings> {
  return settingsOf(await db.member.findUnique({ where: { id: personId } }));
}

/** The settings in a member's row; all undefined without one. */
export function settingsOf(row: Awaited<ReturnType<Tx['member']['findUnique']>>): MemberSettings {
  const locale = row?.locale ?? '';
  const days = readDays(row?.dmDays ?? '');
  return {
    locale: isLocale(locale) ? locale : undefined,
    zone: row?.zone ?? undefined,
    hours: days && row?.dmFrom && row.dmTo ? { days, from: row.dmFrom, to: row.dmTo } : undefined,
  };
}

/** Stores a member's choice. */
export async function changeMember(db: Tx, personId: string, { locale, zone, hours }: MemberChange): Promise<void> {
  const data = {
    ...(locale === undefined ? {} : { locale }),
    ...(zone === undefined ? {} : { zone }),
    ...(hours === undefined
      ? {}
      : { dmDays: hours && writeDays(hours.days), dmFrom: hours?.from ?? null, dmTo: hours?.to ?? null }),
  };
  await db.member.upsert({ where: { id: personId }, create: { id: personId, ...data }, update: data });
}
