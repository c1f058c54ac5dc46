import { suggestFor, textToSend } from '../../src/assistant/suggest.ts';
import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { whatHelps } from '../../src/kinds/what-helps.ts';
import { cut } from '../../src/messages/limits.ts';
import { codeBlock } from '../../src/messages/markdown.ts';
import { type Block, buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { changeEntry } from '../../src/violations/changes.ts';
import { circumstancesOf, findDealings } from '../../src/violations/dealings.ts';
import { assistantContext, assistantHere, noAnswerText, payerOf } from '../assistant.ts';
import { helpButtons } from './card.ts';
import { violationControls } from './controls.ts';
import { cardOrGone, ownEntry, sayGone } from './show.ts';
import { todayOf } from './today.ts';

const SHOWN = 2500;

/** Shows the text to be sent before sending it. */
export const explainSuggesting = defineButton({
  ...violationControls.suggest,
  access: 'everyone',
  contexts: 'guild',
  async run(call, { id }) {
    const { t } = call;
    const entry = await ownEntry(call, id);
    if (!entry) return toMe(sayGone(call));
    if (!(await assistantHere(call))) return toMe(noAnswerText(call, 'off'));
    const text = textToSend(entry.story);
    const shown = cut(text, SHOWN);
    const whole: Block[] =
      shown === text ? [] : [{ type: 'file', file: { name: t('violations:suggest.file'), data: text } }];
    return toMe(
      t('violations:suggest.explain'),
      codeBlock(shown),
      ...(whole.length > 0 ? [t('violations:suggest.cut'), ...whole] : []),
      buttons({ label: t('violations:suggest.go'), style: 'primary', does: violationControls.suggestNow.with({ id }) }),
    );
  },
});

/** Asks the assistant: the press after the text was shown. */
export const suggestNow = defineButton({
  ...violationControls.suggestNow,
  access: 'everyone',
  contexts: 'guild',
  progress: ({ t }) => t('violations:suggest.progress'),
  run: suggest,
});

async function suggest(call: Call, { id }: { readonly id: string }): Promise<Reply> {
  const { t, services, person } = call;
  const entry = await ownEntry(call, id);
  if (!entry) return toMe(sayGone(call));
  const assistant = await assistantHere(call);
  if (!assistant) return toMe(noAnswerText(call, 'off'));
  const { locale } = person;
  const outcome = await suggestFor(assistantContext(call, assistant), payerOf(call), {
    story: entry.story,
    locale,
    sections: [...services.guides[locale].articles.values()].flatMap(({ slug, title, sections }) => [
      { id: slug, title },
      ...sections.map((section) => ({ id: `${slug}#${section.id}`, title: `${title}: ${section.heading}` })),
    ]),
    templates: services.templates[locale].templates.map(({ id: template, title }) => ({ id: template, title })),
  });
  if (!outcome.ok) return toMe(noAnswerText(call, outcome.reason));
  const { kind, section, template } = outcome.value;
  const as = { ...entry, kind };
  const fitting = whatHelps(kind, circumstancesOf(as, await findDealings(services, as)));
  return toMe(
    t('violations:suggest.kind', { kind: t(`violations:kinds.${kind}`) }),
    kind === entry.kind
      ? t('violations:suggest.same')
      : buttons({
          label: t('violations:suggest.take'),
          style: 'primary',
          does: violationControls.takeKind.with({ id, kind }),
        }),
    t('violations:helps'),
    helpButtons(call, as, {
      section: section ?? fitting.section,
      template: template ?? fitting.template,
      second: template === undefined || template === fitting.template ? fitting.second : fitting.template,
    }),
    t('violations:suggest.check'),
  );
}

/** Accepts the suggested kind; the earlier one stays in the history. */
export const takeKind = defineButton({
  ...violationControls.takeKind,
  access: 'everyone',
  async run(call, { id, kind }) {
    const entry = await changeEntry(call.services, call.person.id, id, { kind }, await todayOf(call));
    return update(...(await cardOrGone(call, entry, call.t('violations:card.changed'))));
  },
});
