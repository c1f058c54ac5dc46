import { chooseTheme } from '../../src/checkins/choose-theme.ts';
import { isTheme } from '../../src/checkins/themes.ts';
import { findSettings } from '../../src/communities/settings.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../src/dialogue/call.ts';
import type { Article } from '../../src/guide/article.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Button, buttons, toMe } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { isHoliday } from '../../src/time/holidays.ts';
import { auditControls } from '../admin/audit/controls.ts';
import { sayNotPlanned } from '../admin/checkin/not-planned.ts';
import { themeName } from '../admin/settings/values.ts';
import { guideControls } from './controls.ts';
import { guideFor } from './here.ts';

/** Makes an article the theme of the next check-in; the answer can undo it. */
export const chooseWeekTheme = defineButton({
  ...guideControls.weekTheme,
  access: 'moderator',
  async run(call, { slug }) {
    const { t, command, services, person } = call;
    const { id: communityId } = communityOf(call);
    if (!isTheme(slug)) return toMe(t('guide:weekTheme.unknown'));
    const settings = await findSettings(services.db, communityId);
    if (!settings?.checkinChannelId || !settings.schedule) return toMe(sayNotPlanned(call, settings));
    const chosen = await chooseTheme({ ...services, isHoliday }, { communityId, actorId: person.id }, slug);
    if (chosen.type === 'none') return toMe(t('guide:weekTheme.none', { preview: command('admin.checkin.preview') }));
    const { type, localDate, entryId } = chosen;
    const here = (await guideFor(call)).articles.get(slug);
    return toMe(
      t(`guide:weekTheme.${type}`, {
        theme: escapeMarkdown(here?.discuss?.theme ?? themeName(call, slug)),
        day: formatDay(localDate, person.locale),
      }),
      ...(entryId === undefined
        ? []
        : [
            `-# ${t('guide:weekTheme.back', { audit: command('admin.audit') })}`,
            buttons({ label: t('audit:undo'), does: auditControls.undo.with({ entry: entryId, over: undefined }) }),
          ]),
    );
  },
});

/** The button that does so, for moderators; none below an article that no check-in can be about. */
export function weekThemeButton({ t, moderator }: Call, { slug, discuss }: Article): Button[] {
  if (!moderator || !discuss || !isTheme(slug)) return [];
  return [{ label: t('guide:weekTheme.choose'), emoji: '📌', does: guideControls.weekTheme.with({ slug }) }];
}
