import type { CommunitySettings } from '../../../src/communities/settings.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { cut } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';

/** Longest stored value that is shown: nobody knows what it is. */
const SHOWN = 60;

/** What of the stored schedule cannot be followed, and where to put it right; undefined if it can. */
export function sayUnreadable({ t, command }: Call, settings: CommunitySettings | undefined): string | undefined {
  const fault = settings?.scheduleFault;
  if (!settings || !fault) return undefined;
  const value = fault === 'zone' ? settings.stored.zone : settings.stored.checkinTime;
  return t(`admin:unreadable.${fault}`, {
    value: escapeMarkdown(cut(value ?? '', SHOWN)),
    settings: command('admin.settings'),
  });
}

/** Why a community has no check-ins to plan: it chose no channel yet, or what it chose cannot be followed. */
export function sayNotPlanned(call: Call, settings: CommunitySettings | undefined): string {
  return sayUnreadable(call, settings) ?? call.t('admin:post.notSetUp', { setup: call.command('admin.setup') });
}
