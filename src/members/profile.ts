import type { Db } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';

/** What the database knows of the person and the community; looked up at every interaction, so never out of date. */
export interface Profile {
  /** The person's choice in `/settings`; undefined: Discord's language counts. */
  readonly personLocale: Locale | undefined;
  /** The community's language; undefined: the guild's own. */
  readonly communityLocale: Locale | undefined;
  /** The moderators' role (snowflake), if one was chosen. */
  readonly moderatorRoleId: string | undefined;
  /** Something waits to be told to the person with their next private answer. */
  readonly owed: boolean;
}

interface Row {
  readonly person: string | null;
  readonly community: string | null;
  readonly role: string | null;
  readonly owed: boolean;
}

/**
 * Reads who asks and where, in one short statement: every interaction waits for it.
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
    // A community always has a language; one that is not known any more is read as settings are.
    communityLocale: row?.community == null ? undefined : (localeOf(row.community) ?? 'en'),
    moderatorRoleId: row?.role ?? undefined,
    owed: row?.owed ?? false,
  };
}

const localeOf = (value: string | null | undefined): Locale | undefined =>
  value != null && isLocale(value) ? value : undefined;
