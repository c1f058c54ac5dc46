import { undoSettings } from '../../../src/communities/settings.ts';
import { defineButton } from '../../../src/discord/action.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { uuidParam } from '../../../src/discord/params.ts';
import { type Button, toMe } from '../../../src/discord/reply.ts';
import { sayValue } from '../settings/values.ts';

/** Takes a change of settings back; that is a change of its own, and can be taken back too. */
export const undoChange = defineButton({
  name: 'audit.undo',
  access: 'moderator',
  params: { entry: uuidParam },
  async run(call, { entry }) {
    const { t, services, person, command } = call;
    const undone = await undoSettings(services, communityOf(call), entry, person.id);
    if (undone.type === 'gone') return toMe(t('audit:gone'));
    if (undone.type === 'conflict') {
      const { field, settings } = undone;
      const value = sayValue(call, field, settings[field]);
      return toMe(
        t('audit:conflict', { field: t(`audit:fields.${field}`), value, settings: command('admin.settings') }),
      );
    }
    return toMe(t('audit:undone', { audit: command('admin.audit') }));
  },
});

export function undoButton({ t }: Call, entry: string): Button {
  return { label: t('audit:undo'), does: undoChange.with({ entry }) };
}
