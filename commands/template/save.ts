import { defineButton, defineForm, type FormInput } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import type { Form } from '../../src/messages/form.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { checkWritten } from '../../src/templates/check-written.ts';
import { findDraft, startDraft, type TemplateDraft } from '../../src/templates/drafts.ts';
import { findOwn, OWN_LIMITS, type OwnTemplate, saveOwn } from '../../src/templates/own.ts';
import { readReference, writeReference } from '../../src/templates/reference.ts';
import { templateControls } from './controls.ts';
import { draftGone } from './draft.ts';
import { findOwnTyped, suggestOwn } from './find.ts';
import { fieldExamples, fieldLines, problemLines, TEXT_EXAMPLE } from './written.ts';

interface SaveParams {
  readonly id: string | undefined;
  readonly locale: Locale;
}

export const submitOwn = defineForm({ ...templateControls.save, access: 'everyone', run: save });

/** Opens the form of an own template, from the list. */
const editOwn = defineButton({
  ...templateControls.edit,
  access: 'everyone',
  async run(call, { id }) {
    const template = await findOwn(call.services, id, call.person.id);
    return template ? editForm(call, template) : toMe(call.t('templates:own.alreadyDeleted'));
  },
});

/** Reopens the form with the typed text. */
export const saveTemplateAgain = defineButton({
  ...templateControls.saveAgain,
  access: 'everyone',
  async run(call, { draft: id }) {
    const draft = await findDraft(call.services, id, call.person.id);
    if (!draft) return draftGone(call);
    const { title = '', text = '' } = draft.values;
    const changed = draft.template === undefined ? undefined : readReference(draft.template).id;
    return openForm(saveForm(call, templateControls.save.with({ id: changed, locale: draft.locale }), { title, text }));
  },
});

/** Saves a new own template, or (with one chosen) opens it for changes. */
export const templateSave = defineCommand({
  key: 'template.save',
  access: 'everyone',
  contexts: 'everywhere',
  options: { template: { type: 'text', maxLength: 100, suggest: suggestOwn } },
  actions: [editOwn, submitOwn, saveTemplateAgain],
  async run(call, { template: typed }) {
    if (typed === undefined)
      return openForm(saveForm(call, templateControls.save.with({ id: undefined, locale: call.person.locale }), {}));
    const template = await findOwnTyped(call, typed);
    if (!template) return toMe(call.t('templates:own.unknown', { template: escapeMarkdown(typed) }));
    return editForm(call, template);
  },
});

function editForm(call: Call, template: OwnTemplate): Reply {
  const { id, locale } = template;
  return openForm(saveForm(call, templateControls.save.with({ id, locale }), template));
}

/** The form for writing a template. */
export function saveForm(call: Call, submits: CustomId, start: { title?: string; text?: string }): Form {
  const { t } = call;
  return {
    title: t('templates:save.form'),
    submits,
    fields: [
      {
        type: 'text',
        id: 'title',
        label: t('templates:save.title'),
        hint: t('templates:save.titleHint'),
        max: OWN_LIMITS.title,
        ...(start.title ? { value: start.title } : {}),
      },
      {
        type: 'text',
        long: true,
        id: 'text',
        label: t('templates:save.text'),
        hint: t('templates:save.textHint', { example: fieldExamples(call) }),
        example: TEXT_EXAMPLE,
        max: OWN_LIMITS.text,
        ...(start.text ? { value: start.text } : {}),
      },
    ],
  };
}

async function save(call: Call, { id, locale }: SaveParams, { values }: FormInput): Promise<Reply> {
  const { t, services, person, interactionId } = call;
  const [title, text] = [values.text('title').replace(/\s+/gu, ' '), values.text('text')];
  const checked = checkWritten({ title, text, locale }, services.templates[locale].placeholders);
  if (!checked.ok) return notSaved(call, { id, locale }, values, problemLines(call, checked.problems));
  const template = { id: id ?? interactionId, personId: person.id, locale, title, text };
  const saved = await saveOwn(services, template, { existing: id !== undefined });
  if (saved.outcome === 'too-many' || saved.outcome === 'title-taken' || saved.outcome === 'gone') {
    const reason = t(`templates:own.${saved.outcome}`, {
      count: OWN_LIMITS.count,
      delete: call.command('template.delete'),
    });
    // A template deleted meanwhile can be saved as a new one.
    return notSaved(call, { id: saved.outcome === 'gone' ? undefined : id, locale }, values, [`- ${reason}`]);
  }
  const use = templateControls.open.with({ id: writeReference({ origin: 'own', id: template.id }) });
  return toMe(
    t(`templates:own.${saved.outcome}`, { title: escapeMarkdown(title) }),
    fieldLines(call, checked.fields, checked.doubtful).join('\n'),
    buttons({ label: t('templates:own.use'), style: 'primary', does: use }),
  );
}

/** Explains why it was not saved, returns the text, and keeps it for the form. */
async function notSaved(
  call: Call,
  { id, locale }: SaveParams,
  values: FormInput['values'],
  lines: readonly string[],
): Promise<Reply> {
  const { t, services, person, interactionId } = call;
  const kept: TemplateDraft = {
    id: interactionId,
    personId: person.id,
    template: id === undefined ? undefined : writeReference({ origin: 'own', id }),
    tone: 'friendly',
    locale,
    values: Object.fromEntries(values.typed.map((field) => [field.id, field.text])),
  };
  // Complete as far as it goes: it is no message that waits to be finished.
  await startDraft(services, kept, true);
  const reply = giveBack(t, [t('templates:own.notSaved'), ...lines].join('\n'), values.typed);
  const again = {
    label: t('templates:edit'),
    style: 'primary',
    does: templateControls.saveAgain.with({ draft: interactionId }),
  } as const;
  return { ...reply, blocks: [...reply.blocks, buttons(again)] };
}
