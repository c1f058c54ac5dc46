import type { Call } from '../src/dialogue/call.ts';
import { defineMessageCommand, type TargetMessage } from '../src/dialogue/command.ts';
import type { Guide } from '../src/guide/articles.ts';
import { type ArticleAdvice, adviseOn, templateFor } from '../src/guide/reading/advice.ts';
import type { SearchDocument } from '../src/guide/search/passages.ts';
import { LIMITS, shorten } from '../src/messages/limits.ts';
import { type Block, buttons, type Reply, toMe } from '../src/messages/reply.ts';
import { openLink } from './guide/controls.ts';
import { guideFor, sourcesFor } from './guide/here.ts';
import { passageText } from './guide/passage.ts';
import { templateControls } from './template/controls.ts';

const SNIPPET_LENGTH = 160;

/** Sections and a template for a message's text. Only the person sees it; nothing of the message is stored. */
export const findAdvice = defineMessageCommand({
  key: 'advice',
  access: 'everyone',
  contexts: 'everywhere',
  run: presentAdvice,
});

async function presentAdvice(call: Call, { text }: TargetMessage): Promise<Reply> {
  const { t } = call;
  const ways = { search: call.command('guide.search'), browse: call.command('guide.browse') };
  if (text.trim() === '') return toMe(t('guide:advice.noText', ways));
  const advice = adviseOn(await sourcesFor(call), text);
  const { confidence, documents } = advice;
  return toMe(
    t(`guide:advice.${confidence}`, ways),
    ...documents.map((document) => presentSection(call, document)),
    ...presentTemplate(call, await guideFor(call), advice),
  );
}

/** Article and heading, and the beginning of the section. */
function presentSection(call: Call, document: SearchDocument): Block {
  const { id, slug } = document;
  const [, section] = id.split('#');
  return {
    type: 'section',
    text: passageText(document, new Set(), SNIPPET_LENGTH),
    button: { label: call.t('guide:advice.read'), does: openLink(slug, section) },
  };
}

/** The template of the best section; another section's would be for a different situation. */
function presentTemplate(call: Call, guide: Guide, { documents: [best], confidence }: ArticleAdvice): Block[] {
  const { t, services, person } = call;
  const article = best && guide.articles.get(best.slug);
  const templateId = article && templateFor(article, best.id.split('#')[1], confidence);
  const template = templateId && services.templates[person.locale].find(templateId);
  if (!template) return [];
  const label = shorten(t('guide:advice.template', { title: template.title }), LIMITS.buttonLabel);
  return [buttons({ label, emoji: '✉️', does: templateControls.open.with({ id: template.id }) })];
}
