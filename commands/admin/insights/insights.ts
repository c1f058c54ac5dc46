import { OWN_TEMPLATES } from '../../../src/communities/usage.ts';
import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { defineCommand } from '../../../src/dialogue/command.ts';
import { type CommunityInsights, INSIGHT_WEEKS, readCommunityInsights } from '../../../src/insights/insights.ts';
import { VIOLATION_KINDS } from '../../../src/kinds/violations.ts';
import { listContent, nameOf } from '../../../src/library/content.ts';
import { shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { buttons, type Reply, toMe } from '../../../src/messages/reply.ts';
import { tryToDraw } from '../../../src/pictures/draw.ts';
import type { Picture } from '../../../src/pictures/picture.ts';
import { readReference } from '../../../src/templates/reference.ts';
import { CSV_STYLE, type CsvStyle, otherStyle, writeCsv } from '../../../src/text/csv.ts';
import { formatDay } from '../../../src/text/format.ts';
import { guideFor, sectionName } from '../../guide/here.ts';
import { articleControls } from '../guide/controls.ts';
import { insightControls } from './controls.ts';

/** Maximum characters of a gap's words. */
const GAP_LENGTH = 100;

/** Maximum kinds with their own colour in the columns; more would be indistinguishable. */
const KINDS_SHOWN = 6;

const download = defineButton({
  ...insightControls.download,
  access: 'moderator',
  defer: 'me',
  run: (call) => exported(call, CSV_STYLE[call.person.locale]),
});

const downloadAs = defineButton({
  ...insightControls.downloadAs,
  access: 'moderator',
  defer: 'me',
  run: (call, { style }) => exported(call, style),
});

async function exported(call: Call, style: CsvStyle): Promise<Reply> {
  const insights = await readCommunityInsights(call.services, communityOf(call).id);
  const other = otherStyle(style);
  return toMe(
    call.t('insights:exported'),
    { type: 'file', file: { name: 'insights.csv', data: csvOf(insights, style) } },
    buttons({ label: call.t(`common:csv.${other}`), does: insightControls.downloadAs.with({ style: other }) }),
  );
}

/** The community's problems and the help that works: numbers about at least three people, never about one. */
export const adminInsights = defineCommand({
  key: 'admin.insights',
  access: 'moderator',
  contexts: 'guild',
  actions: [download, downloadAs],
  // The first picture after a while starts a thread, which takes a second.
  defer: 'me',
  async run(call): Promise<Reply> {
    const { t, services } = call;
    const insights = await readCommunityInsights(services, communityOf(call).id);
    const said = say(call, insights, await namesOf(call));
    const title = `## ${t('insights:title')}`;
    const least = `-# ${t('insights:least', { privacy: call.command('privacy.show') })}`;
    if (!said) return toMe(title, t('insights:empty', { count: INSIGHT_WEEKS }), least);
    const picture = pictureOf(call, insights);
    const data = picture && (await tryToDraw(picture, services.report));
    return toMe(
      title,
      ...(data ? [{ type: 'image' as const, image: { name: 'insights.png', data, description: said } }] : []),
      ...(picture && !data ? [`-# ${t('common:failures.noPicture')}`] : []),
      said,
      buttons(
        { label: t('insights:csv'), does: insightControls.download.with({}) },
        { label: t('insights:gaps'), does: articleControls.openGaps.with({}) },
      ),
      least,
    );
  },
});

/** The kinds in any closed week, the most frequent first. */
function kindsOf({ weeks }: CommunityInsights) {
  return VIOLATION_KINDS.map((kind) => {
    const values = weeks.map(({ kinds }) => kinds[kind]?.people ?? 0);
    return { kind, values, total: values.reduce((sum, value) => sum + value, 0) };
  })
    .filter(({ total }) => total > 0)
    .toSorted((a, b) => b.total - a.total);
}

/** All numbers as text; undefined if there are none. */
function say({ t, person }: Call, insights: CommunityInsights, names: Names): string | undefined {
  const { participation, reads, templates, gaps, articles } = insights;
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[`**${title}**`, ...lines.map((line) => `- ${line}`)].join('\n')];
  const parts = [
    ...part(
      t('insights:parts.participation'),
      participation.map(({ week: monday, people }) => {
        const week = formatDay(monday, person.locale);
        return people === undefined ? t('insights:tooFew', { week }) : t('insights:answered', { week, count: people });
      }),
    ),
    ...part(
      t('insights:parts.kinds'),
      kindsOf(insights).map(({ kind, total }) => `${t(`violations:kinds.${kind}`)}: ${total}`),
    ),
    ...part(
      t('insights:parts.reads'),
      reads.map(({ part, people }) => `${names.part(part)}: ${people}`),
    ),
    ...part(
      t('insights:parts.templates'),
      templates.map(({ part, people }) => `${names.template(part)}: ${people}`),
    ),
    ...part(
      t('insights:parts.gaps'),
      gaps.map(({ words, people }) =>
        t('insights:asked', { words: escapeMarkdown(shorten(words.join(', '), GAP_LENGTH)), count: people }),
      ),
    ),
    ...part(
      t('insights:parts.articles'),
      articles.map(({ article, people, helpful }) => {
        const name = names.part(article);
        return helpful === undefined
          ? t('insights:rated', { article: name, count: people })
          : t('insights:helped', { article: name, helpful, count: people });
      }),
    ),
  ];
  return parts.length === 0 ? undefined : parts.join('\n');
}

function pictureOf(call: Call, insights: CommunityInsights): Picture | undefined {
  const { t } = call;
  const kinds = kindsOf(insights);
  if (kinds.length === 0) return undefined;
  const others = kinds.slice(KINDS_SHOWN);
  return {
    title: t('insights:title'),
    charts: [
      {
        type: 'columns',
        title: t('insights:columns'),
        places: insights.weeks.map(({ week }) => week.toString().slice(5)),
        series: [
          ...kinds.slice(0, KINDS_SHOWN).map(({ kind, values }) => ({ name: t(`violations:kinds.${kind}`), values })),
          ...(others.length > 0
            ? [
                {
                  name: t('violations:insights.others'),
                  values: insights.weeks.map((_, index) =>
                    others.reduce((sum, { values }) => sum + (values[index] ?? 0), 0),
                  ),
                },
              ]
            : []),
        ],
        empty: t('insights:none'),
      },
    ],
  };
}

/**
 * One table for everything: the subject, the week or piece, and the number of people; for a gap, the number of questions; for
 * an article, the number of people it helped.
 */
function csvOf({ participation, weeks, reads, templates, gaps, articles }: CommunityInsights, style: CsvStyle): string {
  return writeCsv(
    ['what', 'week', 'name', 'people', 'count'],
    [
      ...participation.map(({ week, people }) => ['participation', week, '', people, undefined]),
      ...weeks.flatMap(({ week, kinds }) =>
        Object.entries(kinds).map(([kind, { people }]) => ['kind', week.toString(), kind, people, undefined]),
      ),
      ...reads.map(({ part, people }) => ['read', '', part, people, undefined]),
      ...templates.map(({ part, people }) => ['template', '', part, people, undefined]),
      ...gaps.map(({ words, people, nothing, unhelpful }) => [
        'gap',
        '',
        words.join(', '),
        people,
        nothing + unhelpful,
      ]),
      ...articles.map(({ article, people, helpful }) => ['article', '', article, people, helpful]),
    ],
    style,
  );
}

interface Names {
  /** A part of the guide: `slug` or `slug#section`. */
  readonly part: (reference: string) => string;
  readonly template: (reference: string) => string;
}

/** Names of the parts read and templates filled in, as used in this community; the reference of a deleted one. */
async function namesOf(call: Call): Promise<Names> {
  const { t, services, person } = call;
  const { articles } = await guideFor(call);
  const { templates } = services.templates[person.locale];
  const community = await listContent(services.db, { communityId: communityOf(call).id, kind: 'template' });
  return {
    part(reference) {
      const [slug = '', section] = reference.split('#');
      // An article hidden by the community keeps its name from the guide.
      const article = articles.get(slug) ?? services.guides[person.locale].articles.get(slug);
      const heading = article?.sections.find(({ id }) => id === section)?.heading ?? section ?? '';
      return escapeMarkdown(sectionName({ title: article?.title ?? slug, heading }));
    },
    template(reference) {
      if (reference === OWN_TEMPLATES) return t('insights:own');
      const { origin, id } = readReference(reference);
      const written = origin === 'community' ? community.find(({ slug }) => slug === id) : undefined;
      const title = written ? nameOf(written) : templates.find((one) => one.id === id)?.title;
      return escapeMarkdown(title ?? reference);
    },
  };
}
