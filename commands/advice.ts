import type { Call } from '../src/discord/call.ts';
import { defineMessageCommand, type TargetMessage } from '../src/discord/command.ts';
import { LIMITS, shorten } from '../src/discord/limits.ts';
import { escapeMarkdown } from '../src/discord/markdown.ts';
import { type Block, buttons, type Reply, toMe } from '../src/discord/reply.ts';
import type { Guide } from '../src/guide/articles.ts';
import { adviseOn, templateFor } from '../src/guide/reading/advice.ts';
import type { SearchDocument } from '../src/guide/search/search-index.ts';
import { makeSnippet } from '../src/guide/search/snippet.ts';
import { guideFor, openLink, sectionName, sourcesFor } from './guide/links.ts';
import { templateLink } from './template/links.ts';

const SNIPPET_LENGTH = 160;

/** Sections and a template for what somebody wrote. Only the person sees it; nothing of the message is kept. */
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
  const { confidence, documents } = adviseOn(await sourcesFor(call), text);
  return toMe(
    t(`guide:advice.${confidence}`, ways),
    ...documents.map((document) => presentSection(call, document)),
    ...presentTemplate(call, await guideFor(call), documents),
  );
}

/** Article and heading, and how the section begins. */
function presentSection(call: Call, document: SearchDocument): Block {
  const { id, slug, body } = document;
  const [, section] = id.split('#');
  const beginning = makeSnippet(body, new Set(), SNIPPET_LENGTH).map(({ text }) => text);
  return {
    type: 'section',
    text: `**${escapeMarkdown(sectionName(document))}**\n${escapeMarkdown(beginning.join(''))}`,
    button: { label: call.t('guide:advice.read'), does: openLink(slug, section) },
  };
}

/** The template of the first section that has one. */
function presentTemplate(call: Call, guide: Guide, documents: readonly SearchDocument[]): Block[] {
  const { t, services, person } = call;
  const [template] = documents.flatMap(({ id, slug }) => {
    const article = guide.articles.get(slug);
    const templateId = article && templateFor(article, id.split('#')[1]);
    return (templateId && services.templates[person.locale].find(templateId)) || [];
  });
  if (!template) return [];
  const label = shorten(t('guide:advice.template', { title: template.title }), LIMITS.buttonLabel);
  return [buttons({ label, emoji: '✉️', does: templateLink(template.id) })];
}
