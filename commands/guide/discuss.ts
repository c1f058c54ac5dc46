import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { Article } from '../../src/guide/article.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Button, toMe, update } from '../../src/messages/reply.ts';
import { shareHere } from '../shares/post.ts';
import { guideControls, openLink } from './controls.ts';
import { articleForChannel, askBefore } from './share.ts';

/** Shows the question to the person before the channel reads it. */
const askToDiscuss = defineButton({
  ...guideControls.discuss,
  access: 'everyone',
  async run(call, { slug }) {
    const { t } = call;
    const article = await articleForChannel(call, slug);
    if (!article?.discuss) return toMe(t('guide:share.gone'));
    const question = t('guide:discuss.ask', { question: escapeMarkdown(article.discuss.question) });
    return askBefore(call, question, t('guide:discuss.confirm'), guideControls.discussNow.with({ slug }));
  },
});

/** Asks the channel, in the community's language, the question with which an article ends: the beginning of a discussion. */
const startDiscussion = defineButton({
  ...guideControls.discussNow,
  access: 'everyone',
  async run(call, { slug }) {
    const { t, publicT, person } = call;
    const article = await articleForChannel(call, slug);
    if (!article?.discuss) return update(t('guide:share.gone'));
    const { theme = article.title, thought, question } = article.discuss;
    const parts = [
      publicT('guide:discuss.by', { person: `<@${person.id}>` }),
      `## ${escapeMarkdown(theme)}`,
      ...(thought === undefined ? [] : [escapeMarkdown(thought)]),
      `**${escapeMarkdown(question)}**`,
    ];
    const read = { label: publicT('guide:share.open'), emoji: '📖', does: openLink(slug) };
    return { ...update(t('guide:discuss.done')), followedBy: [shareHere(call, 'discussion', parts, read)] };
  },
});

export const DISCUSS_ACTIONS = [askToDiscuss, startDiscussion];

/** The button that does so, for an article with a question; none if the person may not write. */
export function discussButton({ t, mayPost }: Call, { slug, discuss }: Article): Button[] {
  if (!mayPost || !discuss) return [];
  return [{ label: t('guide:discuss.start'), emoji: '💬', does: guideControls.discuss.with({ slug }) }];
}
