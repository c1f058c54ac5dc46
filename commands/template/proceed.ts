import { noteUsage, OWN_TEMPLATES } from '../../src/communities/usage.ts';
import type { SourceMessage } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { markFilled } from '../../src/templates/drafts.ts';
import { addressIn, type FillProblem, foreignValues, nameLeftOut } from '../../src/templates/fill.ts';
import { formFields } from '../../src/templates/form.ts';
import { remember } from '../../src/templates/memory.ts';
import { assistantHere } from '../assistant.ts';
import { claimNotes } from './claim.ts';
import { type After, templateControls } from './controls.ts';
import { fillDraft, type OpenDraft } from './draft.ts';
import { feeNotes, sheetNote, sheetValues } from './from-sheet.ts';
import { presentPreview } from './preview.ts';
import { toSheetLabel } from './to-sheet.ts';

/** What was submitted, or pressed. */
export interface Step {
  /** The page just submitted. */
  readonly page: number;
  readonly after: After;
  /** The form's values; undefined if no form was submitted. */
  readonly typed: readonly { readonly text: string }[] | undefined;
  /** Set if the answer replaces the message with the control. */
  readonly message?: SourceMessage | true | undefined;
}

/** Whether a step leads to the finished message. */
export function isComplete(open: OpenDraft, { page, after }: Pick<Step, 'page' | 'after'>): boolean {
  return isLast(open, { page, after }) && fillDraft(open).ok;
}

const isLast = (open: OpenDraft, { page, after }: Pick<Step, 'page' | 'after'>) =>
  after === 'preview' || page + 1 >= pagesOf(open).length;

/** The result of a page: its problems, the next page, or the finished message. */
export async function proceed(call: Call, open: OpenDraft, step: Step): Promise<Reply> {
  const pages = pagesOf(open);
  const { page } = step;
  const filled = fillDraft(open);
  const last = isLast(open, step);
  if (!filled.ok) {
    const asked = (last ? pages : pages.slice(0, page + 1)).flat().map(({ name }) => name);
    const problems = filled.problems.filter(({ name }) => name === undefined || asked.includes(name));
    if (problems.length > 0) return presentProblems(call, open, problems, step);
  }
  if (!last || !filled.ok) return answer(step, presentNextPage(call, open, { page, canFinish: filled.ok }));
  await ifReachable(call, () => noteUse(call, open, step.typed !== undefined));
  const { draft, template } = open;
  const controls = {
    edit: pages.map((_, index) => templateControls.page.with({ draft: draft.id, page: index, after: 'preview' })),
    tone: template.hasTones ? templateControls.tone.with({ draft: draft.id }) : undefined,
    address: addressIn({ template, tone: draft.tone, values: draft.values })
      ? templateControls.address.with({ draft: draft.id })
      : undefined,
    toSheet: await toSheetButton(call, open),
    language: template.origin === 'catalogue' ? templateControls.language.with({ draft: draft.id }) : undefined,
    keep: template.origin === 'own' ? undefined : templateControls.keep.with({ draft: draft.id }),
    share: call.mayPost ? templateControls.share.with({ draft: draft.id }) : undefined,
    adapt: (await assistantHere(call)) ? templateControls.adapt.with({ draft: draft.id }) : undefined,
  };
  const note = sheetNote(call, template, draft.values, await sheetValues(call, template));
  const filling = { template, tone: draft.tone, values: draft.values };
  const unnamed = nameLeftOut(filling);
  const remarks = [
    ...(unnamed === undefined ? [] : [`-# ${call.t('templates:nameLeftOut', { client: escapeMarkdown(unnamed) })}`]),
    ...feeNotes(call, template, draft.values),
    ...claimNotes(call, template, draft.values),
    ...(note === undefined ? [] : [note]),
  ];
  const foreign = foreignValues(filling);
  const wanted = pages.map((fields) => fields.some(({ name }) => foreign.some((one) => one.name === name)));
  return answer(step, presentPreview(call, open, filled.text, controls, { remarks, foreign, wanted }));
}

async function toSheetButton(call: Call, open: OpenDraft): Promise<Button | undefined> {
  const label = await toSheetLabel(call, open);
  return label === undefined ? undefined : { label, does: templateControls.toSheet.with({ draft: open.draft.id }) };
}

/** A form cannot answer a form, so a button connects two pages. */
function presentNextPage(
  { t }: Call,
  open: OpenDraft,
  { page, canFinish }: { readonly page: number; readonly canFinish: boolean },
): (string | Block)[] {
  const { draft, template } = open;
  const pages = pagesOf(open).length;
  const to = (index: number) => templateControls.page.with({ draft: draft.id, page: index, after: 'next' });
  return [
    t('templates:page.kept', { title: escapeMarkdown(template.title), page: page + 1, pages }),
    buttons(
      { label: t('templates:page.next', { page: page + 2, pages }), style: 'primary', does: to(page + 1) },
      ...(canFinish
        ? [{ label: t('templates:page.finish'), does: templateControls.show.with({ draft: draft.id }) }]
        : []),
      { label: t('templates:page.back', { page: page + 1, pages }), does: to(page) },
    ),
  ];
}

function presentProblems(call: Call, open: OpenDraft, problems: readonly FillProblem[], step: Step): Reply {
  const { t } = call;
  const lines = problems.map(({ code, params }) => `- ${t(`templates:problems.${code}`, params)}`);
  const reply = giveBack(t, [t('templates:problems.intro'), ...lines].join('\n'), step.typed ?? []);
  const found = pagesOf(open).findIndex((fields) => fields.some(({ name }) => name === problems[0]?.name));
  const page = found < 0 ? step.page : found;
  const again = templateControls.page.with({ draft: open.draft.id, page, after: step.after });
  return answer(step, [...reply.blocks, buttons({ label: t('templates:again'), style: 'primary', does: again })]);
}

function answer({ message }: Step, parts: readonly (string | Block)[]): Reply {
  return message === undefined ? toMe(...parts) : update(...parts);
}

/** Counts a draft's message when it is first complete; the typed values become the next form's initial ones. */
async function noteUse({ services, person, community }: Call, open: OpenDraft, wasTyped: boolean): Promise<void> {
  const { draft, template } = open;
  if ((open.filled ?? (await markFilled(services, draft.id))) && community) {
    const part = template.origin === 'own' ? OWN_TEMPLATES : template.reference;
    await noteUsage(services, { communityId: community.id, personId: person.id }, { what: 'template', part });
  }
  if (!wasTyped) return;
  const { reference, locale, placeholders } = template;
  const tone = template.hasTones ? draft.tone : undefined;
  await remember(services, person.id, { reference, locale, placeholders, values: draft.values, tone });
}

/** The pages of a draft's form, each as its fields. */
export function pagesOf({ draft, template }: OpenDraft) {
  return formFields({ template, tone: draft.tone, values: draft.values });
}
