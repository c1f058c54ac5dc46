import type { Alert } from '../../src/communities/alerts/alerts.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import { type MessageContent, panel } from '../../src/messages/reply.ts';

const AMBER = 0xd9822b;
const GREEN = 0x3b8a5a;

/** What is wrong and what to do about it, in one text. */
export function sayAlert(t: Translate, { communityId, kind, channelId, messageId, count }: Alert): string {
  const link = `https://discord.com/channels/${[communityId, channelId, messageId].join('/')}`;
  return t(`alerts:raised.${kind}`, { channel: sayChannel(t, { channelId }), link, count });
}

function sayChannel(t: Translate, { channelId }: Pick<Alert, 'channelId'>): string {
  return channelId ? `<#${channelId}>` : t('alerts:someChannel');
}

function resolvedAs({
  kind,
}: Alert): 'checkin' | 'away' | 'discussion' | 'announcement' | 'files' | 'share' | 'removal' {
  if (kind === 'checkin.away') return 'away';
  if (kind === 'checkin.discussion') return 'discussion';
  if (kind === 'checkin.announcement') return 'announcement';
  if (kind === 'checkin.files') return 'files';
  if (kind === 'share.removal') return 'removal';
  return kind.startsWith('share.') ? 'share' : 'checkin';
}

/** The message in the moderators' channel. Nobody is pinged. */
export function alertPost(
  t: Translate,
  command: (key: string) => string,
  alert: Alert,
  state: 'raised' | 'resolved',
): MessageContent {
  const text =
    state === 'raised'
      ? `⚠️ ${sayAlert(t, alert)}`
      : `✅ ${t(`alerts:resolved.${resolvedAs(alert)}`, { channel: sayChannel(t, alert) })}`;
  const way =
    alert.kind === 'share.waiting'
      ? t('alerts:queueHint', { queue: command('admin.moderate.queue') })
      : t('alerts:hint', { health: command('admin.health') });
  const hint = state === 'raised' ? [`-# ${way}`] : [];
  return { blocks: [panel(state === 'raised' ? AMBER : GREEN, text, ...hint)] };
}
