import { noteUsage } from '../../src/communities/usage.ts';
import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import {
  type Checklist,
  checklistFile,
  isTicked,
  packTicks,
  readChecklist,
  showItem,
} from '../../src/templates/checklist.ts';
import { fillTemplate } from '../../src/templates/fill.ts';
import { remember } from '../../src/templates/memory.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { guideControls } from '../guide/controls.ts';
import { templateControls } from './controls.ts';
import { findTemplate } from './find.ts';
import { sheetNote, sheetValues } from './from-sheet.ts';

/** Maximum characters of an item in the message; the file has all of it. */
const ITEM_LENGTH = 140;

/** Opens a checklist: it asks for nothing, and takes what it can from the person's boundary sheet. */
export async function openChecklist(call: Call, template: UsableTemplate): Promise<Reply> {
  const { services, person, community } = call;
  const { reference, locale } = template;
  await ifReachable(call, async () => {
    if (community) {
      const user = { communityId: community.id, personId: person.id };
      await noteUsage(services, user, { what: 'template', part: reference });
    }
    await remember(services, person.id, { reference, locale, placeholders: [], values: {} });
  });
  return toMe(...(await presentChecklist(call, template, 0)));
}

/** What is ticked is in the list itself and in the button for the file: nothing is stored, and a restart changes nothing. */
export const tickItems = defineSelect({
  ...templateControls.tick,
  access: 'everyone',
  async run(call, { id, locale }, { values }) {
    const template = await findChecklist(call, id, locale);
    if (!template) return toMe(call.t('templates:unknown', { template: escapeMarkdown(id) }));
    return update(...(await presentChecklist(call, template, packTicks(values.map(Number)))));
  },
});

export const sendChecklist = defineButton({
  ...templateControls.checklistFile,
  access: 'everyone',
  async run(call, { id, locale, ticks }) {
    const template = await findChecklist(call, id, locale);
    if (!template) return toMe(call.t('templates:unknown', { template: escapeMarkdown(id) }));
    const data = checklistFile(template.title, await readFilled(call, template), ticks);
    return toMe({ type: 'file', file: { name: call.t('templates:checklist.file'), data } });
  },
});

async function findChecklist(call: Call, id: string, locale: Locale): Promise<UsableTemplate | undefined> {
  const template = await findTemplate(call, id, locale);
  return template?.isChecklist ? template : undefined;
}

async function readFilled(call: Call, template: UsableTemplate): Promise<Checklist> {
  const values = (await ifReachable(call, () => sheetValues(call, template))) ?? {};
  const filled = [values, {}].map((some) => fillTemplate({ template, tone: 'formal', values: some }));
  return readChecklist(filled.find((one) => one.ok)?.text ?? '');
}

async function presentChecklist(call: Call, template: UsableTemplate, ticks: number): Promise<(string | Block)[]> {
  const { t } = call;
  const { reference: id, locale, title, advice } = template;
  const { items } = await readFilled(call, template);
  const done = items.filter((_, place) => isTicked(ticks, place)).length;
  const fromSheet = (await ifReachable(call, () => sheetValues(call, template))) ?? {};
  const note = sheetNote(call, template, fromSheet, fromSheet);
  const options = items.map((item, place) => ({
    value: String(place),
    label: item,
    chosen: isTicked(ticks, place),
  }));
  return [
    `## ${escapeMarkdown(title)}\n${t('templates:checklist.progress', { done, count: items.length })}`,
    items.map((item, place) => showItem(escapeMarkdown(shorten(item, ITEM_LENGTH)), isTicked(ticks, place))).join('\n'),
    `-# ${t('templates:checklist.kept')}`,
    ...(note ? [note] : []),
    {
      type: 'select',
      select: {
        does: templateControls.tick.with({ id, locale }),
        prompt: t('templates:checklist.prompt'),
        options,
        min: 0,
        max: options.length,
      },
    },
    buttons(
      {
        label: t('templates:checklist.download'),
        style: 'primary',
        does: templateControls.checklistFile.with({ id, locale, ticks }),
      },
      ...(advice ? [{ label: t('templates:readWhy'), does: guideControls.open.with({ ref: advice.guide }) }] : []),
    ),
  ];
}
