import { nextOccurrences } from '../../src/checkins/schedule.ts';
import { countDue } from '../../src/communities/retention.ts';
import { findSettings } from '../../src/communities/settings.ts';
import { type Call, communityOf } from '../../src/discord/call.ts';
import { defineCommand } from '../../src/discord/command.ts';
import { panel, type Reply, toMe } from '../../src/discord/reply.ts';

export const adminHealth = defineCommand({
  key: 'admin.health',
  access: 'moderator',
  contexts: 'guild',
  run: presentHealth,
});

/** What works, what needs attention, and what the next housekeeping will let go of (counted, not done). */
async function presentHealth(call: Call): Promise<Reply> {
  const { t, command, services } = call;
  const community = communityOf(call);
  const { db, clock, databaseKind, sealer } = services;
  const settings = await findSettings(db, community.id);
  const due = await countDue(services, community.id);
  const [next] = settings?.schedule ? nextOccurrences(settings.schedule, clock.now(), 1) : [];
  const setUp = settings?.checkinChannelId && next;
  const seconds = next ? Math.floor(next.at.epochMilliseconds / 1000) : 0;
  const lines = [
    // The answer itself came over the gateway and was read from the database.
    `✅ ${t('admin:health.discord')}`,
    `✅ ${t(`admin:health.database.${databaseKind}`)}`,
    sealer.keyIds.length > 0 ? `✅ ${t('admin:health.encrypted')}` : `⚠️ ${t('admin:health.notEncrypted')}`,
    setUp
      ? `✅ ${t('admin:health.checkin', { when: `<t:${seconds}:F>`, channel: `<#${settings.checkinChannelId}>` })}`
      : `⚠️ ${t('admin:health.noCheckin', { setup: command('admin.setup') })}`,
    `🧹 ${t('admin:health.due', { count: due })}`,
  ];
  return toMe(panel(undefined, `## ${t('admin:health.title')}`, lines.join('\n')));
}
