import { undoBlock } from '../../../src/checkins/cards/change-block.ts';
import { type PauseConflict, type ThemeConflict, undoCheckins } from '../../../src/checkins/undo.ts';
import { type AuditEntry, findAudit } from '../../../src/communities/audit.ts';
import { SETTING_FIELDS, type StoredSettings } from '../../../src/communities/settings-schema.ts';
import type { Undoing } from '../../../src/communities/undo.ts';
import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { CONTENT_KINDS, type ContentKind } from '../../../src/kinds/content.ts';
import { type ContentConflict, undoContent } from '../../../src/library/undo.ts';
import { isAsBefore, type SettingsConflict, undoSettings } from '../../../src/lifecycle/undo-settings.ts';
import { shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Button, buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { isHoliday } from '../../../src/time/holidays.ts';
import { blockHash } from '../../checkin/cards/context.ts';
import { watchWeek } from '../settings/lost-week.ts';
import { reasonAgainst } from '../settings/rights.ts';
import { sayValue } from '../settings/values.ts';
import { auditControls } from './controls.ts';

/** Maximum characters of a value, or of titles, in a question. */
const SHOWN = 300;

/**
 * Undoes a change; that is itself a change, and can be undone too. If the same was changed since, it asks: `over` is the mark
 * of the conflict that the moderator was shown.
 */
export const undoChange = defineButton({
  ...auditControls.undo,
  access: 'moderator',
  async run(call, { entry: entryId, over }): Promise<Reply> {
    const { t, services, person, command } = call;
    const entry = await findAudit(services.db, communityOf(call).id, entryId);
    const undoing = { entryId, actorId: person.id, over };
    const { done: undone, notice } = entry ? await watchWeek(call, async () => undo(call, entry, undoing)) : {};
    // The answer replaces the question.
    const answer = over === undefined ? toMe : update;
    switch (undone?.type) {
      case 'undone':
        services.outbox.nudge();
        return answer(t('audit:undone', { audit: command('admin.audit') }), ...(notice ? [notice] : []));
      case 'withheld':
        return answer(t('audit:withheld'));
      case 'same':
        return answer(t('audit:same'));
      case 'conflict':
        return answer(
          sayConflict(call, undone),
          buttons(
            {
              label: t('audit:undoAnyway'),
              does: auditControls.undo.with({ entry: entryId, over: undone.mark }),
              style: 'danger',
            },
            { label: t('audit:keep'), does: auditControls.keep.with({}) },
          ),
        );
      default:
        return answer(t('audit:gone'));
    }
  },
});

/** Leaves everything as it is. */
export const keepChange = defineButton({
  ...auditControls.keep,
  access: 'moderator',
  run: ({ t }) => update(t('audit:kept.as')),
});

function undo(call: Call, { action }: AuditEntry, undoing: Undoing) {
  const { services } = call;
  const community = communityOf(call);
  switch (action.slice(0, action.indexOf('.'))) {
    case 'settings':
      return undoSettings(
        { ...services, isHoliday },
        community,
        undoing,
        (change, present) => !reasonAgainst(call, change, present),
      );
    case 'checkin':
      return undoCheckins({ ...services, isHoliday }, community.id, undoing);
    case 'share':
      return undoBlock({ ...services, hashPerson: blockHash(call) }, community.id, undoing);
    default:
      return undoContent(services, community.id, undoing);
  }
}

function sayConflict(
  call: Call,
  conflict: SettingsConflict | ContentConflict | PauseConflict | ThemeConflict | object,
): string {
  const { t } = call;
  if ('titles' in conflict) {
    const titles = escapeMarkdown(shorten(conflict.titles.join(', '), SHOWN));
    return t('audit:conflict.content', { titles });
  }
  if ('field' in conflict) {
    const { field, settings, earlier, by } = conflict;
    const fields = SETTING_FIELDS.filter((one) => one in earlier);
    const say = (values: Partial<StoredSettings>) =>
      fields.map((one) => `${t(`audit:fields.${one}`)}: ${sayValue(call, one, values[one])}`).join('; ');
    return [
      t('audit:conflict.settings', {
        field: t(`audit:fields.${field}`),
        person: by ? `<@${by}>` : t('setup:conflict.somebody'),
      }),
      `- ${t('setup:conflict.now')} ${shorten(say(settings), SHOWN)}`,
      `- ${t('audit:conflict.earlier')} ${shorten(say(earlier), SHOWN)}`,
    ].join('\n');
  }
  if ('theme' in conflict) return t('audit:conflict.theme', { theme: sayValue(call, 'theme', conflict.theme) });
  const until = 'until' in conflict ? conflict.until : null;
  return until === null
    ? t('audit:conflict.resumed')
    : t('audit:conflict.paused', { until: sayValue(call, 'until', until) });
}

/** Changes that cannot be undone, because others have seen the result or it is gone. */
const FINAL = {
  'checkin.post': 'post',
  'checkin.close': 'close',
  'share.keep': 'kept',
  'share.approve': 'kept',
  'share.remove': 'share',
} as const;

/** Commands that show earlier versions. */
const HISTORIES = {
  article: 'admin.guide.history',
  template: 'admin.template.edit',
  scene: 'admin.scene.edit',
} as const satisfies Record<ContentKind, string>;

/** The way to undo a change: a button, or an explanation why there is none. */
export function wayBack(call: Call, entry: AuditEntry, settings: StoredSettings | undefined): Button | string {
  const { t, command } = call;
  const { id, action, before, after, pieces } = entry;
  const button: Button = { label: t('audit:undo'), does: auditControls.undo.with({ entry: id, over: undefined }) };
  if (action in FINAL)
    return t(`audit:final.${FINAL[action as keyof typeof FINAL]}`, {
      close: command('admin.checkin.close'),
      remove: command('admin.moderate.remove'),
    });
  if (action.startsWith('settings.')) {
    if (!settings || !before || !after) return t('audit:final.other');
    return isAsBefore(settings, before) ? t('audit:asBefore') : button;
  }
  if (action.startsWith('checkin.') || action.startsWith('share.')) return button;
  if (pieces.length > 0) return button;
  const history = command(HISTORIES[CONTENT_KINDS.find((kind) => action.startsWith(`${kind}.`)) ?? 'article']);
  return t('audit:final.old', { history });
}
