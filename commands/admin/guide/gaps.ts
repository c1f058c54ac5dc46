import { LEAST_PEOPLE } from '../../../src/communities/least-people.ts';
import { defineButton } from '../../../src/discord/action.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { choice, defineCommand } from '../../../src/discord/command.ts';
import { shorten } from '../../../src/discord/limits.ts';
import { escapeMarkdown, quote } from '../../../src/discord/markdown.ts';
import { choiceParam, countParam, optionalParam, textParam, uuidParam } from '../../../src/discord/params.ts';
import { type Block, buttons, openForm, toMe, update } from '../../../src/discord/reply.ts';
import { type Cluster, clustersOf } from '../../../src/guide/gaps/clusters.ts';
import { findToldGap, type Gap, readGaps } from '../../../src/guide/gaps/gaps.ts';
import { type Helpfulness, readHelpfulness } from '../../../src/guide/gaps/helpfulness.ts';
import { guideFor } from '../../guide/links.ts';
import { fitting } from '../../guide/ways.ts';
import { articleForm } from './form.ts';
import { submitArticle } from './write.ts';

const VIEWS = ['questions', 'ratings'] as const;
type View = (typeof VIEWS)[number];
/** Entries a page: each a text with a button. */
const PAGE_SIZE = 8;
/** Of an article's notes, so many and so much. */
const NOTES = 5;
const NOTE_LENGTH = 80;

const turnPage = defineButton({
  name: 'admin.guide.gaps',
  access: 'moderator',
  params: { view: choiceParam(VIEWS), page: countParam },
  run: async (call, { view, page }) => update(...(await present(call, view, page))),
});

/** The same list as an answer of its own: for a button elsewhere. */
export const openGaps = defineButton({
  name: 'admin.guide.openGaps',
  access: 'moderator',
  params: {},
  run: async (call) => toMe(...(await present(call, 'questions', 0))),
});

/** Opens the form of a new article about what was asked. */
const draftArticle = defineButton({
  name: 'admin.guide.fill',
  access: 'moderator',
  params: { words: optionalParam(textParam), gap: optionalParam(uuidParam) },
  async run(call, { words, gap }) {
    const { id, locale } = communityOf(call);
    const query = gap === undefined ? undefined : await findToldGap(call.services, id, gap);
    const asked = query ?? words;
    if (asked === undefined) return toMe(call.t('articles:gaps.gone'));
    const submits = submitArticle.with({ content: undefined, version: undefined, slug: undefined, locale });
    const title = asked.charAt(0).toUpperCase() + asked.slice(1);
    const start = { title, summary: '', keywords: words?.split(', ') ?? [], questions: query ? [query] : [], text: '' };
    return openForm(articleForm(call, submits, start));
  },
});

/** What people searched for and did not find, and which articles do not help. Nobody is named, and few are not counted. */
export const adminGuideGaps = defineCommand({
  key: 'admin.guide.gaps',
  access: 'moderator',
  contexts: 'guild',
  options: { what: choice({ values: VIEWS, label: (t, view) => t(`articles:gaps.views.${view}`) }) },
  actions: [turnPage, openGaps, draftArticle],
  run: async (call, { what = 'questions' }) => toMe(...(await present(call, what, 0))),
});

async function present(call: Call, view: View, wanted: number): Promise<(string | Block)[]> {
  const { t } = call;
  const entries = view === 'questions' ? await questionBlocks(call) : await ratingBlocks(call);
  const pages = Math.max(1, Math.ceil(entries.length / PAGE_SIZE));
  const page = Math.min(wanted, pages - 1);
  const turn = (to: number, label: string) => ({
    label,
    does: turnPage.with({ view, page: Math.max(0, to) }),
    disabled: to < 0 || to >= pages,
  });
  return [
    `## ${t(`articles:gaps.titles.${view}`)}`,
    ...(entries.length === 0 ? [t(`articles:gaps.none.${view}`)] : []),
    ...entries.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
    ...(pages > 1
      ? [
          t('common:page', { page: page + 1, pages }),
          buttons(turn(page - 1, t('common:previous')), turn(page + 1, t('common:next'))),
        ]
      : []),
    `-# ${t(`articles:gaps.rules.${view}`, { least: LEAST_PEOPLE })}`,
  ];
}

async function questionBlocks(call: Call): Promise<Block[]> {
  const gaps = await readGaps(call.services, communityOf(call).id);
  const told = gaps.filter(({ told }) => told);
  return [
    ...clustersOf(gaps).map((cluster) => clusterBlock(call, cluster)),
    ...told.map((gap) => toldBlock(call, gap)),
  ];
}

function clusterBlock({ t }: Call, { words, people, nothing, unhelpful }: Cluster): Block {
  const text = shorten(words.join(', '), 200);
  return {
    type: 'section',
    text: `**${escapeMarkdown(text)}**\n${t('articles:gaps.people', { count: people })} · ${t('articles:gaps.reasons', { nothing, unhelpful })}`,
    button: {
      label: t('articles:gaps.draft'),
      does: draftArticle.with({ words: fitting(words.join(', ')) || undefined, gap: undefined }),
    },
  };
}

function toldBlock({ t }: Call, { id, query, reason }: Gap): Block {
  return {
    type: 'section',
    text: `${quote(escapeMarkdown(query))}\n-# ${t(`articles:gaps.told.${reason}`)}`,
    button: { label: t('articles:gaps.draft'), does: draftArticle.with({ words: undefined, gap: id }) },
  };
}

async function ratingBlocks(call: Call): Promise<Block[]> {
  const { articles } = await guideFor(call);
  const rated = await readHelpfulness(call.services, communityOf(call).id);
  return rated.map((one) => ({ type: 'text', text: ratingText(call, one, articles.get(one.article)?.title) }));
}

function ratingText({ t }: Call, { article, yes, no, notes }: Helpfulness, title = article): string {
  const shown = notes
    .slice(0, NOTES)
    .map((note) => `> ${escapeMarkdown(shorten(note.replace(/\s+/gu, ' '), NOTE_LENGTH))}`);
  return [
    `**${escapeMarkdown(title)}** · 👍 ${yes} · 👎 ${no}`,
    ...shown,
    ...(notes.length > NOTES ? [t('articles:gaps.moreNotes', { count: notes.length - NOTES })] : []),
  ].join('\n');
}
