import type { CheckinComposer, CheckinView } from '../../src/checkins/composer.ts';
import { greetingOf, readTheme } from '../../src/checkins/themes.ts';
import type { Services } from '../../src/dialogue/services.ts';
import type { Translate, Translator } from '../../src/i18n/translator.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { deadline } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { sceneAbout } from '../../src/practice/suggest.ts';
import { formatDay } from '../../src/text/format.ts';
import { openLink } from '../guide/controls.ts';
import { practiseButtons } from '../practice/offer.ts';
import { violationControls } from '../violation/controls.ts';
import { checkinControls } from './controls.ts';

/** Makes the messages of check-ins, in the community's language. They ping nobody. */
export function createCheckinComposer(
  translator: Translator,
  { guides, communityScenes }: Pick<Services, 'guides' | 'communityScenes'>,
): CheckinComposer {
  const words = ({ locale, theme, localDate }: CheckinView) => {
    const { title = '', summary = '', discuss } = guides[locale].articles.get(readTheme(theme)) ?? {};
    const day = formatDay(localDate, locale, 'day-month');
    const about = {
      name: discuss?.theme ?? title,
      thought: discuss?.thought ?? summary,
      question: discuss?.question ?? title,
    };
    return { t: translator(locale), ...about, day };
  };
  const read = (view: CheckinView, t: Translate): Button[] => {
    const article = guides[view.locale].articles.get(readTheme(view.theme));
    if (!article) return [];
    const label = shorten(t('checkins:post.read', { title: article.title }), LIMITS.buttonLabel);
    return [{ label, does: openLink(article.slug) }];
  };
  const practise = async ({ communityId, locale, theme }: CheckinView, t: Translate): Promise<Button[]> => {
    const article = readTheme(theme);
    const answers = guides[locale].articles.get(article)?.answers ?? [];
    const scenes = (await communityScenes.find(communityId))[locale];
    return practiseButtons(t, sceneAbout(scenes, article, answers), 'week');
  };
  const controls = async (view: CheckinView, t: Translate): Promise<Block[]> => [
    buttons(
      {
        label: t('checkins:post.log'),
        style: 'primary',
        does: violationControls.open.with({ kind: undefined, checkin: view.id }),
      },
      { label: t('checkins:post.calm'), style: 'success', does: checkinControls.calm.with({ checkin: view.id }) },
      { label: t('checkins:post.boundary'), does: checkinControls.boundary.with({ checkin: view.id }) },
    ),
    buttons(
      { label: t('checkins:post.discuss'), emoji: '💬', does: checkinControls.discuss.with({ checkin: view.id }) },
      ...read(view, t),
      ...(await practise(view, t)),
    ),
  ];
  return {
    title(view) {
      const { t, name, day } = words(view);
      return t('checkins:thread.title', { day, theme: name });
    },
    postMark: (view) => checkinControls.calm.with({ checkin: view.id }),
    async post(view) {
      const { t, thought, name } = words(view);
      const text = [
        `## ${t('checkins:post.title', { theme: name })}`,
        t(`checkins:greetings.${greetingOf(view.localDate)}`),
        t('checkins:post.theme', { thought }),
        '',
        t('checkins:post.ask'),
        t('checkins:post.closes', { when: deadline(view.closesAt) }),
      ].join('\n');
      return { blocks: [{ type: 'text', text }, ...(await controls(view, t))] };
    },
    async closed(view, { people, calm, violation }) {
      const { t, name } = words(view);
      const text = [
        `## ${t('checkins:closed.title', { theme: name })}`,
        ...(people === undefined ? [] : [t('checkins:closed.people', { count: people })]),
        ...(calm === undefined ? [] : [t('checkins:closed.calm', { count: calm })]),
        ...(violation === undefined ? [] : [t('checkins:closed.violation', { count: violation })]),
        t('checkins:closed.thanks'),
      ].join('\n');
      // The buttons stay, and explain kindly that the week is over: a late answer still counts for the streak.
      return { blocks: [{ type: 'text', text }, ...(await controls(view, t))] };
    },
    question(view) {
      const { t, question } = words(view);
      const text = t('checkins:thread.question', { question });
      const join = checkinControls.join.with({ checkin: view.id });
      return {
        content: { blocks: [{ type: 'text', text }, buttons({ label: t('checkins:thread.boundary'), does: join })] },
        mark: join,
      };
    },
  };
}
