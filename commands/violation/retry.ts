import { defineButton, type Rescue } from '../../src/dialogue/action.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { isReaction, isViolationKind, type ViolationKind } from '../../src/kinds/violations.ts';
import type { FormValues } from '../../src/messages/form.ts';
import { codeBlock, readCodeBlock } from '../../src/messages/markdown.ts';
import { buttons, type MessageReply, toMe } from '../../src/messages/reply.ts';
import { violationControls } from './controls.ts';
import { saveEntry } from './save.ts';

/** Maximum characters of a text in the message; a longer one is returned as a file. */
const INLINE_LIMIT = 3300;
/** The form's texts, in their order in the message. */
const TEXTS = ['story', 'client', 'nextStep'] as const;

/** Saves an entry whose saving failed: its texts are only in the message itself. */
export const saveEntryAgain = defineButton({
  ...violationControls.retry,
  access: 'everyone',
  async run(call, { kind, reaction, weight, checkin, submission, texts }, { message }) {
    const read = (message?.texts ?? []).flatMap((text) => readCodeBlock(text) ?? []);
    const names = TEXTS.filter((_, bit) => (texts & (1 << bit)) !== 0);
    const textOf = (name: (typeof TEXTS)[number]) => {
      const index = names.indexOf(name);
      return index === -1 ? undefined : read[index];
    };
    const story = textOf('story');
    if (!story || read.length !== names.length || weight < 1 || weight > 5)
      return toMe(call.t('violations:retry.lost'));
    return saveEntry(call, {
      kind,
      reaction,
      weight,
      checkin,
      story,
      clientLabel: textOf('client'),
      nextStep: textOf('nextStep'),
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
  const weight = Number(values.choice('weight'));
  const typed = TEXTS.map((name) => values.text(name));
  const blocks = typed.filter((text) => text !== '').map(codeBlock);
  if (!isViolationKind(kind) || !isReaction(reaction) || typed[0] === '' || blocks.join('').length > INLINE_LIMIT)
    return giveBack(t, message, values.typed);
  const texts = typed.reduce((bits, text, bit) => bits | (text === '' ? 0 : 1 << bit), 0);
  const again = violationControls.retry.with({ kind, reaction, weight, checkin, submission: interactionId, texts });
  return toMe(
    message,
    t('common:failures.typed'),
    ...blocks,
    buttons({ label: t('violations:retry.button'), style: 'primary', does: again }),
  );
}
