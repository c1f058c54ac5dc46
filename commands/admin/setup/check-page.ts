import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { type Block, buttons } from '../../../src/discord/reply.ts';
import { preflight } from '../preflight.ts';
import type { SetupControls } from './controls.ts';

/** Whether everything that was chosen works, in words; a trial; what else is worth knowing. */
export function checkPage(call: Call, settings: StoredSettings, controls: SetupControls): (string | Block)[] {
  const { t, services } = call;
  const { checkinChannelId, moderatorChannelId, moderatorRoleId } = settings;
  const findings = [
    ...(checkinChannelId
      ? preflight(call, 'checkin', checkinChannelId).map(({ text }) => text)
      : [`⚠️ ${t('setup:check.noChannel')}`]),
    ...(moderatorChannelId
      ? preflight(call, 'moderators', moderatorChannelId).map(({ text }) => text)
      : [`ℹ️ ${t('setup:check.noModeratorChannel', { health: call.command('admin.health') })}`]),
    ...(moderatorRoleId ? [sayRole(call, moderatorRoleId)] : [`ℹ️ ${t('setup:check.noRole')}`]),
  ];
  const invite = services.guilds.inviteUrl();
  return [
    findings.join('\n'),
    t('setup:check.more'),
    buttons(
      { label: t('setup:check.test'), does: controls.testPost.with({}), disabled: checkinChannelId === null },
      { label: t('setup:check.handbook'), does: controls.handbook.with({}) },
      ...(invite ? [{ label: t('setup:check.invite'), opens: invite }] : []),
    ),
  ];
}

function sayRole(call: Call, roleId: string): string {
  const role = `<@&${roleId}>`;
  return call.services.guilds.role(communityOf(call).id, roleId) === 'missing'
    ? `⚠️ ${call.t('setup:moderators.roleGone')}`
    : `✅ ${call.t('setup:check.role', { role })}`;
}
