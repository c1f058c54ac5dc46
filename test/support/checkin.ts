import type { Locale } from '../../src/i18n/locales.ts';
import type { TestBot } from './bot.ts';

/**
 * Gives the bot's guild a check-in on Fridays at 10:00 in Warsaw, unless the settings say otherwise.
 *
 * @param nextAt from when on the next one is looked for
 */
export async function setUpCheckin(
  { database, guild, checkin }: TestBot,
  {
    nextAt,
    locale = 'pl',
    ...settings
  }: { readonly nextAt: string; readonly locale?: Locale; readonly [column: string]: unknown },
): Promise<void> {
  const weekly = { checkinChannelId: checkin.id, checkinWeekday: 5, checkinTime: '10:00' };
  const place = { id: guild.id, locale, zone: 'Europe/Warsaw' };
  await database.db.community.create({ data: { ...place, ...weekly, checkinNextAt: new Date(nextAt), ...settings } });
}
