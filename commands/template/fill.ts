import { defineButton, defineForm, defineSelect, type FormInput } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { openForm, type Reply } from '../../src/messages/reply.ts';
import { changeTemplateDraft, startDraft } from '../../src/templates/drafts.ts';
import { type FieldDescriptor, formFields } from '../../src/templates/form.ts';
import { ADDRESSES } from '../../src/templates/greeting.ts';
import { addressOf, readMemory, remember, rememberTone, toneOf } from '../../src/templates/memory.ts';
import type { TypedValues } from '../../src/templates/store.ts';
import { TONES, type Tone } from '../../src/templates/types.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { openChecklist } from './checklist.ts';
import { type After, templateControls } from './controls.ts';
import { draftGone, type OpenDraft, openDraft } from './draft.ts';
import { findTemplate } from './find.ts';
import { pageForm, withPage } from './form.ts';
import { markFromSheet, sayAnew, sheetValues } from './from-sheet.ts';
import { presentWithoutDraft } from './preview.ts';
import { isComplete, pagesOf, proceed } from './proceed.ts';

/** Maximum characters of a client's label, so that the hint around it is complete. */
const LABEL_SHOWN = 30;
interface PageParams {
  readonly draft: string;
  readonly page: number;
  readonly after: After;
}

/** The subject of a form, which then starts without the values typed for the previous client. */
export interface About {
  /** The client's label in an entry. It is shown beside the name's field and never used as the name. */
  readonly clientLabel: string | undefined;
}

/**
 * The first page of a template's form, with the values that the person typed last and those of their boundary sheet; the
 * message itself if there is nothing to fill in.
 *
 * @param chosen the tone; undefined for the one that the person used last
 */
export async function beginTemplate(
  call: Call,
  template: UsableTemplate,
  chosen: Tone | undefined,
  about?: About,
): Promise<Reply> {
  if (template.isChecklist) return openChecklist(call, template);
  const { reference: id, locale, title } = template;
  const { values, fromSheet, tone: last } = await startValues(call, template, about);
  const tone = chosen ?? last;
  const pages = formFields({ template, tone, values });
  const [fields] = pages;
  if (fields) {
    const marked = markClient(call, markFromSheet(call, fields, fromSheet), about);
    const form = { title, fields: marked, page: 0, pages: pages.length };
    return openForm(pageForm(call, form, templateControls.fill.with({ id, tone, locale })));
  }
  const step = { page: 0, after: 'preview' } as const;
  const begun = { ...newDraft(call, template, tone), values };
  const written = await startDraft(call.services, begun, isComplete({ draft: begun, template }, step));
  return proceed(call, { ...written, template }, { ...step, typed: [] });
}

export const submitFirst = defineForm({
  ...templateControls.fill,
  access: 'everyone',
  run: saveFirstPage,
});

export const submitPage = defineForm({
  ...templateControls.submitPage,
  access: 'everyone',
  run: savePage,
});

export const openPage = defineButton({
  ...templateControls.page,
  reads: true,
  access: 'everyone',
  async run(call, { draft: id, page: wanted, after }) {
    const open = await openDraft(call, id);
    if (!open) return draftGone(call);
    const pages = pagesOf(open);
    // Another tone may have fewer fields and pages.
    const page = Math.min(wanted, pages.length - 1);
    const fields = pages[page];
    if (!fields) return proceed(call, open, { page: 0, after: 'preview', typed: undefined, message: true });
    const marked = markFromSheet(call, fields, await sheetValues(call, open.template));
    const form = { title: open.template.title, fields: marked, page, pages: pages.length };
    return openForm(pageForm(call, form, templateControls.submitPage.with({ draft: id, page, after })));
  },
});

export const showPreview = defineButton({
  ...templateControls.show,
  access: 'everyone',
  run: (call, { draft }) => change(call, draft, async (open) => open),
});

export const changeTone = defineSelect({
  ...templateControls.tone,
  access: 'everyone',
  run: (call, { draft: id }, { values: [chosen] }) =>
    change(call, id, async ({ draft, template }) => {
      const tone = TONES.find((one) => one === chosen) ?? draft.tone;
      await ifReachable(call, () => rememberTone(call.services, call.person.id, template.locale, tone));
      return keepChange(call, { draft, template }, { tone }, SHOWN);
    }),
});

/** Applies to this message, and to the next ones for the same client. */
export const changeAddress = defineSelect({
  ...templateControls.address,
  access: 'everyone',
  run: (call, { draft: id }, { values: [chosen] }) =>
    change(call, id, async ({ draft, template }) => {
      const address = ADDRESSES.find((one) => one === chosen);
      if (!address) return { draft, template };
      const values = { ...draft.values, address };
      const { reference, locale, placeholders } = template;
      const use = { reference, locale, placeholders, values };
      await ifReachable(call, () => remember(call.services, call.person.id, use));
      return keepChange(call, { draft, template }, { values }, SHOWN);
    }),
});

export const changeLanguage = defineButton({
  ...templateControls.language,
  access: 'everyone',
  run: (call, { draft: id }) =>
    change(call, id, async ({ draft, template: before }) => {
      const locale: Locale = draft.locale === 'pl' ? 'en' : 'pl';
      const template = await findTemplate(call, draft.template ?? '', locale);
      if (!template) return undefined;
      const values = sayAnew(draft.values, await sheetValues(call, before), await sheetValues(call, template));
      return keepChange(call, { draft, template }, { locale, values }, SHOWN);
    }),
});

async function saveFirstPage(
  call: Call,
  { id, tone, locale }: { readonly id: string; readonly tone: Tone; readonly locale: Locale },
  { values: typed }: FormInput,
): Promise<Reply> {
  const { t, services } = call;
  const template = await findTemplate(call, id, locale);
  if (!template) return giveBack(t, t('templates:unknown', { template: escapeMarkdown(id) }), typed.typed);
  const { values: start } = await startValues(call, template);
  const fields = formFields({ template, tone, values: start })[0] ?? [];
  const values = await addressed(call, withPage(start, fields, typed), template.locale);
  const begun = { ...newDraft(call, template, tone), values };
  const step = { page: 0, after: 'next' } as const;
  const complete = isComplete({ draft: begun, template }, step);
  const written = await ifReachable(call, () => startDraft(services, begun, complete));
  if (!written) return presentWithoutDraft(call, { draft: begun, template }, typed.typed);
  // The form came from a command, an article or an entry: their messages stay, and this is a new one.
  return proceed(call, { ...written, template }, { ...step, typed: typed.typed });
}

async function savePage(
  call: Call,
  { draft: id, page, after }: PageParams,
  { values: typed, message }: FormInput,
): Promise<Reply> {
  const open = await openDraft(call, id);
  if (!open) return draftGone(call, typed.typed);
  const filled = withPage(open.draft.values, pagesOf(open)[page] ?? [], typed);
  const values = await addressed(call, filled, open.template.locale);
  const changed = await keepChange(call, open, { values }, { page, after });
  if (!changed) return draftGone(call, typed.typed);
  return proceed(call, changed, { page, after, typed: typed.typed, message });
}

/** The values with the form of address last chosen for this client, where none was chosen now. */
async function addressed(call: Call, values: TypedValues, locale: Locale): Promise<TypedValues> {
  if (locale !== 'pl' || values.address) return values;
  const memory = await ifReachable(call, () => readMemory(call.services, call.person.id));
  const address = addressOf(memory, values.client);
  return address ? { ...values, address } : values;
}

/** The step of a control below a finished message: it is shown again. */
const SHOWN = { page: 0, after: 'preview' } as const;

/** Stores a change together with whether it completes the message. Undefined if the draft is gone. */
async function keepChange(
  call: Call,
  { draft, template }: OpenDraft,
  change: Parameters<typeof changeTemplateDraft>[2],
  step: Pick<PageParams, 'page' | 'after'>,
): Promise<OpenDraft | undefined> {
  const complete = isComplete({ draft: { ...draft, ...change }, template }, step);
  const written = await changeTemplateDraft(call.services, draft, change, complete);
  return written && { ...written, template };
}

/** Changes a finished message in place. */
async function change(call: Call, id: string, by: (open: OpenDraft) => Promise<OpenDraft | undefined>): Promise<Reply> {
  const open = await openDraft(call, id);
  const changed = open && (await by(open));
  if (!changed) return draftGone(call);
  return proceed(call, changed, { ...SHOWN, typed: undefined, message: true });
}

/** Fields about the client and the subject: other clients' values would be wrong in a form about an entry. */
const CLIENT_FIELDS: readonly string[] = ['client', 'address', 'project'];

/** The values of the boundary sheet and those typed last, for the fields that use them. */
async function startValues(
  call: Call,
  template: UsableTemplate,
  about?: About,
): Promise<{ readonly values: TypedValues; readonly fromSheet: TypedValues; readonly tone: Tone }> {
  const memory = await ifReachable(call, () => readMemory(call.services, call.person.id));
  const last = memory?.values[template.locale] ?? {};
  const names = template.placeholders
    .filter(({ name, source }) => source === 'last' && !(about && CLIENT_FIELDS.includes(name)))
    .map(({ name }) => name);
  const fromSheet = (await ifReachable(call, () => sheetValues(call, template))) ?? {};
  const remembered = Object.fromEntries(Object.entries(last).filter(([name]) => names.includes(name)));
  return { values: { ...fromSheet, ...remembered }, fromSheet, tone: toneOf(memory, template.locale) };
}

/** A label distinguishes clients only for the member; the client is greeted by name, or not at all. */
function markClient(
  { t }: Call,
  fields: readonly FieldDescriptor[],
  about: About | undefined,
): readonly FieldDescriptor[] {
  const label = about?.clientLabel;
  if (!label) return fields;
  return fields.map((field) =>
    field.name === 'client'
      ? { ...field, hint: t('templates:entry.client', { label: shorten(label, LABEL_SHOWN) }) }
      : field,
  );
}

function newDraft({ interactionId, person }: Call, { reference, locale }: UsableTemplate, tone: Tone) {
  return { id: interactionId, personId: person.id, template: reference, tone, locale };
}
