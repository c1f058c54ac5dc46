import type { Tx } from '../database/client.ts';
import { isLocale, type Locale } from '../i18n/locales.ts';

/**
 * The only rule for the language of unsolicited messages to a member: their own choice in `/settings`; else the language of
 * their Discord client, if the bot had a reason to store it; else `otherwise`, the community's.
 */
export async function languageOf(db: Tx, personId: string, otherwise: Locale): Promise<Locale> {
  const row = await db.member.findUnique({ where: { id: personId }, select: { locale: true, discordLocale: true } });
  return [row?.locale, row?.discordLocale].find(isKnown) ?? otherwise;
}

/** Stores the language of a member's Discord client when they write or request something that the bot comes back to later. */
export async function noteLanguage(db: Tx, personId: string, discordLocale: Locale): Promise<void> {
  const known = await db.member.findUnique({ where: { id: personId }, select: { discordLocale: true } });
  // It hardly ever changes, and a write makes every process forget what it knows of members.
  if (known?.discordLocale === discordLocale) return;
  await db.member.upsert({
    where: { id: personId },
    create: { id: personId, discordLocale },
    update: { discordLocale },
  });
}

function isKnown(stored: string | null | undefined): stored is Locale {
  return stored != null && isLocale(stored);
}
