import { defineButton, type Rescue } from '../../src/dialogue/action.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { isReaction, isViolationKind, type ViolationKind } from '../../src/kinds/violations.ts';
import type { FormValues } from '../../src/messages/form.ts';
import { codeBlock } from '../../src/messages/markdown.ts';
import { buttons, type MessageReply, toMe } from '../../src/messages/reply.ts';
import { readTyped, refuseForm } from '../fill-again.ts';
import { TEXT_FIELDS, textsIn } from './again.ts';
import { violationControls, WEIGHTS } from './controls.ts';
import { readWhenField } from './read-form.ts';
import { saveEntry } from './save.ts';
import { todayOf } from './today.ts';

/** Maximum characters of a text in the message; a longer one is returned as a file. */
const INLINE_LIMIT = 3300;
/** Saves an entry whose saving failed: its texts are only in the message itself. */
export const saveEntryAgain = defineButton({
  ...violationControls.retry,
  access: 'everyone',
  async run(call, { kind, reaction, weight, checkin, submission, texts: kept }, { message }) {
    const { t } = call;
    const texts = readTyped(message, TEXT_FIELDS, kept);
    if (!texts?.story || weight > 5) return toMe(t('violations:retry.lost'));
    const today = await todayOf(call);
    const when = readWhenField(t, texts.when, today);
    if ('problems' in when)
      return refuseForm(t, {
        message: [t('violations:notSaved'), ...when.problems.map((text) => `- ${text}`)].join('\n'),
        fields: TEXT_FIELDS,
        texts,
        values: { text: () => '', typed: Object.entries(texts).map(([id, text]) => ({ id, text })) },
        label: t('violations:again'),
        again: (again) =>
          violationControls.openAgain.with({
            kind: undefined,
            checkin,
            kept: again,
            typedKind: kind,
            reaction,
            weight: WEIGHTS.find((one) => Number(one) === weight),
            client: undefined,
          }),
      });
    return saveEntry(call, {
      kind,
      reaction,
      weight: weight || undefined,
      checkin,
      story: texts.story,
      clientLabel: texts.client || undefined,
      nextStep: texts.nextStep || undefined,
      happenedOn: when.day ?? today,
      unpaidMinutes: when.minutes,
      cost: when.cost,
      newClient: false,
      interactionId: submission,
    });
  },
});

interface Submitted {
  readonly kind: ViolationKind | undefined;
  readonly checkin: string | undefined;
}

/** The answer if saving threw: all typed texts, each in its own block, and a button that saves them again. */
export function rescueEntry(
  { t, interactionId, message }: Rescue,
  { kind: chosen, checkin }: Submitted,
  values: FormValues,
): MessageReply {
  const kind = chosen ?? values.choice('kind');
  const reaction = values.choice('reaction');
  const weight = Number(values.choice('weight') ?? 0);
  const texts = textsIn(values);
  const typed = TEXT_FIELDS.map((name) => texts[name]);
  const blocks = typed.filter((text) => text !== '').map(codeBlock);
  if (!isViolationKind(kind) || !isReaction(reaction) || typed[0] === '' || blocks.join('').length > INLINE_LIMIT)
    return giveBack(t, message, values.typed);
  const kept = typed.reduce((bits, text, bit) => bits | (text === '' ? 0 : 1 << bit), 0);
  const submission = interactionId;
  const again = violationControls.retry.with({ kind, reaction, weight, checkin, submission, texts: kept });
  return toMe(
    message,
    t('common:failures.typed'),
    ...blocks,
    buttons({ label: t('violations:retry.button'), style: 'primary', does: again }),
  );
}
