import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { isCounted, setCounted } from '../../src/members/community-numbers.ts';
import { LIMITS } from '../../src/messages/limits.ts';
import { buttons, panel, type Reply, toMe } from '../../src/messages/reply.ts';
import { PRIVACY_TOPICS } from '../../src/privacy/owned-column.ts';
import { countPersonalData } from '../../src/privacy/personal-data.ts';
import { privacyControls } from './controls.ts';
import { saySending } from './sending.ts';

/** The switch of the community numbers. The id contains the new value, so that an old button does what it says. */
const setNumbers = defineButton({
  ...privacyControls.counted,
  access: 'everyone',
  async run({ t, services, person }, { counted }) {
    await setCounted(services, person.id, counted === 'yes');
    return toMe(t(counted === 'yes' ? 'privacy:counted.started' : 'privacy:counted.stopped'));
  },
});

export const privacyShow = defineCommand({
  key: 'privacy.show',
  access: 'everyone',
  contexts: 'everywhere',
  defer: 'me', // counts everything stored about the person
  actions: [setNumbers],
  run: show,
});

async function show(call: Call): Promise<Reply> {
  const { t, services, person, command } = call;
  const amounts = await countPersonalData(services, person.id);
  const counted = await isCounted(services.db, person.id);
  const topics = PRIVACY_TOPICS.map((topic) => {
    const amount = amounts.find((each) => each.topic === topic);
    const count = (amount?.deleted ?? 0) + (amount?.unlinked ?? 0);
    return [
      `### ${t(`privacy:topics.${topic}.title`)}`,
      t(`privacy:topics.${topic}.what`),
      `- **${t('privacy:labels.why')}:** ${t(`privacy:topics.${topic}.why`)}`,
      `- **${t('privacy:labels.howLong')}:** ${t(`privacy:topics.${topic}.howLong`)}`,
      `-# ${count > 0 ? t('privacy:show.amount', { count }) : t('privacy:show.nothing')}`,
    ].join('\n');
  });
  const [first = [], ...others] = packed([
    `## ${t('privacy:show.title')}\n${t('privacy:show.intro')}`,
    ...topics,
    `### ${t('privacy:labels.sharedTitle')}\n${t('privacy:shared')}`,
    await saySending(call),
    `### ${t('privacy:labels.generalTitle')}\n${t('privacy:general')}`,
    t(counted ? 'privacy:counted.yes' : 'privacy:counted.no'),
    t('privacy:show.actions', { export: command('privacy.export'), delete: command('privacy.delete') }),
  ]);
  const numbers = buttons({
    label: t(counted ? 'privacy:counted.stop' : 'privacy:counted.start'),
    does: privacyControls.counted.with({ counted: counted ? 'no' : 'yes' }),
  });
  const messages = [first, ...others].map((parts, index, all) =>
    toMe(panel(undefined, ...parts), ...(index === all.length - 1 ? [numbers] : [])),
  );
  const [message = toMe(numbers), ...followedBy] = messages;
  return { ...message, followedBy };
}

/** The parts in order, in as few messages as possible. */
function packed(parts: readonly string[]): string[][] {
  const messages: string[][] = [];
  let room = 0;
  for (const part of parts) {
    if (part.length > room) {
      messages.push([]);
      room = LIMITS.messageText;
    }
    messages.at(-1)?.push(part);
    room -= part.length;
  }
  return messages;
}
