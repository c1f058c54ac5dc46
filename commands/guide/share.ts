import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { renderLong } from '../../src/guide/render/render-aside.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Button, buttons, toChannel, toMe } from '../../src/messages/reply.ts';
import { carried, guideControls, openLink } from './controls.ts';
import { guideFor } from './here.ts';

/** Maximum characters of the excerpt: a taste of the text, as a channel is for talking. */
const EXCERPT = 700;

/**
 * Shows the beginning of an article, or of one of its sections, to the channel in the community's language, with the name of
 * the person who recommends it. Pings nobody.
 */
export const shareArticle = defineButton({
  ...guideControls.share,
  access: 'everyone',
  async run(call, { slug, section: id }) {
    const { t, publicT, person, community } = call;
    const article = (await guideFor(call, community?.locale)).articles.get(slug);
    if (!article) return toMe(t('guide:share.gone'));
    const section = article.sections.find((each) => each.id === id);
    const options = { pageLimit: EXCERPT };
    const { pages } = await renderLong(section?.body ?? article.body, options);
    const heading = section ? `\n### ${escapeMarkdown(section.heading)}` : '';
    return toChannel(
      publicT('guide:share.by', { person: `<@${person.id}>` }),
      `## ${escapeMarkdown(article.title)}${heading}`,
      pages.length > 1 ? `${pages[0].text}\n…` : pages[0].text,
      buttons({ label: publicT('guide:share.open'), emoji: '📖', does: openLink(slug, section?.id) }),
    );
  },
});

/** The button that shares the current view; none if the person may not write. */
export function shareButton({ t, mayPost }: Call, slug: string, section: string | undefined): Button[] {
  if (!mayPost) return [];
  return [
    {
      label: t('guide:read.share'),
      emoji: '📣',
      does: guideControls.share.with({ slug, section: carried(slug, section) }),
    },
  ];
}
