import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { isCounted, setCounted } from '../../src/members/community-numbers.ts';
import { buttons, panel, type Reply, toMe } from '../../src/messages/reply.ts';
import { PRIVACY_TOPICS } from '../../src/privacy/owned-column.ts';
import { countPersonalData } from '../../src/privacy/personal-data.ts';
import { countShared } from '../../src/shares/list.ts';
import { introductionControls } from '../admin/introduction/controls.ts';
import { shareControls } from '../shares/controls.ts';
import { openShared, takeBackOne, turnShared } from '../shares/list.ts';
import { takeBackHere } from '../shares/take-back.ts';
import { privacyControls } from './controls.ts';
import { chooseDetails, detailsSelect } from './details.ts';

/** The switch of the community numbers. The id contains the new value, so that an old button does what it says. */
const setNumbers = defineButton({
  ...privacyControls.counted,
  access: 'everyone',
  async run({ t, services, person }, { counted }) {
    await setCounted(services, person.id, counted === 'yes');
    return toMe(t(counted === 'yes' ? 'privacy:counted.started' : 'privacy:counted.stopped'));
  },
});

/** The button of a pinned introduction. */
const showFromIntroduction = defineButton({
  ...introductionControls.privacy,
  access: 'everyone',
  defer: 'me', // counts everything stored about the person
  run: show,
});

export const privacyShow = defineCommand({
  key: 'privacy.show',
  access: 'everyone',
  contexts: 'everywhere',
  defer: 'me', // counts everything stored about the person
  actions: [setNumbers, showFromIntroduction, chooseDetails, takeBackHere, openShared, turnShared, takeBackOne],
  run: show,
});

/** What there is and what can be done about it, on one screen of a phone; the rest is a list away. */
async function show(call: Call): Promise<Reply> {
  const { t, services, person } = call;
  const amounts = await countPersonalData(services, person.id);
  const shared = await countShared(services.db, person.id);
  const counted = await isCounted(services.db, person.id);
  const kept = amounts.map(({ topic, deleted, unlinked }) =>
    t('privacy:show.kept', { topic: t(`privacy:topics.${topic}.title`), count: deleted + unlinked }),
  );
  const empty = PRIVACY_TOPICS.filter((topic) => amounts.every((each) => each.topic !== topic));
  const titles = empty.map((topic) => t(`privacy:topics.${topic}.title`)).join(', ');
  return toMe(
    panel(
      undefined,
      `## ${t('privacy:show.title')}\n${t('privacy:show.intro')}`,
      ...(kept.length > 0 ? [kept.map((line) => `- ${line}`).join('\n')] : []),
      ...(kept.length === 0 ? [t('privacy:show.nothing')] : []),
      ...(kept.length > 0 && empty.length > 0 ? [`-# ${t('privacy:show.empty', { topics: titles })}`] : []),
      t(counted ? 'privacy:counted.yes' : 'privacy:counted.no'),
    ),
    detailsSelect(call),
    buttons(
      { label: t('privacy:show.export'), does: privacyControls.download.with({}) },
      ...(shared > 0 ? [{ label: t('privacy:show.shared'), does: shareControls.list.with({}) }] : []),
      {
        label: t(counted ? 'privacy:counted.stop' : 'privacy:counted.start'),
        does: privacyControls.counted.with({ counted: counted ? 'no' : 'yes' }),
      },
      { label: t('privacy:show.delete'), style: 'danger', does: privacyControls.askErase.with({}) },
    ),
  );
}
