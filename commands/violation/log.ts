import { saveAnswer } from '../../src/checkins/answers.ts';
import { defineButton, defineForm, type FormInput } from '../../src/discord/action.ts';
import type { Call } from '../../src/discord/call.ts';
import { choice, defineCommand, defineMessageCommand } from '../../src/discord/command.ts';
import { giveBack } from '../../src/discord/failures.ts';
import { cut } from '../../src/discord/limits.ts';
import { choiceParam, optionalParam, uuidParam } from '../../src/discord/params.ts';
import { type Block, buttons, openForm, type Reply, toMe } from '../../src/discord/reply.ts';
import { ADVICE } from '../../src/violations/advice.ts';
import { labelWarnings } from '../../src/violations/client-label.ts';
import { ENTRY_LIMITS, logViolation, type NewEntry } from '../../src/violations/entries.ts';
import { isReaction, isViolationKind, VIOLATION_KINDS, type ViolationKind } from '../../src/violations/kinds.ts';
import { openSection } from '../guide/read.ts';
import { openTemplateFor } from '../template/use.ts';
import { violationForm } from './form.ts';

const params = { kind: optionalParam(choiceParam(VIOLATION_KINDS)), checkin: optionalParam(uuidParam) };
type LogParams = { readonly kind: ViolationKind | undefined; readonly checkin: string | undefined };

/** Opens the form: from a check-in's post, or again after something was missing. */
export const openLog = defineButton({
  name: 'violation.open',
  access: 'everyone',
  params,
  run: (call, { kind, checkin }) => openForm(violationForm(call, submitLog.with({ kind, checkin }), { kind })),
});

export const submitLog = defineForm({ name: 'violation.log', access: 'everyone', params, run: save });

export const violationLog = defineCommand({
  key: 'violation.log',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    kind: choice({ values: VIOLATION_KINDS, label: (t, kind) => t(`violations:kinds.${kind}`) }),
  },
  actions: [openLog, submitLog],
  run: (call, { kind }) => openForm(violationForm(call, submitLog.with({ kind, checkin: undefined }), { kind })),
});

/** Keeps neither the message's author nor a link to it: the entry is about the client, and is the member's own. */
export const logMessage = defineMessageCommand({
  key: 'log-message',
  access: 'everyone',
  contexts: 'everywhere',
  run: (call, { text }) =>
    openForm(
      violationForm(call, submitLog.with({ kind: undefined, checkin: undefined }), {
        story: cut(text, ENTRY_LIMITS.story),
      }),
    ),
});

async function save(call: Call, { kind: chosen, checkin }: LogParams, { values }: FormInput): Promise<Reply> {
  const { t, services, person, community } = call;
  const kind = chosen ?? values.choice('kind');
  const reaction = values.choice('reaction');
  const weight = Number(values.choice('weight'));
  const story = values.text('story');
  const problems = [
    ...(isViolationKind(kind) ? [] : [t('violations:problems.kind')]),
    ...(story === '' ? [t('violations:problems.story')] : []),
    ...(isReaction(reaction) ? [] : [t('violations:problems.reaction')]),
    ...(weight >= 1 && weight <= 5 ? [] : [t('violations:problems.weight')]),
  ];
  if (problems.length > 0 || !isViolationKind(kind) || !isReaction(reaction)) {
    const reply = giveBack(
      t,
      [t('violations:notSaved'), ...problems.map((text) => `- ${text}`)].join('\n'),
      values.typed,
    );
    const again = {
      label: t('violations:again'),
      style: 'primary',
      does: openLog.with({ kind: chosen, checkin }),
    } as const;
    return { ...reply, blocks: [...reply.blocks, buttons(again)] };
  }
  const entry: NewEntry = {
    authorId: person.id,
    communityId: community?.id,
    checkinId: checkin,
    kind,
    story,
    clientLabel: values.text('client') || undefined,
    reaction,
    weight,
    nextStep: values.text('nextStep') || undefined,
    interactionId: call.interactionId,
  };
  const { id } = await logViolation(services, entry);
  // The entry is the answer to the check-in in whose form it was written.
  if (checkin && community) {
    const key = { checkinId: checkin, communityId: community.id, personId: person.id };
    await saveAnswer(services, key, { outcome: 'violation' });
  }
  const warnings = labelWarnings(entry.clientLabel ?? '').map((warning) => t(`violations:warnings.${warning}`));
  return toMe(t('violations:saved'), ...warnings, ...helpFor(call, kind, id));
}

/** What helps with this kind of violation: a section of the guide and a template. */
function helpFor({ t, person, services }: Call, kind: ViolationKind, entry: string): Block[] {
  const { section: ref, template: id } = ADVICE[kind];
  const [slug = '', sectionId] = ref.split('#');
  const article = services.guides[person.locale].articles.get(slug);
  const section = article?.sections.find((each) => each.id === sectionId);
  const template = services.templates[person.locale].find(id);
  if (!article || !template) throw new Error(`no ${ref} or ${id} to help with ${kind}`);
  return [
    { type: 'text', text: t('violations:helps') },
    buttons(
      {
        label: t('violations:readSection', { title: section?.heading ?? article.title }),
        does: openSection.with({ ref }),
      },
      { label: t('violations:useTemplate', { title: template.title }), does: openTemplateFor.with({ id, entry }) },
    ),
  ];
}
