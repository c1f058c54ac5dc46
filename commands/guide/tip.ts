import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import { type DrawnTip, drawTip, type Tip, tipsOf } from '../../src/guide/reading/tips.ts';
import { renderLong } from '../../src/guide/render/render-aside.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, toMe, update } from '../../src/messages/reply.ts';
import { guideControls, openLink } from './controls.ts';
import { guideFor } from './here.ts';
import { shareButton } from './share.ts';

/** Maximum characters of a tip, which is read at a glance. */
const EXCERPT = 700;

/** Draws another tip in place of this one. */
export const anotherTip = defineButton({
  ...guideControls.anotherTip,
  access: 'everyone',
  run: async (call) => update(...(await presentTip(call))),
});

export const guideTip = defineCommand({
  key: 'guide.tip',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [anotherTip],
  run: async (call) => toMe(...(await presentTip(call))),
});

/** Without a database, seen tips are unknown: any tip, a different one with each press. */
function anyTip({ database, interactionId }: Call, tips: readonly Tip[]): DrawnTip | undefined {
  const at = Number(BigInt(interactionId) % BigInt(Math.max(tips.length, 1)));
  const tip = database.away ? tips[at] : undefined;
  return tip && { tip, number: at + 1, total: tips.length };
}

async function presentTip(call: Call): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const tips = tipsOf(await guideFor(call));
  const drawn = (await ifReachable(call, () => drawTip(services, person.id, tips))) ?? anyTip(call, tips);
  // A community may have hidden every article with a tip.
  if (!drawn) return [t('guide:tip.none', { browse: call.command('guide.browse') })];
  const { article, section } = drawn.tip;
  const { pages } = await renderLong(section?.body ?? article.opening, { pageLimit: EXCERPT });
  return [
    `## 💡 ${escapeMarkdown(section?.heading ?? article.title)}`,
    pages.length > 1 ? `${pages[0].text}\n…` : pages[0].text,
    `-# ${t('guide:tip.number', { number: drawn.number, total: drawn.total })}`,
    buttons(
      { label: t('guide:tip.another'), style: 'primary', does: guideControls.anotherTip.with({}) },
      { label: t('guide:tip.read'), emoji: '📖', does: openLink(article.slug) },
      ...shareButton(call, article.slug, section?.id),
    ),
  ];
}
