import type { CheckinView } from '../../src/checkins/composer.ts';
import {
  type AnnouncementComposer,
  type Digest,
  type DigestComposer,
  WEEKS_BEFORE,
} from '../../src/checkins/digest.ts';
import { readTheme } from '../../src/checkins/themes.ts';
import type { Services } from '../../src/dialogue/services.ts';
import { articleHere } from '../../src/guide/community/one.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Translate, Translator } from '../../src/i18n/translator.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown, quote } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { tryToDraw } from '../../src/pictures/draw.ts';
import type { Picture } from '../../src/pictures/picture.ts';
import { formatDays, formatNumber } from '../../src/text/format.ts';
import { openLink } from '../guide/controls.ts';
import { messageLink } from '../message-link.ts';
import { templateControls } from '../template/controls.ts';
import { checkinControls } from './controls.ts';

/** Makes the digest in the community's language, for the discussion and, in short, for the channel. */
export function createDigestComposer(
  translator: Translator,
  services: Pick<Services, 'db' | 'guides' | 'templates' | 'report'>,
): DigestComposer & AnnouncementComposer {
  return {
    digestMark: (checkin) => checkinControls.digest.with({ checkin }),
    async digest(view, digest, threadId, { summary, withoutPicture = false } = {}) {
      const t = translator(view.locale);
      const picture = withoutPicture ? undefined : await pictureOf(t, view.locale, digest, services.report);
      return {
        blocks: [
          { type: 'text', text: sayDigest(t, view, digest, threadId) },
          ...(summary === undefined ? [] : [saySummary(t, summary)]),
          ...(picture ? [picture] : []),
          { type: 'text', text: t(`checkins:digest.thanks.${thanksTo(digest)}`) },
          buttons(
            {
              label: t('checkins:post.log'),
              style: 'primary',
              does: checkinControls.digest.with({ checkin: view.id }),
            },
            ...(await help(t, view, digest, services)),
          ),
        ],
      };
    },
    announcement(view, digest, { threadId, messageId }) {
      const t = translator(view.locale);
      return {
        blocks: [
          { type: 'text', text: [`## ${t('checkins:digest.title')}`, ...sayNumbers(t, view, digest)].join('\n') },
          buttons(
            { label: t('checkins:digest.whole'), opens: messageLink(view.communityId, threadId, messageId) },
            { label: t('checkins:post.log'), does: checkinControls.digest.with({ checkin: view.id }) },
          ),
        ],
      };
    },
  };
}

/** Thanks only those who took part. */
function thanksTo({ cards, advices }: Digest): 'both' | 'cards' | 'nobody' {
  if (cards === 0) return 'nobody';
  return advices > 0 ? 'both' : 'cards';
}

/** The assistant's summary, with all markdown and links disabled. */
function saySummary(t: Translate, summary: string): Block {
  const text = [
    `**${t('checkins:digest.summary')}**`,
    quote(escapeMarkdown(summary)),
    t('checkins:digest.byAssistant'),
  ];
  return { type: 'text', text: text.join('\n') };
}

function sayDigest(t: Translate, view: CheckinView, digest: Digest, threadId: string): string {
  const { mostHelped } = digest;
  return [
    `## ${t('checkins:digest.title')}`,
    ...sayNumbers(t, view, digest),
    ...sayWhatWorked(t, digest),
    ...(mostHelped
      ? [
          t('checkins:digest.helped', {
            count: mostHelped.meToo,
            link: messageLink(view.communityId, threadId, mostHelped.messageId),
          }),
        ]
      : []),
  ].join('\n');
}

/** The reaction that worked; how it ended in general if too few reacted alike. */
function sayWhatWorked(t: Translate, { worked, outcomes }: Digest): string[] {
  if (worked) {
    const { reaction, well, times } = worked;
    return [t('checkins:digest.worked', { reaction: t(`checkins:digest.reactions.${reaction}`), count: well, times })];
  }
  const [most] = outcomes;
  if (!most) return [];
  return [t('checkins:digest.ended', { outcome: t(`violations:outcomes.${most.outcome}`), count: most.people })];
}

function sayNumbers(t: Translate, view: CheckinView, digest: Digest): string[] {
  const { counts, kept, practised, kinds, cards, earlier } = digest;
  const { people, calm, violation } = counts;
  const [most] = kinds;
  return [
    people === undefined ? t('checkins:digest.few') : t('checkins:closed.people', { count: people }),
    ...(calm === undefined ? [] : [t('checkins:closed.calm', { count: calm })]),
    ...(violation === undefined ? [] : [t('checkins:closed.violation', { count: violation })]),
    ...(kept === undefined ? [] : [t('checkins:digest.kept', { ...kept })]),
    ...(practised === undefined ? [] : [sayPractised(t, practised)]),
    ...(cards > 0 ? [t('checkins:digest.cards', { count: cards })] : []),
    ...(most
      ? [
          t('checkins:digest.most', {
            kind: t(`violations:kinds.${most.kind}`),
            count: most.people,
            week: weekOf(view.locale, digest),
          }),
        ]
      : []),
    ...earlier.map(({ week, kind, people: count }) =>
      t('checkins:digest.earlier', { kind: t(`violations:kinds.${kind}`), count, week: weekOf(view.locale, { week }) }),
    ),
  ];
}

function sayPractised(t: Translate, { people, end }: NonNullable<Digest['practised']>): string {
  const many = t('practice:digest.people', { count: people });
  return end === undefined ? many : `${many} ${t('practice:digest.end', { end: t(`practice:ends.${end}`) })}`;
}

function weekOf(locale: Locale, { week }: Pick<Digest, 'week'>): string {
  if (!week) return '';
  return formatDays(week, week.add({ days: 6 }), locale, 'day-month');
}

/** The picture of kinds against the eight weeks before, if there are any; its text says the same. */
async function pictureOf(
  t: Translate,
  locale: Locale,
  digest: Digest,
  report: Services['report'],
): Promise<Block | undefined> {
  const { kinds } = digest;
  if (kinds.length === 0) return undefined;
  const said = kinds.map(({ kind, people, before }) => ({
    name: t(`violations:kinds.${kind}`),
    said:
      before === undefined
        ? t('checkins:digest.bar', { count: people })
        : t('checkins:digest.barBefore', { count: people, before: formatNumber(before, locale, 1) }),
  }));
  const picture: Picture = {
    title: t('checkins:digest.picture'),
    subtitle: weekOf(locale, digest),
    charts: [
      {
        type: 'bars',
        title: t('checkins:digest.bars'),
        rows: kinds.map(({ kind, people, before }) => ({
          name: t(`violations:kinds.${kind}`),
          value: people,
          ...(before === undefined ? {} : { before: { value: before, said: formatNumber(before, locale, 1) } }),
        })),
        ...(kinds.some(({ before }) => before !== undefined)
          ? { compared: { now: weekOf(locale, digest), before: t('checkins:digest.before', { weeks: WEEKS_BEFORE }) } }
          : {}),
        empty: t('checkins:digest.few'),
      },
    ],
  };
  const description = shorten(
    [`${picture.title}, ${picture.subtitle}.`, ...said.map((row) => `${row.name}: ${row.said}.`)].join(' '),
    LIMITS.alternativeText,
  );
  const data = await tryToDraw(picture, report);
  return data && { type: 'image', image: { name: 'check-in.png', data, description } };
}

/** The section and the template of the week: for the most frequent kind, else the theme's article. */
async function help(
  t: Translate,
  view: CheckinView,
  { advice }: Digest,
  services: Pick<Services, 'db' | 'guides' | 'templates'>,
): Promise<Button[]> {
  const [slug = '', wanted] = (advice?.section ?? readTheme(view.theme)).split('#');
  const article = await articleHere(services, view.communityId, view.locale, slug);
  const section = article?.sections.find(({ id }) => id === wanted);
  const title = section?.heading ?? article?.title;
  const template = advice && services.templates[view.locale].find(advice.template);
  return [
    ...(title
      ? [{ label: shorten(t('cards:card.section', { title }), LIMITS.buttonLabel), does: openLink(slug, section?.id) }]
      : []),
    ...(template
      ? [
          {
            label: shorten(t('cards:card.template', { title: template.title }), LIMITS.buttonLabel),
            does: templateControls.open.with({ id: template.id }),
          },
        ]
      : []),
  ];
}
