import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { Article } from '../../src/guide/article.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Button, buttons, toChannel, toMe } from '../../src/messages/reply.ts';
import { guideControls, openLink } from './controls.ts';
import { guideFor } from './here.ts';

/** Asks the channel, in the community's language, the question with which an article ends: the beginning of a discussion. */
export const startDiscussion = defineButton({
  ...guideControls.discuss,
  access: 'everyone',
  async run(call, { slug }) {
    const { t, publicT, person, community } = call;
    const article = (await guideFor(call, community?.locale)).articles.get(slug);
    if (!article?.discuss) return toMe(t('guide:share.gone'));
    const { theme = article.title, thought, question } = article.discuss;
    return toChannel(
      publicT('guide:discuss.by', { person: `<@${person.id}>` }),
      `## ${escapeMarkdown(theme)}`,
      ...(thought === undefined ? [] : [escapeMarkdown(thought)]),
      `**${escapeMarkdown(question)}**`,
      buttons({ label: publicT('guide:share.open'), emoji: '📖', does: openLink(slug) }),
    );
  },
});

/** The button that does so, for an article with a question; none if the person may not write. */
export function discussButton({ t, mayPost }: Call, { slug, discuss }: Article): Button[] {
  if (!mayPost || !discuss) return [];
  return [{ label: t('guide:discuss.start'), emoji: '💬', does: guideControls.discuss.with({ slug }) }];
}
