import { adaptMessage } from '../../src/assistant/adapt.ts';
import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import type { Form, FormValues } from '../../src/messages/form.ts';
import { codeBlock } from '../../src/messages/markdown.ts';
import { buttons, openForm, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { filledValues } from '../../src/templates/fill.ts';
import { assistantContext, assistantHere, noAnswerText, payerOf } from '../assistant.ts';
import { readTyped, refuseForm } from '../fill-again.ts';
import { templateControls } from './controls.ts';
import { draftGone, fillDraft, openDraft } from './draft.ts';

/** Templates whose text keeps the promise of never saying “no”. */
const REFUSALS: ReadonlySet<string> = new Set(['polite-refusal']);
const CLIENT_MESSAGE_LENGTH = 2000;

/** Shows what will be sent where, before sending. */
export const explainAdapting = defineButton({
  ...templateControls.adapt,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { draft }) {
    const { t } = call;
    if (!(await openDraft(call, draft))) return draftGone(call);
    const go = {
      label: t('templates:adapt.continue'),
      style: 'primary',
      does: templateControls.adaptForm.with({ draft }),
    } as const;
    return toMe(t('templates:adapt.explain'), buttons(go));
  },
});

export const askForMessage = defineButton({
  ...templateControls.adaptForm,
  access: 'everyone',
  contexts: 'guild',
  run: (call, { draft }) => openForm(messageForm(call, draft)),
});

/** The form's text field. */
const TYPED = ['message'] as const;

/** Reopens it with the client's message after it did not work. */
export const askForMessageAgain = defineButton({
  ...templateControls.adaptAgain,
  access: 'everyone',
  contexts: 'guild',
  run: (call, { draft, kept }, { message }) =>
    openForm(messageForm(call, draft, readTyped(message, TYPED, kept)?.message)),
});

function messageForm({ t }: Call, draft: string, value?: string): Form {
  return {
    title: t('templates:adapt.title'),
    submits: templateControls.adaptNow.with({ draft }),
    fields: [
      {
        type: 'text',
        id: 'message',
        label: t('templates:adapt.label'),
        hint: t('templates:adapt.hint'),
        long: true,
        max: CLIENT_MESSAGE_LENGTH,
        ...(value ? { value } : {}),
      },
    ],
  };
}

/** The message reworded for the client's text; one press brings back the original. */
export const adapt = defineForm({
  ...templateControls.adaptNow,
  access: 'everyone',
  contexts: 'guild',
  progress: ({ t }) => t('templates:adapt.progress'),
  run: (call, { draft }, { values }) => adaptDraft(call, draft, values),
});

async function adaptDraft(call: Call, id: string, values: FormValues): Promise<Reply> {
  const { t } = call;
  const { typed } = values;
  const open = await openDraft(call, id);
  const filled = open && fillDraft(open);
  if (!open || !filled?.ok) return draftGone(call, typed);
  const assistant = await assistantHere(call);
  if (!assistant) return giveBack(t, noAnswerText(call, 'off'), typed);
  const { draft, template } = open;
  const adapted = await adaptMessage(assistantContext(call, assistant), payerOf(call), {
    text: filled.text,
    values: filledValues({ template, tone: draft.tone, values: draft.values }),
    clientMessage: values.text('message'),
    tone: draft.tone,
    locale: draft.locale,
    politeRefusal: REFUSALS.has(template.reference),
  });
  if (!adapted.ok) {
    const why = adapted.reason === 'changed' ? t('templates:adapt.changed') : noAnswerText(call, adapted.reason);
    return refuseForm(t, {
      message: why,
      fields: TYPED,
      values,
      label: t('templates:adapt.again'),
      again: (kept) => templateControls.adaptAgain.with({ draft: id, kept }),
    });
  }
  return toMe(
    t('templates:adapt.ready'),
    codeBlock(adapted.text),
    { type: 'file', file: { name: t('templates:file'), data: adapted.text } },
    buttons(
      { label: t('templates:adapt.original'), does: templateControls.original.with({ draft: id }) },
      { label: t('templates:adapt.again'), does: templateControls.adaptForm.with({ draft: id }) },
    ),
  );
}

/** Brings back the previous message, in place. */
export const showOriginal = defineButton({
  ...templateControls.original,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { draft: id }) {
    const open = await openDraft(call, id);
    const filled = open && fillDraft(open);
    if (!filled?.ok) return draftGone(call);
    const again = { label: call.t('templates:adapt.again'), does: templateControls.adaptForm.with({ draft: id }) };
    return update(call.t('templates:adapt.isOriginal'), codeBlock(filled.text), buttons(again));
  },
});
