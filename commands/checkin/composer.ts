import type { CheckinComposer, CheckinView } from '../../src/checkins/composer.ts';
import { greetingOf, readTheme } from '../../src/checkins/themes.ts';
import type { Services } from '../../src/dialogue/services.ts';
import type { Article } from '../../src/guide/article.ts';
import { articleHere } from '../../src/guide/community/one.ts';
import type { Translate, Translator } from '../../src/i18n/translator.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { deadline, escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { sceneAbout } from '../../src/practice/suggest.ts';
import { formatDay } from '../../src/text/format.ts';
import { openLink } from '../guide/controls.ts';
import { practiseButtons } from '../practice/offer.ts';
import { violationControls } from '../violation/controls.ts';
import { checkinControls } from './controls.ts';

/** What a check-in is about, as its community has it. */
interface Theme {
  readonly t: Translate;
  readonly day: string;
  readonly name: string;
  readonly thought: string;
  readonly question: string;
  readonly slug: string;
  readonly answers: Article['answers'];
  /** The article to read; undefined where the community hid it. */
  readonly article: Article | undefined;
}

/** Makes the messages of check-ins, in the community's language. They ping nobody. */
export function createCheckinComposer(
  translator: Translator,
  { db, guides, communityScenes }: Pick<Services, 'db' | 'guides' | 'communityScenes'>,
): CheckinComposer {
  const themeOf = async ({ communityId, locale, theme, localDate }: CheckinView): Promise<Theme> => {
    const slug = readTheme(theme);
    const article = await articleHere({ db, guides }, communityId, locale, slug);
    const ofGuide = guides[locale].articles.get(slug);
    // The community's own version may ask nothing, and a hidden article is still what the week was announced to be about.
    const { title = '', summary = '', discuss } = article?.discuss ? article : (ofGuide ?? {});
    return {
      t: translator(locale),
      day: formatDay(localDate, locale, 'day-month'),
      name: discuss?.theme ?? title,
      thought: discuss?.thought ?? summary,
      question: discuss?.question ?? title,
      slug,
      answers: (article ?? ofGuide)?.answers ?? [],
      article,
    };
  };
  const read = ({ t, article }: Theme): Button[] => {
    if (!article) return [];
    const label = shorten(t('checkins:post.read', { title: article.title }), LIMITS.buttonLabel);
    return [{ label, does: openLink(article.slug) }];
  };
  const practise = async ({ communityId, locale }: CheckinView, { t, slug, answers }: Theme): Promise<Button[]> => {
    const scenes = (await communityScenes.find(communityId))[locale];
    return practiseButtons(t, sceneAbout(scenes, slug, answers), 'week');
  };
  const controls = async (view: CheckinView, theme: Theme): Promise<Block[]> => [
    buttons(
      {
        label: theme.t('checkins:post.log'),
        style: 'primary',
        does: violationControls.open.with({ kind: undefined, checkin: view.id }),
      },
      { label: theme.t('checkins:post.calm'), style: 'success', does: checkinControls.calm.with({ checkin: view.id }) },
      { label: theme.t('checkins:post.boundary'), does: checkinControls.boundary.with({ checkin: view.id }) },
    ),
    buttons(
      {
        label: theme.t('checkins:post.discuss'),
        emoji: '💬',
        does: checkinControls.discuss.with({ checkin: view.id }),
      },
      ...read(theme),
      ...(await practise(view, theme)),
    ),
  ];
  return {
    async title(view) {
      const { t, name, day } = await themeOf(view);
      return t('checkins:thread.title', { day, theme: name });
    },
    postMark: (view) => checkinControls.calm.with({ checkin: view.id }),
    async post(view) {
      const theme = await themeOf(view);
      const { t, thought, name } = theme;
      const text = [
        `## ${t('checkins:post.title', { theme: escapeMarkdown(name) })}`,
        t(`checkins:greetings.${greetingOf(view.localDate)}`),
        t('checkins:post.theme', { thought: escapeMarkdown(thought) }),
        '',
        t('checkins:post.ask'),
        t('checkins:post.closes', { when: deadline(view.closesAt) }),
      ].join('\n');
      return { blocks: [{ type: 'text', text }, ...(await controls(view, theme))] };
    },
    async closed(view, { people, calm, violation }) {
      const theme = await themeOf(view);
      const { t, name } = theme;
      const text = [
        `## ${t('checkins:closed.title', { theme: escapeMarkdown(name) })}`,
        ...(people === undefined ? [] : [t('checkins:closed.people', { count: people })]),
        ...(calm === undefined ? [] : [t('checkins:closed.calm', { count: calm })]),
        ...(violation === undefined ? [] : [t('checkins:closed.violation', { count: violation })]),
        t('checkins:closed.thanks'),
      ].join('\n');
      // The buttons stay, and explain kindly that the week is over: a late answer still counts for the streak.
      return { blocks: [{ type: 'text', text }, ...(await controls(view, theme))] };
    },
    questionMark: (view) => checkinControls.join.with({ checkin: view.id }),
    async question(view) {
      const { t, question } = await themeOf(view);
      const text = t('checkins:thread.question', { question: escapeMarkdown(question) });
      const join = checkinControls.join.with({ checkin: view.id });
      return { blocks: [{ type: 'text', text }, buttons({ label: t('checkins:thread.boundary'), does: join })] };
    },
  };
}
