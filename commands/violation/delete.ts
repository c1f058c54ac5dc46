import { withdrawCardsOf } from '../../src/checkins/cards/share.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import { buttons, update } from '../../src/messages/reply.ts';
import { deleteEntry } from '../../src/violations/changes.ts';
import { deleteControl, entryParams, keepControl } from './controls.ts';
import { ownEntry, sayGone } from './show.ts';

export const askToDelete = defineButton({
  ...deleteControl,
  access: 'everyone',
  async run(call, { id }) {
    const { t } = call;
    if (!(await ownEntry(call, id))) return update(sayGone(call));
    return update(
      t('violations:delete.ask'),
      buttons(
        { label: t('violations:delete.confirm'), style: 'danger', does: deleteForGood.with({ id }) },
        { label: t('violations:delete.keep'), does: keepControl.with({ id }) },
      ),
    );
  },
});

export const deleteForGood = defineButton({
  name: 'violation.deleteNow',
  access: 'everyone',
  params: entryParams,
  async run(call, { id }) {
    const { services, person } = call;
    const deleted = await deleteEntry(services, person.id, id, (tx, entryId) => withdrawCardsOf(services, tx, entryId));
    services.outbox.nudge();
    return update(deleted ? call.t('violations:delete.done') : sayGone(call));
  },
});
