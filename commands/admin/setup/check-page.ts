import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { type Block, type Button, buttons } from '../../../src/messages/reply.ts';
import { type Finding, preflight } from '../preflight.ts';
import { setupControls } from './controls.ts';

/** The findings about all choices, as text, and other useful information. */
export function checkPage(call: Call, settings: StoredSettings): (string | Block)[] {
  const { t, services } = call;
  const invite = services.guilds.inviteUrl();
  return [
    findings(call, settings)
      .map(({ text }) => text)
      .join('\n'),
    ...(settings.checkinChannelId ? [t('setup:check.try', { button: t('setup:check.test') })] : []),
    t('setup:check.more'),
    buttons(
      { label: t('setup:check.handbook'), does: setupControls.handbook.with({}) },
      ...(invite ? [{ label: t('setup:check.invite'), opens: invite }] : []),
    ),
  ];
}

/** The buttons that end the set-up, with a trial if there is something to try. */
export function endButtons({ t }: Call, settings: StoredSettings): Button[] {
  if (!settings.checkinChannelId)
    return [{ label: t('setup:finish'), style: 'success', does: setupControls.finish.with({}) }];
  return [
    { label: t('setup:check.test'), style: 'success', does: setupControls.tryOut.with({}) },
    { label: t('setup:check.untested'), does: setupControls.finish.with({}) },
  ];
}

/** The finding about each choice and omission. */
export function findings(call: Call, settings: StoredSettings): Finding[] {
  const { t } = call;
  const { checkinChannelId, moderatorChannelId, moderatorRoleId } = settings;
  const note = (text: string): Finding => ({ works: true, text: `ℹ️ ${text}` });
  return [
    ...(checkinChannelId
      ? preflight(call, 'checkin', checkinChannelId)
      : [{ works: false, text: `⚠️ ${t('setup:check.noChannel')}` }]),
    ...(moderatorChannelId
      ? preflight(call, 'moderators', moderatorChannelId)
      : [note(t('setup:check.noModeratorChannel', { health: call.command('admin.health') }))]),
    moderatorRoleId ? findRole(call, moderatorRoleId) : note(t('setup:check.noRole')),
  ];
}

function findRole(call: Call, roleId: string): Finding {
  const { t, services } = call;
  return services.guilds.role(communityOf(call).id, roleId) === 'missing'
    ? { works: false, text: `⚠️ ${t('setup:moderators.roleGone')}` }
    : { works: true, text: `✅ ${t('setup:check.role', { role: `<@&${roleId}>` })}` };
}
