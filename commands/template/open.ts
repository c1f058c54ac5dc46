import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { buttons, type Reply, toMe } from '../../src/messages/reply.ts';
import { dropDraft, findUnfinished, type TemplateDraft } from '../../src/templates/drafts.ts';
import type { Tone } from '../../src/templates/types.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { templateControls } from './controls.ts';
import { fillDraft } from './draft.ts';
import { beginTemplate } from './fill.ts';
import { findTemplate, nameInLists } from './find.ts';
import { pagesOf } from './proceed.ts';

/** Opens the template of a button or a list: its form, or its list to tick off. */
export async function openTemplateNamed(call: Call, reference: string): Promise<Reply> {
  const template = await findTemplate(call, reference);
  return template ? beginOrContinue(call, template, undefined) : unknownTemplate(call, reference);
}

/** Says that no template has this name. */
export function unknownTemplate({ t }: Pick<Call, 't'>, typed: string): Reply {
  return toMe(t('templates:unknown', { template: escapeMarkdown(typed) }));
}

/** Opens a template's form, or asks first whether to go on with what the person left unfinished. */
export async function beginOrContinue(call: Call, template: UsableTemplate, tone: Tone | undefined): Promise<Reply> {
  const { services, person } = call;
  const draft = await ifReachable(call, () => findUnfinished(services, person.id, template.reference));
  if (!draft || template.isChecklist) return beginTemplate(call, template, tone);
  const own = (await findTemplate(call, template.reference, draft.locale)) ?? template;
  return offerDraft(call, draft, own, tone);
}

/** Another form of the same template: the old draft goes, or it would be offered for a day. */
export const restartTemplate = defineButton({
  ...templateControls.restart,
  access: 'everyone',
  async run(call, { draft, id, tone }) {
    const template = await findTemplate(call, id);
    if (!template) return unknownTemplate(call, id);
    await dropDraft(call.services, draft, call.person.id);
    return beginTemplate(call, template, tone);
  },
});

function offerDraft(call: Call, draft: TemplateDraft, template: UsableTemplate, tone: Tone | undefined): Reply {
  const { t } = call;
  const pages = pagesOf({ draft, template });
  const page = nextPage(draft, template);
  const { client } = draft.values;
  const title = escapeMarkdown(nameInLists(call, template));
  return toMe(
    client
      ? t('templates:draft.waitsFor', { title, client: escapeMarkdown(client) })
      : t('templates:draft.waits', { title }),
    buttons(
      {
        label:
          pages.length > 1
            ? t('templates:page.next', { page: page + 1, pages: pages.length })
            : t('templates:draft.continue'),
        style: 'primary',
        does: templateControls.page.with({ draft: draft.id, page, after: 'next' }),
      },
      {
        label: t('templates:draft.restart'),
        does: templateControls.restart.with({ draft: draft.id, id: template.reference, tone }),
      },
    ),
  );
}

/** The second page, as a draft begins with its first one sent; the first one if something in it is wrong. */
function nextPage(draft: TemplateDraft, template: UsableTemplate): number {
  const [first = [], ...others] = pagesOf({ draft, template });
  const filled = fillDraft({ draft, template });
  const isWrong = !filled.ok && first.some(({ name }) => filled.problems.some((one) => one.name === name));
  return isWrong || others.length === 0 ? 0 : 1;
}
