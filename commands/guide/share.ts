import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { mayNotPost } from '../../src/dialogue/failures.ts';
import type { Article } from '../../src/guide/article.ts';
import { renderLong } from '../../src/guide/render/render-aside.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Button, buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { shareHere } from '../shares/post.ts';
import { carried, guideControls, openLink } from './controls.ts';
import { guideFor } from './here.ts';

/** Maximum characters of the excerpt: a taste of the text, as a channel is for talking. */
const EXCERPT = 700;

/** An article as the channel would see it: in the community's language. Undefined if there is none. */
export async function articleForChannel(call: Call, slug: string): Promise<Article | undefined> {
  return (await guideFor(call, call.community?.locale)).articles.get(slug);
}

/** Asks first what a press would do, as everyone in the channel would read it, under the person's name. */
export function askBefore(call: Call, question: string, confirm: string, does: CustomId): Reply {
  const { t, mayPost } = call;
  if (!mayPost) return toMe(mayNotPost(call));
  return toMe(
    question,
    buttons(
      { label: confirm, style: 'primary', does },
      { label: t('guide:share.cancel'), does: guideControls.shareNot.with({}) },
    ),
  );
}

const askToShare = defineButton({
  ...guideControls.share,
  access: 'everyone',
  async run(call, { slug, section: id }) {
    const { t } = call;
    const article = await articleForChannel(call, slug);
    if (!article) return toMe(t('guide:share.gone'));
    const heading = article.sections.find((each) => each.id === id)?.heading ?? article.title;
    const does = guideControls.shareNow.with({ slug, section: id });
    return askBefore(call, t('guide:share.ask', { title: escapeMarkdown(heading) }), t('guide:share.confirm'), does);
  },
});

/**
 * Shows the beginning of an article, or of one of its sections, to the channel in the community's language, with the name of
 * the person who recommends it. Pings nobody.
 */
const shareArticle = defineButton({
  ...guideControls.shareNow,
  access: 'everyone',
  async run(call, { slug, section: id }) {
    const { t, publicT, person } = call;
    const article = await articleForChannel(call, slug);
    if (!article) return update(t('guide:share.gone'));
    const section = article.sections.find((each) => each.id === id);
    const options = { pageLimit: EXCERPT };
    const { pages } = await renderLong(section?.body ?? article.body, options);
    const heading = section ? `\n### ${escapeMarkdown(section.heading)}` : '';
    const parts = [
      publicT('guide:share.by', { person: `<@${person.id}>` }),
      `## ${escapeMarkdown(article.title)}${heading}`,
      pages.length > 1 ? `${pages[0].text}\n…` : pages[0].text,
    ];
    const read = { label: publicT('guide:share.open'), emoji: '📖', does: openLink(slug, section?.id) };
    // The question is replaced first, so that it cannot be answered twice.
    return { ...update(t('guide:share.done')), followedBy: [shareHere(call, 'article', parts, read)] };
  },
});

const cancelSharing = defineButton({
  ...guideControls.shareNot,
  access: 'everyone',
  run: ({ t }) => update(t('guide:share.cancelled')),
});

export const SHARE_ACTIONS = [askToShare, shareArticle, cancelSharing];

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
