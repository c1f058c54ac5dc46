import type { Call } from '../../src/discord/call.ts';
import { defineCommand } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/markdown.ts';
import { type Block, type Reply, toMe } from '../../src/discord/reply.ts';
import { type SearchResult, search } from '../../src/guide/search/search.ts';
import { openSection } from './read.ts';

/** As many results as fit one phone screen. */
const SHOWN = 5;

export const guideSearch = defineCommand({
  key: 'guide.search',
  access: 'everyone',
  contexts: 'everywhere',
  options: { query: { type: 'text', required: true, maxLength: 300 } },
  run: searchGuide,
});

function searchGuide(call: Call, { query }: { readonly query: string }): Reply {
  const { t, person, services } = call;
  const index = services.searchIndexes[person.locale];
  const { confidence, results } = search([{ name: 'guide', index }], query, SHOWN);
  const intro = t(`guide:search.${confidence}`, { query: escapeMarkdown(query), browse: call.command('guide.browse') });
  return toMe(intro, ...results.map((result) => presentResult(call, result)));
}

function presentResult({ t, person, services }: Call, { document }: SearchResult): Block {
  const article = services.guides[person.locale].articles.get(document.slug);
  const heading = document.heading ? `${document.title} › ${document.heading}` : document.title;
  return {
    type: 'section',
    text: `**${heading}**\n${article?.summary ?? ''}`,
    button: { label: t('guide:search.read'), does: openSection.with({ ref: document.id }) },
  };
}
