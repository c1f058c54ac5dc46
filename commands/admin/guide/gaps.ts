import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { choice, defineCommand } from '../../../src/dialogue/command.ts';
import type { Cluster } from '../../../src/guide/gaps/clusters.ts';
import { findToldGap, type Gap, readGaps, settleGap } from '../../../src/guide/gaps/gaps.ts';
import { type Helpfulness, readHelpfulness } from '../../../src/guide/gaps/helpfulness.ts';
import { findClusters } from '../../../src/guide/gaps/report.ts';
import { search } from '../../../src/guide/search/search.ts';
import { shorten } from '../../../src/messages/limits.ts';
import { escapeMarkdown, quote } from '../../../src/messages/markdown.ts';
import { type Block, buttons, openForm, toMe, update } from '../../../src/messages/reply.ts';
import { guideFor, sectionName } from '../../guide/here.ts';
import { fitting } from '../../guide/no-answer.ts';
import { pageOf, turningBlocks } from '../../pages.ts';
import { articleControls, GAP_VIEWS } from './controls.ts';
import { articleForm } from './form.ts';

type View = (typeof GAP_VIEWS)[number];
/** Entries per page: each a text with at most two buttons. */
const PAGE_SIZE = 6;
/** Maximum notes shown of an article, and maximum characters of each. */
const NOTES = 5;
const NOTE_LENGTH = 80;

const turnPage = defineButton({
  ...articleControls.turnGaps,
  access: 'moderator',
  defer: 'update', // a quarter's questions take a moment to group
  run: async (call, { view, page }) => update(...(await present(call, view, page))),
});

/** The same list as a new answer, for a button elsewhere. */
export const openGaps = defineButton({
  ...articleControls.openGaps,
  access: 'moderator',
  defer: 'me',
  run: async (call) => toMe(...(await present(call, 'questions', 0))),
});

/** Opens the form for a new article about a question. */
const draftArticle = defineButton({
  ...articleControls.fillGap,
  access: 'moderator',
  async run(call, { words, gap }) {
    const { id, locale } = communityOf(call);
    const query = gap === undefined ? undefined : await findToldGap(call.services, id, gap);
    const asked = query ?? words;
    if (asked === undefined) return toMe(call.t('articles:gaps.gone'));
    const submits = articleControls.write.with({ content: undefined, version: undefined, slug: undefined, locale });
    const title = asked.charAt(0).toUpperCase() + asked.slice(1);
    const start = { title, summary: '', keywords: words?.split(', ') ?? [], questions: query ? [query] : [], text: '' };
    return openForm(articleForm(call, submits, start));
  },
});

/** Marks a question as settled: somebody answered it, or it does not belong in the guide. */
const settle = defineButton({
  ...articleControls.settleGap,
  access: 'moderator',
  defer: 'update',
  async run(call, { gap, page }) {
    // The first press was right, too: the list is shown in its current state.
    await settleGap(call.services, communityOf(call).id, gap);
    return update(...(await present(call, 'questions', page)));
  },
});

/** Searches without results, and articles that do not help. Names nobody, and omits small numbers. */
export const adminGuideGaps = defineCommand({
  key: 'admin.guide.gaps',
  access: 'moderator',
  contexts: 'guild',
  options: { what: choice({ values: GAP_VIEWS, label: (t, view) => t(`articles:gaps.views.${view}`) }) },
  actions: [turnPage, openGaps, draftArticle, settle],
  defer: 'me',
  run: async (call, { what = 'questions' }) => toMe(...(await present(call, what, 0))),
});

async function present(call: Call, view: View, wanted: number): Promise<(string | Block)[]> {
  const { t } = call;
  const entries = view === 'questions' ? await readQuestions(call) : await ratingBlocks(call);
  const { shown, ...place } = pageOf(entries, wanted, PAGE_SIZE);
  return [
    `## ${t(`articles:gaps.titles.${view}`)}`,
    ...(entries.length === 0 ? [t(`articles:gaps.none.${view}`)] : []),
    ...(await Promise.all(shown.map((entry) => entry(place.page)))).flat(),
    ...turningBlocks(call, place, (page) => articleControls.turnGaps.with({ view, page })),
    `-# ${t(`articles:gaps.rules.${view}`)}`,
  ];
}

/** Makes the blocks of an entry, for its page. */
type Entry = (page: number) => Block[] | Promise<Block[]>;

async function readQuestions(call: Call): Promise<Entry[]> {
  const { id } = communityOf(call);
  const told = await readGaps(call.services, id, true);
  return [
    ...(await findClusters(call.services, id)).map((cluster) => () => [clusterBlock(call, cluster)]),
    ...told.map((gap) => (page: number) => toldBlocks(call, gap, page)),
  ];
}

function clusterBlock({ t }: Call, { words, people, nothing, unhelpful }: Cluster): Block {
  const text = shorten(words.join(', '), 200);
  return {
    type: 'section',
    text: `**${escapeMarkdown(text)}**\n${t('articles:gaps.people', { count: people })} · ${t('articles:gaps.reasons', { nothing, unhelpful })}`,
    button: {
      label: t('articles:gaps.draft'),
      does: articleControls.fillGap.with({ words: fitting(words.join(', ')) || undefined, gap: undefined }),
    },
  };
}

async function toldBlocks(call: Call, gap: Gap, page: number): Promise<Block[]> {
  const { t } = call;
  const { id, query, reason } = gap;
  const found = await answerNow(call, gap);
  const lines = [
    quote(escapeMarkdown(query)),
    `-# ${t(`articles:gaps.told.${reason}`)}`,
    ...(found === undefined ? [] : [t('articles:gaps.answered', { title: escapeMarkdown(found) })]),
  ];
  return [
    { type: 'text', text: lines.join('\n') },
    buttons(
      { label: t('articles:gaps.draft'), does: articleControls.fillGap.with({ words: undefined, gap: id }) },
      { label: t('articles:gaps.settle'), does: articleControls.settleGap.with({ gap: id, page }) },
    ),
  ];
}

/** The current result of a question that had none, e.g. because an article was written for it. */
async function answerNow(call: Call, { query, locale, reason }: Gap): Promise<string | undefined> {
  if (reason !== 'nothing') return undefined;
  const { sources } = await call.services.communityGuides.find(communityOf(call).id, locale);
  const { confidence, results } = search(sources, query, 1);
  return confidence === 'confident' && results[0] ? sectionName(results[0].document) : undefined;
}

async function ratingBlocks(call: Call): Promise<Entry[]> {
  const { articles } = await guideFor(call);
  const rated = await readHelpfulness(call.services, communityOf(call).id);
  return rated.map((one) => () => [{ type: 'text', text: ratingText(call, one, articles.get(one.article)?.title) }]);
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
