import { withdrawCardsOf } from '../../src/checkins/cards/share.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import { buttons, update } from '../../src/messages/reply.ts';
import { deleteEntry } from '../../src/violations/changes.ts';
import { violationControls } from './controls.ts';
import { ownEntry, sayGone } from './show.ts';

export const askToDelete = defineButton({
  ...violationControls.delete,
  access: 'everyone',
  async run(call, { id }) {
    const { t } = call;
    if (!(await ownEntry(call, id))) return update(sayGone(call));
    return update(
      t('violations:delete.ask'),
      buttons(
        { label: t('violations:delete.confirm'), style: 'danger', does: violationControls.deleteNow.with({ id }) },
        { label: t('violations:delete.keep'), does: violationControls.keep.with({ id }) },
      ),
    );
  },
});

export const deleteForGood = defineButton({
  ...violationControls.deleteNow,
  access: 'everyone',
  async run(call, { id }) {
    const { services, person } = call;
    const deleted = await deleteEntry(services, person.id, id, (tx, entryId) => withdrawCardsOf(services, tx, entryId));
    services.outbox.nudge();
    return update(deleted ? call.t('violations:delete.done') : sayGone(call));
  },
});
