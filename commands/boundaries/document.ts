import { defineButton, defineForm, type FormInput } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { isLocale, type Locale } from '../../src/i18n/locales.ts';
import { contractChecklist, foreignRows, type Letter, writeLetter } from '../../src/letter/letter.ts';
import { letterMarkdown } from '../../src/letter/markdown.ts';
import { changesOf, isPrintable, letterPdf } from '../../src/letter/pdf.ts';
import { shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, openForm, type Reply, toMe } from '../../src/messages/reply.ts';
import { isFilled, SHEET_PARTS, type Sheet } from '../../src/sheet/sheet.ts';
import { ADDRESSES } from '../../src/templates/greeting.ts';
import { readMemory } from '../../src/templates/memory.ts';
import { formatList } from '../../src/text/format.ts';
import { dateAt } from '../../src/time/calendar.ts';
import { readTyped, refuseForm, type Typed } from '../fill-again.ts';
import { ANSWERS, LETTER_KINDS, type LetterKind, sheetControls } from './controls.ts';
import { feeNotes, ownSheet, zoneOf } from './parts.ts';

const MAX_NAME = 200;
/** Characters for the pieces in another language. */
const PIECES_LENGTH = 700;
/** File names with characters that every mail program accepts. */
const FILE_NAMES: Readonly<Record<Locale, string>> = { pl: 'zasady-wspolpracy', en: 'how-i-work' };

const openDocument = defineButton({ ...sheetControls.letter, access: 'everyone', run: freshForm });
const submitDocument = defineForm({ ...sheetControls.submitLetter, access: 'everyone', run: makeLetter });

/** The form's text fields. */
const TYPED = ['sender', 'client', 'project'] as const;

/** Reopens the form after a mistake, with the entered values. */
const openAgain = defineButton({
  ...sheetControls.letterAgain,
  access: 'everyone',
  run: (call, { language, appendix, kept }, { message }) =>
    letterForm(call, { language, appendix, ...readTyped(message, TYPED, kept) }),
});

/** A letter to a client with the terms of the sheet, as Markdown and PDF. */
export const boundariesDocument = defineCommand({
  key: 'boundaries.document',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [openDocument, openAgain, submitDocument],
  run: freshForm,
});

/** The signature is the last one used in templates, whose forms ask for it; nothing else is known in advance. */
async function freshForm(call: Call): Promise<Reply> {
  const { services, person } = call;
  const { values } = await readMemory(services, person.id);
  return letterForm(call, { language: person.locale, appendix: 'no', sender: values[person.locale]?.sender });
}

interface LetterStart extends Partial<Typed<'client' | 'project'>> {
  readonly language: LetterKind;
  readonly appendix: (typeof ANSWERS)[number];
  readonly sender?: string | undefined;
}

function letterForm({ t }: Call, { language, appendix, sender, client, project }: LetterStart): Reply {
  return openForm({
    title: t('boundaries:letter.form.title'),
    submits: sheetControls.submitLetter.with({}),
    fields: [
      {
        type: 'choice',
        as: 'radio',
        id: 'language',
        label: t('boundaries:letter.form.language'),
        // A form has room for five fields, so that the language and the form of address share one.
        options: LETTER_KINDS.map((value) => ({
          value,
          label: t(`boundaries:letter.languages.${value}`),
          chosen: value === language,
        })),
      },
      {
        type: 'text',
        id: 'sender',
        label: t('boundaries:letter.form.sender'),
        example: t('boundaries:letter.form.senderExample'),
        max: MAX_NAME,
        ...(sender ? { value: sender } : {}),
      },
      {
        type: 'text',
        id: 'client',
        label: t('boundaries:letter.form.client'),
        hint: t('boundaries:letter.form.clientHint'),
        example: t('boundaries:letter.form.clientExample'),
        required: false,
        max: MAX_NAME,
        ...(client ? { value: client } : {}),
      },
      {
        type: 'text',
        id: 'project',
        label: t('boundaries:letter.form.project'),
        hint: t('boundaries:letter.form.projectHint'),
        example: t('boundaries:letter.form.projectExample'),
        required: false,
        max: MAX_NAME,
        ...(project ? { value: project } : {}),
      },
      {
        type: 'choice',
        as: 'radio',
        id: 'appendix',
        label: t('boundaries:letter.form.appendix'),
        options: [
          { value: 'no', label: t('boundaries:letter.form.appendixNo'), chosen: appendix === 'no' },
          { value: 'yes', label: t('boundaries:letter.form.appendixYes'), chosen: appendix === 'yes' },
        ],
      },
    ],
  });
}

async function makeLetter(call: Call, _params: unknown, { values }: FormInput): Promise<Reply> {
  const { t, services, person } = call;
  const chosen = values.choice('language') ?? person.locale;
  const kind = LETTER_KINDS.find((one) => one === chosen) ?? person.locale;
  const [spoken, form] = kind.split('-');
  const locale = spoken !== undefined && isLocale(spoken) ? spoken : person.locale;
  const address = ADDRESSES.find((one) => one === form);
  const sender = values.text('sender');
  const appendix = ANSWERS.find((answer) => answer === values.choice('appendix')) ?? 'no';
  if (sender === '')
    return refuseForm(t, {
      message: t('boundaries:letter.noSender'),
      fields: TYPED,
      values,
      label: t('boundaries:correct'),
      again: (kept) => sheetControls.letterAgain.with({ language: kind, appendix, kept }),
    });
  const project = values.text('project') || undefined;
  const sheet = await ownSheet(call);
  const language = { locale, t: call.translator(locale) };
  const now = services.clock.now();
  const template = services.templates[locale].find('contract-clauses');
  const letter = writeLetter({
    sheet,
    names: { sender, client: values.text('client') || undefined, project, address },
    today: now.toZonedDateTimeISO(await zoneOf(call, sheet)).toPlainDate(),
    language,
    appendix: appendix === 'yes' && template ? contractChecklist(template, sheet, language) : undefined,
  });
  const foreign = foreignRows(letter, project);
  const pieces = escapeMarkdown(shorten(foreign.join(', '), PIECES_LENGTH));
  return toMe(
    foreign.length > 0 ? t(`boundaries:letter.mixed.${locale}`, { pieces }) : t('boundaries:letter.ready'),
    ...notes(call, sheet, letter),
    ...(await files(call, letter, dateAt(now))),
    buttons(againButton(call), { label: t('boundaries:edit'), does: sheetControls.overview.with({}) }),
  );
}

async function files({ translator }: Call, letter: Letter, made: Date): Promise<Block[]> {
  const t = translator(letter.locale);
  const name = FILE_NAMES[letter.locale];
  const markdown: Block = { type: 'file', file: { name: `${name}.md`, data: letterMarkdown(letter) } };
  if (!isPrintable(letter)) return [markdown];
  const pageLabel = (page: number, pages: number) => t('sheet:letter.page', { page, pages });
  const data = await letterPdf(letter, { made, pageLabel });
  return [{ type: 'file', file: { name: `${name}.pdf`, data } }, markdown];
}

/** What the letter lacks, and why, and what in it should be checked again. */
function notes(call: Call, sheet: Sheet, letter: Letter): string[] {
  const { t, person } = call;
  const shown = SHEET_PARTS.filter((part) => part !== 'focus');
  const missing = shown.filter((part) => !isFilled(sheet, part)).map((part) => t(`sheet:parts.${part}`));
  const parts = formatList(missing, person.locale);
  return [
    ...(letter.sections.length === 0 ? [t('boundaries:letter.empty')] : []),
    ...(letter.sections.length > 0 && parts ? [`-# ${t('boundaries:letter.half', { parts })}`] : []),
    ...feeNotes(call, sheet).map((note) => `-# ${note}`),
    ...(isPrintable(letter) ? signNotes(t, letter) : [t('boundaries:letter.noPdf')]),
  ];
}

/** Maximum signs listed in an answer; more would not be checked anyway. */
const SIGNS = 12;

/** Differences between the printed and the typed text, so that the person sees them before the client does. */
function signNotes(t: Call['t'], letter: Letter): string[] {
  const { replaced, missing } = changesOf(letter);
  const said = (signs: readonly string[]) => {
    const shown = signs.slice(0, SIGNS).map(escapeMarkdown).join(', ');
    return signs.length > SIGNS ? `${shown} …` : shown;
  };
  const changed = said([...replaced].map(([sign, instead]) => `${sign} (${instead})`));
  return [
    ...(changed ? [`-# ${t('boundaries:letter.replaced', { signs: changed })}`] : []),
    ...(missing.size > 0 ? [t('boundaries:letter.missing', { signs: said([...missing]) })] : []),
  ];
}

function againButton({ t }: Call) {
  return { label: t('boundaries:letter.again'), does: sheetControls.letter.with({}) };
}
