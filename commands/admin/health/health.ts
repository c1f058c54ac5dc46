import { usedToday } from '../../../src/assistant/budget.ts';
import { countTroubles } from '../../../src/checkins/troubles.ts';
import { findUpcoming } from '../../../src/checkins/upcoming.ts';
import { listAlerts } from '../../../src/communities/alerts/alerts.ts';
import { type CommunitySettings, findSettings } from '../../../src/communities/settings.ts';
import { storageBytes } from '../../../src/communities/usage.ts';
import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { COUNTED_DUE, countDue } from '../../../src/lifecycle/retention.ts';
import { timestamp } from '../../../src/messages/markdown.ts';
import { panel, type Reply, toMe } from '../../../src/messages/reply.ts';
import { formatDay, formatNumber, formatUnit } from '../../../src/text/format.ts';
import { isHoliday } from '../../../src/time/holidays.ts';
import { VERSION } from '../../../src/version.ts';
import { sayAlert } from '../../alerts/alert.ts';
import { alertControls } from '../../alerts/controls.ts';
import { AMBER, GREEN } from '../../colours.ts';
import { sayUnreadable } from '../checkin/not-planned.ts';
import { preflight } from '../preflight.ts';
import { sayValue } from '../settings/values.ts';

/** The same, from an alert: whether it still applies. */
const showHealth = defineButton({
  ...alertControls.health,
  access: 'moderator',
  contexts: 'guild',
  defer: 'me',
  run: presentHealth,
});

/** Shows what works, what needs a moderator and the remedy, and what the next housekeeping will delete. */
export const adminHealth = defineCommand({
  key: 'admin.health',
  access: 'moderator',
  contexts: 'guild',
  actions: [showHealth],
  // It is used when the bot is slow: then its queries take longer than Discord waits.
  defer: 'me',
  run: presentHealth,
});

async function presentHealth(call: Call): Promise<Reply> {
  const { t, services } = call;
  const { id } = communityOf(call);
  const settings = await findSettings(services.db, id);
  const channels = sayChannels(call, settings);
  // On a server these run at the same time.
  const [trouble, checkin, bot] = await Promise.all([
    sayTrouble(call, id),
    sayCheckin(call, settings),
    sayBot(call, settings),
  ]);
  const needsSomebody = [...trouble, ...checkin, ...channels].some((line) => line.startsWith('⚠️'));
  return toMe(
    panel(
      needsSomebody ? AMBER : GREEN,
      `## ${t('admin:health.title')}`,
      `**${t('admin:health.parts.trouble')}**\n${trouble.join('\n')}`,
      `**${t('admin:health.parts.checkin')}**\n${checkin.join('\n')}`,
      ...(channels.length > 0 ? [`**${t('admin:health.parts.channels')}**\n${channels.join('\n')}`] : []),
      `**${t('admin:health.parts.bot')}**\n${bot.join('\n')}`,
      `-# ${t('admin:health.version', { version: VERSION })}`,
    ),
  );
}

/** The open alerts, and since when. */
async function sayTrouble({ t, services }: Call, communityId: string): Promise<string[]> {
  const alerts = await listAlerts(services.db, communityId);
  if (alerts.length === 0) return [`✅ ${t('admin:health.noTrouble')}`];
  return alerts.map((alert) => {
    const since = timestamp(alert.openedAt, 'R');
    return `⚠️ ${sayAlert(t, alert)} (${since})`;
  });
}

/** The times of the next check-ins, the missed ones, and the steps still waiting for Discord. */
async function sayCheckin(call: Call, settings: CommunitySettings | undefined): Promise<string[]> {
  const { t, command, services } = call;
  if (!settings?.checkinChannelId) return [`⚠️ ${t('admin:health.noCheckin', { setup: command('admin.setup') })}`];
  const { missed, lastMissed, waiting, uncertain, failed, broken } = await countTroubles(services, settings.id);
  const last = lastMissed === null ? '' : formatDay(lastMissed, call.person.locale);
  const unreadable = sayUnreadable(call, settings);
  const lines = [
    ...(unreadable ? [`⚠️ ${unreadable}`] : []),
    ...(missed > 0
      ? [`ℹ️ ${t('admin:health.missed', { count: missed, day: last, settings: command('admin.settings') })}`]
      : []),
    ...(uncertain > 0 ? [`⚠️ ${t('admin:health.uncertain', { count: uncertain })}`] : []),
    ...(broken > 0 ? [`⚠️ ${t('admin:health.broken', { count: broken })}`] : []),
    ...(failed > 0 ? [`⚠️ ${t('admin:health.failed', { count: failed })}`] : []),
    waiting > 0 ? `⏳ ${t('admin:health.queue', { count: waiting })}` : `✅ ${t('admin:health.queueEmpty')}`,
  ];
  const { checkinPausedUntil } = settings.stored;
  const until = checkinPausedUntil && sayValue(call, 'checkinPausedUntil', checkinPausedUntil);
  const next = await findUpcoming({ ...services, isHoliday }, settings, 3);
  const channel = `<#${settings.checkinChannelId}>`;
  const times = next.map(({ at }) => timestamp(at, 'F'));
  return [
    ...(until ? [`⏸️ ${t('admin:health.paused', { until })}`] : []),
    ...times.map((when, index) =>
      index === 0 ? `✅ ${t('admin:health.checkin', { when, channel })}` : `- ${t('admin:health.later', { when })}`,
    ),
    ...lines,
  ];
}

/** Whether the bot has the permissions it needs in each configured channel, and whether the moderators' role still exists. */
function sayChannels(call: Call, settings: CommunitySettings | undefined): string[] {
  const { t, services, command } = call;
  if (!settings) return [];
  const { checkinChannelId, moderatorChannelId, moderatorRoleId } = settings;
  return [
    ...(checkinChannelId ? preflight(call, 'checkin', checkinChannelId).map(({ text }) => text) : []),
    ...(moderatorChannelId
      ? preflight(call, 'moderators', moderatorChannelId).map(({ text }) => text)
      : [`ℹ️ ${t('admin:health.noModeratorChannel', { settings: command('admin.settings') })}`]),
    ...(moderatorRoleId && services.guilds.role(settings.id, moderatorRoleId) === 'missing'
      ? [`⚠️ ${t('setup:moderators.roleGone')}`]
      : []),
  ];
}

/** The components of the bot. The answer itself proves that gateway and database work. */
async function sayBot(call: Call, settings: CommunitySettings | undefined): Promise<string[]> {
  const { t, person, services } = call;
  const { db, databaseKind, sealer } = services;
  const [due, bytes, assistant] = await Promise.all([
    countDue(services, communityOf(call).id),
    storageBytes(db),
    sayAssistant(call, settings),
  ]);
  const size = sayBytes(person.locale, bytes);
  return [
    `✅ ${t('admin:health.discord')}`,
    `✅ ${t(`admin:health.database.${databaseKind}`)} ${t('admin:health.storage', { size })}`,
    sealer.keyIds.length > 0 ? `✅ ${t('admin:health.encrypted')}` : `⚠️ ${t('admin:health.notEncrypted')}`,
    assistant,
    ...(due > 0 ? [`🧹 ${sayDue(call, due)}`] : []),
  ];
}

function sayDue({ t, person }: Call, due: number): string {
  if (due < COUNTED_DUE) return t('admin:health.due', { count: due });
  return t('admin:health.dueMany', { least: formatNumber(COUNTED_DUE, person.locale) });
}

async function sayAssistant(call: Call, settings: CommunitySettings | undefined): Promise<string> {
  const { t, services, command } = call;
  if (!services.assistant) return `ℹ️ ${t('admin:health.assistant.none')}`;
  if (!settings?.stored.assistant)
    return `ℹ️ ${t('admin:health.assistant.off', { settings: command('admin.settings') })}`;
  const used = sayValue(call, 'assistantTokens', await usedToday(services, settings.id));
  const budget = sayValue(call, 'assistantTokens', settings.stored.assistantTokens);
  return services.assistant.endpoint.isResting()
    ? `⚠️ ${t('admin:health.assistant.resting', { used, budget })}`
    : `✅ ${t('admin:health.assistant.on', { used, budget })}`;
}

/** A size in megabytes, formatted for a language. */
function sayBytes(locale: Locale, bytes: number): string {
  const megabytes = Math.max(bytes / 1_000_000, 0.1);
  return formatUnit(megabytes, 'megabyte', locale, { short: true, decimals: megabytes < 10 ? 1 : 0 });
}
