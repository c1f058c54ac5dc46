import type { Db } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';

/** Facts about the person and community; looked up at every interaction, so never out of date. */
export interface Profile {
  /** The person's choice in `/settings`; undefined: Discord's language applies. */
  readonly personLocale: Locale | undefined;
  /** The community's language; undefined: the guild's own. */
  readonly communityLocale: Locale | undefined;
  /** The moderators' role (snowflake), if one was chosen. */
  readonly moderatorRoleId: string | undefined;
  /** Whether a notice is pending for the person's next private answer. */
  readonly owed: boolean;
}

interface Row {
  readonly person: string | null;
  readonly community: string | null;
  readonly role: string | null;
  readonly owed: boolean;
}

/**
 * Reads the person's and community's profile in one short query: every interaction waits for it.
 * @param personId snowflake
 * @param communityId the guild's snowflake; undefined outside a guild
 */
export async function findProfile(db: Db, personId: string, communityId: string | undefined): Promise<Profile> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT m.locale AS person, c.locale AS community, c."moderatorRoleId" AS role,
      EXISTS (SELECT FROM "Notice" n WHERE n."personId" = ${personId} AND n.state = 'private') AS owed
    FROM (SELECT) AS asked
      LEFT JOIN "Member" m ON m.id = ${personId}
      LEFT JOIN "Community" c ON c.id = ${communityId ?? null}`;
  return {
    personLocale: localeOf(row?.person),
    // A community always has a language; an unknown one is read as its settings are.
    communityLocale: row?.community == null ? undefined : (localeOf(row.community) ?? 'en'),
    moderatorRoleId: row?.role ?? undefined,
    owed: row?.owed ?? false,
  };
}

const localeOf = (value: string | null | undefined): Locale | undefined =>
  value != null && isLocale(value) ? value : undefined;
