import type { StoredSettings } from '../../../src/communities/settings-schema.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { type Block, buttons } from '../../../src/messages/reply.ts';
import { preflight } from '../preflight.ts';
import { seenOf } from './change.ts';
import { settingControls } from './controls.ts';
import { hereButton } from './here.ts';
import type { Way } from './pages.ts';

/** The channel for alerts, and the role that may use /admin, with the steps needed in Discord itself. */
export function moderatorsPage(call: Call, settings: StoredSettings, way: Way): (string | Block)[] {
  const { t, services } = call;
  const { moderatorChannelId: channelId, moderatorRoleId: roleId } = settings;
  const roleGone = roleId !== null && services.guilds.role(communityOf(call).id, roleId) === 'missing';
  const seen = seenOf(settings, 'moderatorChannelId');
  const here = hereButton(call, { way, field: 'moderatorChannelId', seen }, settings);
  return [
    t('setup:moderators.channel'),
    ...(channelId
      ? preflight(call, 'moderators', channelId)
          .filter(({ works }) => !works)
          .map(({ text }) => text)
      : []),
    {
      type: 'channelSelect',
      select: {
        does: settingControls.pickChannel.with({
          way,
          field: 'moderatorChannelId',
          seen: seenOf(settings, 'moderatorChannelId'),
        }),
        prompt: t('setup:moderators.pickChannel'),
        kinds: ['text', 'announcement'],
        clearable: true,
        ...(channelId ? { chosen: channelId } : {}),
      },
    },
    ...(here.length > 0 ? [buttons(...here)] : []),
    t('setup:moderators.role'),
    ...(roleGone ? [`⚠️ ${t('setup:moderators.roleGone')}`] : []),
    {
      type: 'roleSelect',
      select: {
        does: settingControls.pickRole.with({ way, seen: seenOf(settings, 'moderatorRoleId') }),
        prompt: t('setup:moderators.pickRole'),
        clearable: true,
        ...(roleId && !roleGone ? { chosen: roleId } : {}),
      },
    },
    ...(roleId && !roleGone ? [t('setup:moderators.integrations', { role: `<@&${roleId}>` })] : []),
  ];
}
