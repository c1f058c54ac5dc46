import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { countStandingAnonymous } from '../../src/privacy/discussion.ts';
import { type Amounts, countPersonalData, erasePersonalData } from '../../src/privacy/personal-data.ts';
import { listShared, removeNow, type Shared } from '../../src/shares/list.ts';
import { linkTo, reaches } from '../shares/list.ts';
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
  const { within, beyond } = await reachOf(call);
  return toMe(
    `## ${t('privacy:delete.title')}`,
    list(call, amounts, 'deleted', 'unlinked'),
    ...(anonymous > 0 ? [t('privacy:delete.anonymous')] : []),
    ...(within.length > 0 ? [t('shares:erasing.removed', { count: within.length })] : []),
    ...(beyond.length > 0 ? [t('shares:erasing.unreachable', { links: linksTo(call, beyond) })] : []),
    ...(amounts.some(({ topic }) => topic === 'notices') ? [t('shares:erasing.direct')] : []),
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
  const { within, beyond } = await reachOf(call);
  const amounts = await erasePersonalData(services, person.id);
  const standing = await removeNow(
    services,
    within.map(({ messageId }) => messageId),
  );
  const left = within.filter(({ messageId }) => standing.includes(messageId));
  return update(
    t('privacy:delete.done'),
    // A second press finds nothing to delete.
    ...(amounts.length > 0 ? [list(call, amounts, 'wasDeleted', 'wasUnlinked')] : []),
    ...(left.length > 0 ? [t('shares:erasing.left', { links: linksTo(call, left) })] : []),
    ...(beyond.length > 0 ? [t('shares:erasing.stays', { links: linksTo(call, beyond) })] : []),
    `-# ${t('privacy:delete.remembered')}`,
  );
}

/**
 * What the person shares: where the bot can remove it, and where it is no member. Without anonymous cards, which disappear at
 * moments of their own.
 */
async function reachOf(call: Call) {
  const { services, person } = call;
  const all = (await listShared(services.db, person.id)).filter(({ what }) => what !== 'anonymousCard');
  return {
    within: all.filter((shared) => reaches(call, shared)),
    beyond: all.filter((shared) => !reaches(call, shared)),
  };
}

/** Links listed at most: they fit a message. */
const LINKS = 10;

function linksTo({ t }: Call, shared: readonly Shared[]): string {
  const lines = shared.slice(0, LINKS).map((each) => `- [${t(`shares:what.${each.what}`)}](${linkTo(each)})`);
  return [...lines, ...(shared.length > LINKS ? ['- …'] : [])].join('\n');
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
