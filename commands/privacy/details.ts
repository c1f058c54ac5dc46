import { defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { LIMITS } from '../../src/messages/limits.ts';
import { type Block, panel, type Reply, toMe } from '../../src/messages/reply.ts';
import { PRIVACY_TOPICS, type PrivacyTopic } from '../../src/privacy/owned-column.ts';
import { privacyControls } from './controls.ts';
import { saySending } from './sending.ts';

/** What can be read about privacy: the topics, where data go, what else there is to know, and all of it in turn. */
const SUBJECTS = [...PRIVACY_TOPICS, 'shared', 'general', 'all'] as const;
type Subject = (typeof SUBJECTS)[number];

/** Answers with what is kept under the chosen topic, why, and how long. */
export const chooseDetails = defineSelect({
  ...privacyControls.details,
  access: 'everyone',
  defer: 'me', // looks in every community whether the assistant is on
  reads: true,
  run: (call, _params, { values: [chosen] }) => explain(call, SUBJECTS.find((subject) => subject === chosen) ?? 'all'),
});

/** The list of everything that can be read. */
export function detailsSelect({ t }: Call): Block {
  const options = SUBJECTS.map((subject) => ({ value: subject, label: nameOf(t, subject) }));
  return {
    type: 'select',
    select: { does: privacyControls.details.with({}), prompt: t('privacy:show.choose'), options },
  };
}

function nameOf(t: Call['t'], subject: Subject): string {
  if (subject === 'all') return t('privacy:show.all');
  if (subject === 'shared') return t('privacy:labels.sharedTitle');
  if (subject === 'general') return t('privacy:labels.generalTitle');
  return t(`privacy:topics.${subject}.title`);
}

async function explain(call: Call, subject: Subject): Promise<Reply> {
  const { t } = call;
  const texts: string[] = [];
  for (const topic of PRIVACY_TOPICS) if (subject === 'all' || subject === topic) texts.push(sayTopic(call, topic));
  if (subject === 'all' || subject === 'shared')
    texts.push(`### ${t('privacy:labels.sharedTitle')}\n${t('privacy:shared')}`, await saySending(call));
  if (subject === 'all' || subject === 'general')
    texts.push(`### ${t('privacy:labels.generalTitle')}\n${t('privacy:general')}`);
  const [message = toMe(), ...followedBy] = packed(texts).map((each) => toMe(panel(undefined, ...each)));
  return { ...message, followedBy };
}

function sayTopic({ t }: Call, topic: PrivacyTopic): string {
  return [
    `### ${t(`privacy:topics.${topic}.title`)}`,
    t(`privacy:topics.${topic}.what`),
    `- **${t('privacy:labels.why')}:** ${t(`privacy:topics.${topic}.why`)}`,
    `- **${t('privacy:labels.howLong')}:** ${t(`privacy:topics.${topic}.howLong`)}`,
  ].join('\n');
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
