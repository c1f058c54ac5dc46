import type { Alert } from '../../src/communities/alerts/alerts.ts';
import type { AlertKind } from '../../src/communities/alerts/kinds.ts';
import type { AlertComposer } from '../../src/communities/alerts/tell.ts';
import type { CommandWords } from '../../src/dialogue/command-texts.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Translate, Translator } from '../../src/i18n/translator.ts';
import { type Button, buttons, panel } from '../../src/messages/reply.ts';
import { AMBER, GREEN } from '../colours.ts';
import { channelLink, messageLink } from '../message-link.ts';
import { alertControls } from './controls.ts';

/** The problem and its remedy, in one text. */
export function sayAlert(t: Translate, { communityId, kind, channelId, messageId, count }: Alert): string {
  const link = messageLink(communityId, channelId, messageId);
  return t(`alerts:raised.${kind}`, { channel: sayChannel(t, { channelId }), link, count });
}

function sayChannel(t: Translate, { channelId }: Pick<Alert, 'channelId'>): string {
  return channelId ? `<#${channelId}>` : t('alerts:someChannel');
}

/** Alerts about a place that is gone. */
const GONE: readonly AlertKind[] = ['checkin.missing', 'share.gone'];

/** The button that leads to what an alert is about: a message, or a channel whose permissions or settings are at fault. */
function placeOf(t: Translate, { communityId, kind, channelId, messageId }: Alert): Button | undefined {
  if (!channelId || GONE.includes(kind)) return undefined;
  return messageId
    ? { label: t('alerts:openMessage'), opens: messageLink(communityId, channelId, messageId) }
    : { label: t('alerts:openChannel'), opens: channelLink(communityId, channelId) };
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

/** The alert in the moderators' channel. It pings nobody; its button identifies the message. */
export function createAlertComposer(translator: Translator, words: Pick<CommandWords, 'name'>): AlertComposer {
  const inLocale = (locale: Locale) => ({
    t: translator(locale),
    command: (key: string) => `\`${words.name(locale, key)}\``,
  });
  return {
    raised(alert, telling, locale) {
      const { t, command } = inLocale(locale);
      const [way, label, mark] =
        alert.kind === 'share.waiting'
          ? [
              t('alerts:queueHint', { queue: command('admin.moderate.queue') }),
              t('alerts:queue'),
              alertControls.queue.with({ telling }),
            ]
          : [
              t('alerts:hint', { health: command('admin.health') }),
              t('alerts:health'),
              alertControls.health.with({ telling }),
            ];
      const place = placeOf(t, alert);
      const blocks = [
        panel(AMBER, `⚠️ ${sayAlert(t, alert)}`, `-# ${way}`),
        buttons({ label, does: mark }, ...(place ? [place] : [])),
      ];
      return { content: { blocks }, mark };
    },
    resolved(alert, telling, locale) {
      const { t } = inLocale(locale);
      const text = t(`alerts:resolved.${resolvedAs(alert)}`, { channel: sayChannel(t, alert) });
      const mark = alertControls.health.with({ telling });
      return {
        content: { blocks: [panel(GREEN, `✅ ${text}`), buttons({ label: t('alerts:health'), does: mark })] },
        mark,
      };
    },
  };
}
