import { defineButton, defineForm, type FormInput } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../src/dialogue/command.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { cut } from '../../src/messages/limits.ts';
import {
  type Block,
  type Button,
  buttons,
  divider,
  openForm,
  type Reply,
  toMe,
  update,
} from '../../src/messages/reply.ts';
import { editable } from '../../src/sheet/editable.ts';
import { type ReadPart, readPart } from '../../src/sheet/read-part.ts';
import { filledParts, sayPart } from '../../src/sheet/say.ts';
import { isFilled, SHEET_PARTS, type Sheet, type SheetPart, type SheetUpdate } from '../../src/sheet/sheet.ts';
import { findSheetDraft, keepSheetDraft, type SheetValues, saveSheetPart } from '../../src/sheet/store.ts';
import { guideControls } from '../guide/controls.ts';
import { sheetControls } from './controls.ts';
import { partForm, valuesOf } from './form.ts';
import { feeNotes, nextEmpty, ownSheet, PART_SECTIONS, showLine, zoneOf } from './parts.ts';
import { problemLine, sayQuestion } from './problems.ts';

/** Maximum characters of a part in the overview, so that all six fit one message. */
const PART_SHOWN = 350;

/** Opens a part's form: with the text to be corrected, else with the saved one. */
const openPart = defineButton({ ...sheetControls.part, access: 'everyone', run: openPartForm });

const submitPart = defineForm({
  ...sheetControls.savePart,
  access: 'everyone',
  run: (call, { part }, input) => readAndSave(call, part, input),
});

/** Saves a part after a question about it. */
const confirmPart = defineButton({
  ...sheetControls.confirmPart,
  access: 'everyone',
  async run(call, { part, draft: id }) {
    const draft = await findSheetDraft(call.services, call.person.id, part);
    const read = draft?.id === id ? await readValues(call, part, draft.values) : undefined;
    if (!read?.ok) return update(call.t('boundaries:gone'), buttons(correctButton(call, part)));
    return save(call, read, true);
  },
});

export const showOverview = defineButton({
  ...sheetControls.overview,
  access: 'everyone',
  run: async (call) => update(...overview(call, await ownSheet(call))),
});

export const boundariesEdit = defineCommand({
  key: 'boundaries.edit',
  access: 'everyone',
  contexts: 'everywhere',
  options: { part: choice({ values: SHEET_PARTS, label: (t, part) => t(`sheet:parts.${part}`) }) },
  actions: [openPart, submitPart, confirmPart, showOverview],
  run: async (call, { part }) => (part ? openPartForm(call, { part }) : toMe(...overview(call, await ownSheet(call)))),
});

async function openPartForm(call: Call, { part }: { readonly part: SheetPart }): Promise<Reply> {
  const { t, services, person } = call;
  const draft = await findSheetDraft(services, person.id, part);
  const values = draft?.values ?? editable(await ownSheet(call), part, { t, locale: person.locale });
  return openForm(partForm(call, part, values, sheetControls.savePart.with({ part })));
}

async function readAndSave(call: Call, part: SheetPart, { values, message }: FormInput): Promise<Reply> {
  const { t, services, person, interactionId } = call;
  const typed = valuesOf(part, values);
  const read = await readValues(call, part, typed);
  if (read.ok && read.questions.length === 0) return save(call, read, message !== undefined);
  await keepSheetDraft(services, person.id, { id: interactionId, part, values: typed });
  if (!read.ok) {
    const lines = read.problems.map((problem) => problemLine(call, problem));
    const reply = giveBack(t, [t('boundaries:problems.intro'), ...lines].join('\n'), values.typed);
    return { ...reply, blocks: [...reply.blocks, buttons(correctButton(call, part))] };
  }
  const isAlways = read.questions.some(({ code }) => code === 'always');
  const confirm: Button = {
    label: t(isAlways ? 'boundaries:questions.confirmAlways' : 'boundaries:questions.confirmNight'),
    style: 'primary',
    does: sheetControls.confirmPart.with({ part, draft: interactionId }),
  };
  return toMe(
    t('boundaries:questions.intro'),
    ...read.questions.map((question) => sayQuestion(call, question)),
    buttons(confirm, correctButton(call, part)),
  );
}

async function readValues(call: Call, part: SheetPart, values: SheetValues): Promise<ReadPart> {
  const zone = await zoneOf(call, await ownSheet(call));
  const today = call.services.clock.now().toZonedDateTimeISO(zone).toPlainDate();
  return readPart(part, values, today);
}

/** Saves a part and continues with the next empty one. Replaces the message from which it was opened. */
async function save(
  call: Call,
  { update: saved, notes }: Extract<ReadPart, { ok: true }>,
  inPlace: boolean,
): Promise<Reply> {
  const { t, services, person } = call;
  await saveSheetPart(services, person.id, saved);
  const sheet = await ownSheet(call);
  const parts = presentSaved(
    call,
    sheet,
    saved,
    notes.map((note) => t(`boundaries:notes.${note}`)),
  );
  return inPlace ? update(...parts) : toMe(...parts);
}

function presentSaved(call: Call, sheet: Sheet, { part }: SheetUpdate, notes: readonly string[]): (string | Block)[] {
  const { t, person } = call;
  const name = t(`sheet:parts.${part}`);
  const lines = sayPart(sheet, part, { t, locale: person.locale }).map(showLine);
  const next = nextEmpty(sheet, part);
  return [
    isFilled(sheet, part) ? t('boundaries:saved', { part: name }) : t('boundaries:emptied', { part: name }),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    ...notes.map((note) => `-# ${note}`),
    divider,
    next
      ? t('boundaries:nextAdvice', { part: t(`sheet:parts.${next}`), advice: t(`boundaries:advice.${next}`) })
      : t('boundaries:allFilled'),
    buttons(
      next
        ? {
            label: t('boundaries:next', { part: t(`sheet:parts.${next}`) }),
            style: 'primary',
            does: sheetControls.part.with({ part: next }),
          }
        : { label: t('boundaries:document'), style: 'primary', does: sheetControls.letter.with({}) },
      ...(next ? [guideButton(call, next)] : []),
      { label: t('boundaries:change'), does: sheetControls.part.with({ part }) },
      { label: t('boundaries:overview'), does: sheetControls.overview.with({}) },
    ),
  ];
}

/** All parts: their content or why they matter, each with its form, and the guide's sections. */
function overview(call: Call, sheet: Sheet): (string | Block)[] {
  const { t, person } = call;
  const part = (one: SheetPart): Block => {
    const lines = sayPart(sheet, one, { t, locale: person.locale }).map(showLine);
    const text = lines.join('\n');
    const notes = one === 'payment' ? feeNotes(call, sheet).map((note) => `-# ${note}`) : [];
    const shown = text.length > PART_SHOWN ? `${cut(text, PART_SHOWN)}…` : text;
    return {
      type: 'section',
      text: [`### ${t(`sheet:parts.${one}`)}`, shown || t(`boundaries:advice.${one}`), ...notes].join('\n'),
      button: {
        label: isFilled(sheet, one) ? t('boundaries:change') : t('boundaries:fill'),
        does: sheetControls.part.with({ part: one }),
      },
    };
  };
  return [
    `## ${t('boundaries:title')}\n${t('boundaries:intro')}\n-# ${t('boundaries:progress', { filled: filledParts(sheet), all: SHEET_PARTS.length })}`,
    ...SHEET_PARTS.map(part),
    buttons(...SHEET_PARTS.map((one) => guideButton(call, one))),
  ];
}

function guideButton({ t }: Call, part: SheetPart): Button {
  return {
    label: t('boundaries:guide', { part: t(`sheet:parts.${part}`) }),
    does: guideControls.open.with({ ref: PART_SECTIONS[part] }),
  };
}

function correctButton({ t }: Call, part: SheetPart): Button {
  return { label: t('boundaries:correct'), style: 'primary', does: sheetControls.part.with({ part }) };
}
