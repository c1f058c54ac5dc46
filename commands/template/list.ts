import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, toMe, update } from '../../src/messages/reply.ts';
import { readReference } from '../../src/templates/reference.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { TOPICS } from '../../src/templates/usable.ts';
import { writeTemplateText } from '../../src/templates/written.ts';
import { pageOf, turningBlocks } from '../pages.ts';
import { LIST_VIEWS, templateControls } from './controls.ts';
import { listTemplates } from './find.ts';

type View = (typeof LIST_VIEWS)[number];

/** Templates per page: they fit one or two phone screens. */
const PAGE_SIZE = 5;
/** Maximum characters of a template's text shown if it has no summary. */
const EXCERPT = 90;

const chooseView = defineSelect({
  ...templateControls.view,
  access: 'everyone',
  run: async (call, _params, { values: [chosen] }) =>
    update(...(await presentList(call, LIST_VIEWS.find((view) => view === chosen) ?? 'refusing', 0))),
});

const turnPage = defineButton({
  ...templateControls.listPage,
  reads: true,
  access: 'everyone',
  run: async (call, { view, page }) => update(...(await presentList(call, view, page))),
});

/** The catalogue by topic, the person's own templates and the community's. */
export const templateList = defineCommand({
  key: 'template.list',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [chooseView, turnPage],
  run: async (call) => toMe(...(await presentList(call, 'refusing', 0))),
});

async function presentList(call: Call, view: View, wanted: number): Promise<(string | Block)[]> {
  const { t } = call;
  const all = await listTemplates(call);
  const listed = inView(all, view);
  // The last one of a page may have been deleted meanwhile.
  const { shown, ...place } = pageOf(listed, wanted, PAGE_SIZE);
  return [
    `## ${t(`templates:views.${view}`)}`,
    ...(listed.length === 0
      ? [
          t(`templates:list.empty.${view === 'own' ? 'own' : 'community'}`, {
            save: call.command('template.save'),
          }),
        ]
      : []),
    ...shown.flatMap((template) => [presentTemplate(call, template), ...ownButtons(call, template)]),
    ...turningBlocks(call, place, (page) => templateControls.listPage.with({ view, page })),
    viewSelect(call, all, view),
  ];
}

/** A template in a list: its title, what it is for, and a button that opens it. */
export function presentTemplate({ t }: Call, template: UsableTemplate): Block {
  const { title, summary, reference, tones } = template;
  const excerpt = summary ?? shorten(writeTemplateText(tones.friendly).replaceAll(/\s+/g, ' '), EXCERPT);
  return {
    type: 'section',
    text: `**${escapeMarkdown(title)}**\n${escapeMarkdown(excerpt)}`,
    button: { label: t('templates:list.use'), does: templateControls.open.with({ id: reference }) },
  };
}

/** What only the author of a template can do with it. */
function ownButtons({ t }: Call, { origin, reference }: UsableTemplate): Block[] {
  if (origin !== 'own') return [];
  const { id } = readReference(reference);
  return [
    buttons(
      { label: t('templates:edit'), does: templateControls.edit.with({ id }) },
      { label: t('templates:own.delete'), does: templateControls.askDelete.with({ id }) },
    ),
  ];
}

function viewSelect({ t, community }: Call, all: readonly UsableTemplate[], chosen: View): Block {
  const views = LIST_VIEWS.filter((view) => view !== 'community' || community !== undefined);
  const options = views.map((view) => ({
    value: view,
    label: t(`templates:views.${view}`),
    description: t('templates:list.count', { count: inView(all, view).length }),
    chosen: view === chosen,
  }));
  return {
    type: 'select',
    select: { does: templateControls.view.with({}), prompt: t('templates:list.prompt'), options },
  };
}

function inView(all: readonly UsableTemplate[], view: View): readonly UsableTemplate[] {
  if (view === 'own' || view === 'community') return all.filter(({ origin }) => origin === view);
  const ids: readonly string[] = TOPICS[view];
  return ids.flatMap((id) => all.filter(({ reference }) => reference === id));
}
