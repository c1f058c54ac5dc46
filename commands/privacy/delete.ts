import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { countStandingAnonymous } from '../../src/privacy/discussion.ts';
import { type Amounts, countPersonalData, erasePersonalData } from '../../src/privacy/personal-data.ts';
import { privacyControls } from './controls.ts';

const confirm = defineButton({ ...privacyControls.erase, access: 'everyone', defer: 'update', run: erase });
const askToErase = defineButton({ ...privacyControls.askErase, access: 'everyone', defer: 'me', run: ask });
const keep = defineButton({
  ...privacyControls.keep,
  access: 'everyone',
  run: ({ t }) => update(t('privacy:delete.kept')),
});

export const privacyDelete = defineCommand({
  key: 'privacy.delete',
  access: 'everyone',
  contexts: 'everywhere',
  defer: 'me', // counts everything stored about the person
  actions: [askToErase, confirm, keep],
  run: ask,
});

async function ask(call: Call): Promise<Reply> {
  const { t, services, person, command } = call;
  const amounts = await countPersonalData(services, person.id);
  if (amounts.length === 0) return toMe(t('privacy:delete.nothing'));
  const anonymous = await countStandingAnonymous(services.db, person.id);
  return toMe(
    `## ${t('privacy:delete.title')}`,
    list(call, amounts, 'deleted', 'unlinked'),
    ...(anonymous > 0 ? [t('privacy:delete.anonymous')] : []),
    t('privacy:delete.forGood', { export: command('privacy.export') }),
    buttons(
      { label: t('privacy:delete.confirm'), style: 'danger', does: privacyControls.erase.with({}) },
      { label: t('privacy:delete.keep'), does: privacyControls.keep.with({}) },
    ),
  );
}

/** Erases the data of the person who pressed: the control contains no id. */
async function erase(call: Call): Promise<Reply> {
  const { t, services, person } = call;
  const amounts = await erasePersonalData(services, person.id);
  return update(
    t('privacy:delete.done'),
    // A second press finds nothing to delete.
    ...(amounts.length > 0 ? [list(call, amounts, 'wasDeleted', 'wasUnlinked')] : []),
    `-# ${t('privacy:delete.remembered')}`,
  );
}

function list(
  { t }: Call,
  amounts: Amounts,
  deletedText: 'deleted' | 'wasDeleted',
  unlinkedText: 'unlinked' | 'wasUnlinked',
): string {
  return amounts
    .flatMap(({ topic, deleted, unlinked }) => {
      const title = t(`privacy:topics.${topic}.title`);
      return [
        ...(deleted > 0 ? [t(`privacy:delete.${deletedText}`, { topic: title, count: deleted })] : []),
        ...(unlinked > 0 ? [t(`privacy:delete.${unlinkedText}`, { topic: title, count: unlinked })] : []),
      ];
    })
    .map((line) => `- ${line}`)
    .join('\n');
}
