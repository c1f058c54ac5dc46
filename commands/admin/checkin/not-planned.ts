import type { CommunitySettings } from '../../../src/communities/settings.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';

/** Maximum characters of a stored value that is shown, as it may be anything. */
const SHOWN = 60;

/** The invalid part of the stored schedule, and where to correct it; undefined if there is none. */
export function sayUnreadable({ t, command }: Call, settings: CommunitySettings | undefined): string | undefined {
  const fault = settings?.scheduleFault;
  if (!settings || !fault) return undefined;
  const value = fault === 'zone' ? settings.stored.zone : settings.stored.checkinTime;
  return t(`admin:unreadable.${fault}`, {
    value: escapeMarkdown(cut(value ?? '', SHOWN)),
    settings: command('admin.settings'),
  });
}

/** Why a community has no check-ins to plan: it has not chosen a channel yet, or its choices are invalid. */
export function sayNotPlanned(call: Call, settings: CommunitySettings | undefined): string {
  return sayUnreadable(call, settings) ?? call.t('admin:post.notSetUp', { setup: call.command('admin.setup') });
}
