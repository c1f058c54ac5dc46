import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { codeBlock, escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, type MessageReply, toMe } from '../../src/messages/reply.ts';
import { addressIn, type ForeignValue } from '../../src/templates/fill.ts';
import { TONES } from '../../src/templates/types.ts';
import { guideControls } from '../guide/controls.ts';
import { fillDraft, type OpenDraft } from './draft.ts';
import { nameInLists } from './find.ts';
import { labelFor } from './from-sheet.ts';

/** The controls below a preview; undefined if not applicable to the template. */
export interface PreviewControls {
  /** One for each page of the form. */
  readonly edit: readonly CustomId[];
  readonly tone: CustomId | undefined;
  /** Undefined if nothing in the message depends on how the client is addressed. */
  readonly address: CustomId | undefined;
  /** Keeps what was typed in the boundary sheet; undefined if there is nothing to keep. */
  readonly toSheet: Button | undefined;
  readonly language: CustomId | undefined;
  readonly keep: CustomId | undefined;
  /** Undefined if the person may not write. */
  readonly share: CustomId | undefined;
  /** Undefined without an assistant. */
  readonly adapt: CustomId | undefined;
}

/** Characters for the pieces in another language. */
const PIECES_LENGTH = 500;

/** What to say beside a finished message. */
export interface PreviewNotes {
  /** Lines that say what should be checked again, and that name the values from the boundary sheet. */
  readonly remarks: readonly string[];
  /** Values that seem to be in another language: with any, the message is not called ready. */
  readonly foreign: readonly ForeignValue[];
  /** For each page of the form, whether one of those is on it. */
  readonly wanted: readonly boolean[];
}

/**
 * The finished message: ready to copy, as a file, and with controls for everything that can be changed.
 *
 */
export function presentPreview(
  call: Call,
  { draft, template }: OpenDraft,
  text: string,
  controls: PreviewControls,
  { remarks, foreign, wanted }: PreviewNotes,
): (string | Block)[] {
  const { t, services, person } = call;
  const title = escapeMarkdown(nameInLists(call, template));
  const pieces = shorten(
    foreign.map((one) => `${labelFor(services, person.locale, template, one)} („${one.text}”)`).join(', '),
    PIECES_LENGTH,
  );
  const ready =
    foreign.length > 0
      ? t(`templates:mixed.${template.locale}`, { title, pieces: escapeMarkdown(pieces) })
      : t('templates:ready', { title });
  const code = codeBlock(text);
  const advice = services.templates[person.locale].find(template.reference) ?? template.advice;
  const why = template.advice && advice && `-# ${t('templates:why', { why: advice.why })}`;
  const notes: string[] = [];
  let room = LIMITS.messageText - ready.length - code.length;
  for (const note of [...remarks, why]) {
    if (note === undefined || note.length > room) continue;
    notes.push(note);
    room -= note.length;
  }
  return [
    ready,
    code,
    { type: 'file', file: { name: t('templates:file'), data: text } },
    ...notes,
    ...(controls.tone ? [toneSelect(call, draft.tone, controls.tone)] : []),
    ...(controls.address ? [addressSelect(call, { draft, template }, controls.address)] : []),
    buttons(...previewButtons(call, { draft, template }, controls, wanted)),
  ];
}

/**
 * The finished message while the database is away: ready to copy, but not changeable. A form with more pages cannot be
 * finished, and its text is returned.
 */
export function presentWithoutDraft(
  { t }: Call,
  open: OpenDraft,
  typed: readonly { readonly text: string }[],
): MessageReply {
  const filled = fillDraft(open);
  if (!filled.ok) return giveBack(t, t('templates:noDraft'), typed);
  return toMe(t('templates:readyOnce', { title: escapeMarkdown(open.template.title) }), codeBlock(filled.text), {
    type: 'file',
    file: { name: t('templates:file'), data: filled.text },
  });
}

function toneSelect({ t }: Call, chosen: string, does: CustomId): Block {
  const options = TONES.map((tone) => ({
    value: tone,
    label: t(`templates:tone.${tone}`),
    description: t(`templates:toneHint.${tone}`),
    chosen: tone === chosen,
  }));
  return { type: 'select', select: { does, prompt: t('templates:tone.prompt'), options } };
}

/** Labels in the message's language, as it is Polish that addresses people so. */
function addressSelect({ t }: Call, { draft, template }: OpenDraft, does: CustomId): Block {
  const { choices = [] } = template.placeholders.find(({ name }) => name === 'address') ?? {};
  const chosen = addressIn({ template, tone: draft.tone, values: draft.values });
  const options = choices.map(({ value, label }) => ({
    value,
    label: t('templates:address', { address: label }),
    chosen: value === chosen,
  }));
  return { type: 'select', select: { does, prompt: t('templates:addressPrompt'), options } };
}

function previewButtons(
  { t }: Call,
  { draft, template }: OpenDraft,
  controls: PreviewControls,
  wanted: readonly boolean[],
): Button[] {
  const pages = controls.edit.length;
  const edit = controls.edit.map((does, page) => ({
    label: pages === 1 ? t('templates:edit') : t('templates:editPage', { page: page + 1, pages }),
    does,
    ...(wanted[page] ? { style: 'primary' as const } : {}),
  }));
  const other = draft.locale === 'pl' ? 'en' : 'pl';
  return [
    ...edit,
    ...(controls.toSheet ? [controls.toSheet] : []),
    ...(controls.language ? [{ label: t(`templates:language.${other}`), does: controls.language }] : []),
    ...(controls.keep ? [{ label: t('templates:keep'), does: controls.keep }] : []),
    ...(controls.share ? [{ label: t('templates:share.button'), does: controls.share }] : []),
    ...(controls.adapt ? [{ label: t('templates:adapt.button'), does: controls.adapt }] : []),
    ...(template.advice
      ? [{ label: t('templates:readWhy'), does: guideControls.open.with({ ref: template.advice.guide }) }]
      : []),
  ];
}
