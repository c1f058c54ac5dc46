import type { Db } from '../database/client.ts';
import type { Memory } from '../database/memory.ts';
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
  /** Whether the person has had a private answer before. */
  readonly met: boolean;
}

interface Row {
  readonly asked: string;
  readonly person: string | null;
  readonly community: string | null;
  readonly role: string | null;
  readonly owed: boolean;
  readonly met: boolean;
}

const NOTHING_KNOWN: Profile = {
  personLocale: undefined,
  communityLocale: undefined,
  moderatorRoleId: undefined,
  owed: false,
  met: false,
};

/**
 * The person's and community's profile: every interaction waits for it.
 * @param personId snowflake
 * @param communityId the guild's snowflake; undefined outside a guild
 * @param exact whether what another process may have written a moment ago counts as well
 */
export async function findProfile(
  { db, memory }: { readonly db: Db; readonly memory: Memory },
  personId: string,
  communityId: string | undefined,
  exact = false,
): Promise<Profile> {
  const asked = `${personId} ${communityId ?? ''}`;
  const found = await memory.recallEach('profile', asked, (all) => readProfiles(db, all), { exact });
  return found ?? NOTHING_KNOWN;
}

/** Those asked for at the same moment, in one short query. */
async function readProfiles(db: Db, asked: readonly string[]): Promise<Map<string, Profile>> {
  const ids = asked.map((each) => each.split(' '));
  const rows = await db.$queryRaw<Row[]>`
    SELECT asked.id AS asked, m.locale AS person, m."metAt" IS NOT NULL AS met, c.locale AS community, c."moderatorRoleId" AS role,
      EXISTS (SELECT FROM "Notice" n WHERE n."personId" = asked."personId" AND n.state = 'private') AS owed
    FROM unnest(
        ${[...asked]}::text[], ${ids.map(([personId = '']) => personId)}::text[], ${ids.map(([, communityId = '']) => communityId)}::text[]
      ) AS asked (id, "personId", "communityId")
      LEFT JOIN "Member" m ON m.id = asked."personId"
      LEFT JOIN "Community" c ON c.id = asked."communityId"`;
  return new Map(rows.map((row) => [row.asked, toProfile(row)]));
}

function toProfile({ person, community, role, owed, met }: Row): Profile {
  return {
    personLocale: localeOf(person),
    // A community always has a language; an unknown one is read as its settings are.
    communityLocale: community === null ? undefined : (localeOf(community) ?? 'en'),
    moderatorRoleId: role ?? undefined,
    owed,
    met,
  };
}

const localeOf = (value: string | null): Locale | undefined => (value !== null && isLocale(value) ? value : undefined);
