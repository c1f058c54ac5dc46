import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import type { Article } from '../../src/guide/article.ts';
import type { Guide, GuidePart } from '../../src/guide/articles.ts';
import { type ArticleReading, resetReading, whereToGoOn } from '../../src/guide/reading/progress.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, toMe, update } from '../../src/messages/reply.ts';
import { pageOf, turningPages } from '../pages.ts';
import { showLink } from './article-page.ts';
import { guideControls } from './controls.ts';
import { guideFor, partName, readingOf } from './here.ts';

/** Articles per page: with one line each they fit a message, and one of Discord's lists. A community may have 200. */
const PAGE_SIZE = 12;
/** Maximum characters of summaries; with more, they are omitted. */
const SUMMARIES_LENGTH = 3300;

export const showContents = defineButton({
  ...guideControls.contents,
  reads: true,
  access: 'everyone',
  run: async (call, { part, page }) => update(...(await presentContents(call, part, page))),
});

export const choosePart = defineSelect({
  ...guideControls.choosePart,
  reads: true,
  access: 'everyone',
  run: async (call, _params, { values: [part] }) => update(...(await presentContents(call, part))),
});

export const askToReset = defineButton({
  ...guideControls.reset,
  access: 'everyone',
  run: ({ t }) =>
    toMe(
      t('guide:browse.resetAsk'),
      buttons(
        { label: t('guide:browse.resetConfirm'), style: 'danger', does: guideControls.resetNow.with({}) },
        { label: t('guide:browse.resetKeep'), does: guideControls.contents.with({ part: undefined, page: 0 }) },
      ),
    ),
});

export const resetProgress = defineButton({
  ...guideControls.resetNow,
  access: 'everyone',
  async run({ t, services, person }) {
    await resetReading(services.db, person.id);
    return update(t('guide:browse.resetDone'));
  },
});

export const guideBrowse = defineCommand({
  key: 'guide.browse',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [showContents, choosePart, askToReset, resetProgress],
  run: async (call) => toMe(...(await presentContents(call, undefined))),
});

/** The articles of a part; all parts if it does not exist. */
async function presentContents(call: Call, wanted: string | undefined, page = 0): Promise<(string | Block)[]> {
  const guide = await guideFor(call);
  const reading = await readingOf(call);
  const part = guide.parts.find(({ id }) => id === wanted);
  return part ? presentPart(call, guide, part, { reading, wantedPage: page }) : presentParts(call, guide, reading);
}

const articlesOf = ({ overview, articles }: GuidePart) => (overview ? [overview, ...articles] : articles);

function presentParts(call: Call, guide: Guide, reading: ArticleReading): (string | Block)[] {
  const { t } = call;
  const total = guide.articles.size;
  const read = countRead([...guide.articles.values()], reading);
  const lines = guide.parts.map((part) => {
    const articles = articlesOf(part);
    const counts = t('guide:browse.part', { count: articles.length, read: countRead(articles, reading) });
    return `**${partName(call, part.id)}**\n${counts}`;
  });
  const options = guide.parts.map(({ id }) => ({ value: id, label: partName(call, id) }));
  return [
    `# ${t('guide:browse.title')}`,
    t(read === total ? 'guide:browse.allRead' : 'guide:browse.progress', { read, total }),
    lines.join('\n\n'),
    {
      type: 'select',
      select: { does: guideControls.choosePart.with({}), prompt: t('guide:browse.choosePart'), options },
    },
    buttons(...goOn(call, guide, reading), ...reset(call, reading)),
  ];
}

/** Where the person would continue reading: the beginning for a new reader. */
function goOn({ t }: Call, { articles }: Guide, reading: ArticleReading): Button[] {
  const order = [...articles.keys()];
  const begun = reading.recent.some(({ article }) => articles.has(article));
  const place = begun ? whereToGoOn(order, reading) : { article: order[0] ?? '', page: 0 };
  const article = place && articles.get(place.article);
  if (!place || !article) return [];
  const label = begun ? t('guide:browse.continue', { title: article.title }) : t('guide:browse.start');
  return [
    {
      label: shorten(label, LIMITS.buttonLabel),
      style: 'primary',
      does: showLink({ slug: article.slug, page: place.page }),
    },
  ];
}

function reset({ t }: Call, { recent }: ArticleReading): Button[] {
  return recent.length > 0 ? [{ label: t('guide:browse.reset'), does: guideControls.reset.with({}) }] : [];
}

function presentPart(
  call: Call,
  { parts }: Guide,
  part: GuidePart,
  { reading, wantedPage }: { readonly reading: ArticleReading; readonly wantedPage: number },
): (string | Block)[] {
  const { t } = call;
  const articles = articlesOf(part);
  const at = parts.indexOf(part);
  const { shown, ...place } = pageOf(articles, wantedPage, PAGE_SIZE);
  const names = shown.map(({ slug, title }) => `${reading.read.has(slug) ? '✅' : '▫️'} **${escapeMarkdown(title)}**`);
  const whole = shown.map(({ summary }, at) => `${names[at]}\n${escapeMarkdown(summary)}`).join('\n\n');
  const options = shown.map(({ slug, title }) => ({ value: slug, label: title }));
  const turn = (to: GuidePart | undefined, label: string): Button[] =>
    to ? [{ label, does: guideControls.contents.with({ part: to.id, page: 0 }) }] : [];
  return [
    `# ${partName(call, part.id)}`,
    t('guide:browse.part', { count: articles.length, read: countRead(articles, reading) }),
    whole.length > SUMMARIES_LENGTH ? names.join('\n') : whole,
    {
      type: 'select',
      select: { does: guideControls.follow.with({}), prompt: t('guide:browse.chooseArticle'), options },
    },
    ...turningPages(call, place, (page) => guideControls.contents.with({ part: part.id, page })),
    `-# ${t('guide:browse.position', { position: at + 1, total: parts.length })}`,
    buttons(...turn(parts[at - 1], t('common:previous')), ...turn(parts[at + 1], t('common:next')), {
      label: t('guide:browse.allParts'),
      does: guideControls.contents.with({ part: undefined, page: 0 }),
    }),
  ];
}

function countRead(articles: readonly Article[], { read }: ArticleReading): number {
  return articles.filter(({ slug }) => read.has(slug)).length;
}
