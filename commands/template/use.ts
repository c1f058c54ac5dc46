import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../src/dialogue/command.ts';
import { readsLikeName } from '../../src/guide/article.ts';
import { whatHelps } from '../../src/kinds/what-helps.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { TONES, type Tone } from '../../src/templates/types.ts';
import { writeTemplateText } from '../../src/templates/written.ts';
import { circumstancesOf, findDealings } from '../../src/violations/dealings.ts';
import { type Entry, findEntry } from '../../src/violations/entries.ts';
import { adapt, askForMessage, askForMessageAgain, explainAdapting, showOriginal } from './adapt.ts';
import { sendChecklist, tickItems } from './checklist.ts';
import { templateControls } from './controls.ts';
import { draftGone, openDraft } from './draft.ts';
import {
  beginTemplate,
  changeAddress,
  changeLanguage,
  changeTone,
  openPage,
  showPreview,
  submitFirst,
  submitPage,
} from './fill.ts';
import { findTemplate, findTyped, suggest, understandTyped } from './find.ts';
import { presentTemplate } from './list.ts';
import { beginOrContinue, openTemplateNamed, restartTemplate, unknownTemplate } from './open.ts';
import { saveForm } from './save.ts';
import { askToShare, cancelSharing, shareMessage } from './share.ts';
import { keepInSheet } from './to-sheet.ts';

export const openTemplate = defineButton({
  ...templateControls.open,
  access: 'everyone',
  run: (call, { id }) => openTemplateNamed(call, id),
});

/** Opens the template chosen in an article's list. */
export const pickTemplate = defineSelect({
  ...templateControls.pick,
  access: 'everyone',
  run: (call, _params, { values: [id = ''] }) => useTemplate(call, { template: id, tone: undefined }),
});

export const openTemplateFor = defineButton({
  ...templateControls.openFor,
  access: 'everyone',
  async run(call, { id, entry: entryId }) {
    const template = await findTemplate(call, id);
    if (!template) return unknownTemplate(call, id);
    const entry = await findEntry(call.services, call.person.id, entryId);
    // For an entry that was deleted meanwhile, or belongs to someone else, the form starts without one.
    if (!entry) return beginTemplate(call, template, undefined);
    return beginTemplate(call, template, await toneFor(call, entry), { clientLabel: entry.clientLabel });
  },
});

/** After what was already tried without effect, a message opens in the firm tone. */
async function toneFor({ services }: Call, entry: Entry): Promise<Tone | undefined> {
  const dealings = await findDealings(services, entry);
  return whatHelps(entry.kind, circumstancesOf(entry, dealings)).firm ? 'firm' : undefined;
}

/** Copies a template to the person's own: its text, with the placeholders, in the chosen tone. */
export const keepTemplate = defineButton({
  ...templateControls.keep,
  access: 'everyone',
  async run(call, { draft: id }) {
    const open = await openDraft(call, id);
    if (!open) return draftGone(call);
    const { draft, template } = open;
    const start = { title: template.title, text: writeTemplateText(template.tones[draft.tone]) };
    return openForm(saveForm(call, templateControls.save.with({ id: undefined, locale: template.locale }), start));
  },
});

export const templateUse = defineCommand({
  key: 'template.use',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    template: { type: 'text', required: true, maxLength: 300, suggest },
    tone: choice({ values: TONES, label: (t, tone) => t(`templates:tone.${tone}`) }),
  },
  actions: [
    openTemplate,
    pickTemplate,
    openTemplateFor,
    submitFirst,
    submitPage,
    openPage,
    showPreview,
    restartTemplate,
    changeTone,
    changeAddress,
    changeLanguage,
    keepInSheet,
    keepTemplate,
    askToShare,
    shareMessage,
    cancelSharing,
    explainAdapting,
    askForMessage,
    askForMessageAgain,
    adapt,
    showOriginal,
    tickItems,
    sendChecklist,
  ],
  run: useTemplate,
});

/** A template by its name or title; by what happened if none bears the name. */
async function useTemplate(
  call: Call,
  { template: typed, tone }: { readonly template: string; readonly tone: Tone | undefined },
): Promise<Reply> {
  const named = await findTyped(call, typed);
  if (named) return beginOrContinue(call, named, tone);
  const { confidence, templates } = await understandTyped(call, typed);
  const [best] = templates;
  if (!best) return unknownTemplate(call, typed);
  if (confidence === 'confident' && !readsLikeName(typed.trim())) return beginOrContinue(call, best, tone);
  const intro = call.t('templates:choose', { template: escapeMarkdown(typed) });
  return toMe(intro, ...templates.map((template) => presentTemplate(call, template)));
}
