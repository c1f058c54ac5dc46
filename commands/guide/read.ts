import { defineButton } from '../../src/discord/action.ts';
import type { Call } from '../../src/discord/call.ts';
import { defineCommand, type Suggestion } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/markdown.ts';
import { textParam } from '../../src/discord/params.ts';
import { type Reply, toMe } from '../../src/discord/reply.ts';
import { suggest } from '../../src/guide/search/suggest.ts';

/** Opens an article, or one of its sections, as a private message. `ref` is `slug` or `slug#section`. */
export const openSection = defineButton({
  name: 'guide.open',
  access: 'everyone',
  params: { ref: textParam },
  run: (call, { ref }) => readArticle(call, { article: ref }),
});

export const guideRead = defineCommand({
  key: 'guide.read',
  access: 'everyone',
  contexts: 'everywhere',
  options: { article: { type: 'text', required: true, maxLength: 200, suggest: suggestArticles } },
  actions: [openSection],
  run: readArticle,
});

function readArticle(call: Call, { article: typed }: { readonly article: string }): Reply {
  const { t, person, services } = call;
  const [slug = '', sectionId] = typed.trim().split('#');
  const { articles } = services.guides[person.locale];
  const byTitle = [...articles.values()].find(({ title }) => title.toLowerCase() === typed.trim().toLowerCase());
  const article = articles.get(slug) ?? byTitle;
  if (!article)
    return toMe(t('guide:read.unknown', { article: escapeMarkdown(typed), search: call.command('guide.search') }));
  const section = article.sections.find(({ id }) => id === sectionId);
  const text = section ? `## ${section.heading}\n${section.body}` : article.body;
  return toMe(`# ${article.title}`, text.replaceAll(/ \{#[\w-]+\}$/gm, ''));
}

/** Titles that fit what was typed; all articles in reading order while nothing was. */
function suggestArticles({ person, services }: Call, typed: string): Suggestion[] {
  const { articles } = services.guides[person.locale];
  if (typed.trim().length < 2) return [...articles.values()].map(({ title, slug }) => ({ name: title, value: slug }));
  return suggest([services.searchSources[person.locale]], typed).map(({ document }) => ({
    name: document.heading ? `${document.title} › ${document.heading}` : document.title,
    value: document.id,
  }));
}
