import { Temporal } from 'temporal-polyfill';
import { noteUsage } from '../../src/communities/usage.ts';
import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { ifReachable } from '../../src/dialogue/reach.ts';
import type { Article } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { noteOpened } from '../../src/guide/reading/progress.ts';
import { pageOfSection, pageOfWord, type Rendered } from '../../src/guide/render/render.ts';
import { renderLong } from '../../src/guide/render/render-aside.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { LIMITS } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, forMany, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { openTemplateNamed } from '../template/open.ts';
import { type ArticleWay, carried, guideControls, readTemplateRef } from './controls.ts';
import { discussButton } from './discuss.ts';
import { goneText, localGuide, partName, readingOf } from './here.ts';
import { rateButtons } from './rate.ts';
import { presentOwnMessage, presentRelated } from './related.ts';
import { shareButton } from './share.ts';
import { weekThemeButton } from './week-theme.ts';

/** The displayed part of an article: a section or the whole, and its page, from 0. */
export interface View {
  readonly slug: string;
  readonly section?: string | undefined;
  readonly page?: number;
  /** Number of words before the passage found: its page is shown. */
  readonly words?: number | undefined;
}

/** Shows another page, section or article in place of the button's message. */
export const showPage = defineButton({
  ...guideControls.showPage,
  reads: true,
  access: 'everyone',
  run: showInPlace,
});

/** The value for the whole article in the list of its sections; a section's id is never a hyphen. */
const WHOLE = '-';

/** Shows a section, or the whole article again. */
export const chooseSection = defineSelect({
  ...guideControls.chooseSection,
  reads: true,
  access: 'everyone',
  run: (call, { slug }, { values: [chosen] }) =>
    showInPlace(call, { slug, section: chosen === WHOLE ? undefined : chosen }),
});

/** Opens the chosen item of a list: its value is `slug`, `slug#section`, or names a ready-made message. */
export const followLink = defineSelect({
  ...guideControls.follow,
  reads: true,
  access: 'everyone',
  run(call, _params, { values: [ref = ''] }) {
    const template = readTemplateRef(ref);
    if (template !== undefined) return openTemplateNamed(call, template);
    const [slug = '', section] = ref.split('#');
    return showInPlace(call, { slug, section });
  },
});

/** The id of a button that shows a view. */
export function showLink({ slug, section, page = 0 }: View, way: ArticleWay = 'link'): CustomId {
  return guideControls.showPage.with({ slug, section: carried(slug, section), page, way });
}

async function showInPlace(call: Call, view: View): Promise<Reply> {
  const blocks = await presentArticle(call, view);
  return blocks ? update(...blocks) : toMe(goneText(call));
}

/**
 * An article for reading: its text one page at a time, then links. Records that the person opened it.
 * @returns undefined if there is no such article; for an unknown section or page, the article's beginning
 */
export async function presentArticle(call: Call, view: View): Promise<(string | Block)[] | undefined> {
  const { services, person, community } = call;
  const { guide, answers } = await localGuide(call);
  const article = guide.articles.get(view.slug);
  if (!article) return undefined;
  const whole = await renderLong(article.body);
  const wanted = article.sections.find(({ id }) => id === view.section);
  // A section whose id is too long for its buttons is shown at its place in the whole.
  const section = wanted && carried(article.slug, wanted.id) ? wanted : undefined;
  const rendered = section ? await renderLong(section.body) : whole;
  const last = rendered.pages.length - 1;
  const page = Math.min(
    view.page ?? firstPage(rendered, { wanted: wanted?.id, section: section?.id, words: view.words }),
    last,
  );
  const opened = {
    article: article.slug,
    page: section ? pageOfSection(whole, section.id) : page,
    atEnd: !section && page === last,
  };
  await ifReachable(call, () => noteOpened(services, person.id, opened));
  if (community) {
    const part = section ? `${article.slug}#${section.id}` : article.slug;
    const used = { what: 'read', part } as const;
    await ifReachable(call, () => noteUsage(services, { communityId: community.id, personId: person.id }, used));
  }
  // Whether they may share it, or make it a theme, is all that the page itself shows of a person.
  const place = `${call.mayPost} ${call.moderator} ${page} ${section?.id ?? ''} ${article.slug}`;
  const { above, below } = answers.recallAt('page', place, () =>
    presentPage(call, { guide, article, section, page, rendered }),
  );
  return [...above, `-# ${await whereabouts(call, guide, article)}`, ...below];
}

interface Page {
  readonly guide: Guide;
  readonly article: Article;
  readonly section: Article['sections'][number] | undefined;
  readonly page: number;
  readonly rendered: Rendered;
}

/** What everybody is shown of a page, above and below the line that says how far the person is. */
function presentPage(call: Call, { guide, article, section, page, rendered }: Page) {
  const isLast = page === rendered.pages.length - 1;
  const shown = rendered.pages[page] ?? rendered.pages[0];
  const related = {
    guide,
    article,
    section: section?.id,
    references: shown.references,
    follow: guideControls.follow.with({}),
    showLink,
  };
  const above = [
    titleOf(article, section, page),
    shown.text,
    ...pageButtons(call, { slug: article.slug, section: section?.id, page }, rendered),
    ...(isLast ? [...(section ? [] : discussionOf(call, article)), ...sourcesOf(call, article)] : []),
  ];
  // Until the end of a text, the next page is the way on: what judges it or leads elsewhere comes after it.
  const below = [
    ...(isLast ? presentRelated(call, related) : presentOwnMessage(call, related)),
    ...sectionSelect(call, article, section?.id),
    buttons(...(isLast ? neighbours(guide, article, call) : []), ...tellOthers(call, article, section?.id)),
    ...weekTheme(call, article),
    ...(isLast ? [`-# ${call.t('guide:rate.question')}`, rateButtons(call, article.slug)] : []),
  ];
  return { above: forMany(above), below: forMany(below) };
}

/** The article's title, large only where it begins: further on, the heading of what is read is more to the point. */
function titleOf({ title }: Article, section: Page['section'], page: number): string {
  if (section) return `-# ${escapeMarkdown(title)}\n## ${escapeMarkdown(section.heading)}`;
  return `${page === 0 ? '#' : '-#'} ${escapeMarkdown(title)}`;
}

/** The question that the article has for the community; below its last page. */
function discussionOf({ t }: Call, { discuss }: Article): string[] {
  return discuss ? [t('guide:read.discuss', { question: escapeMarkdown(discuss.question) })] : [];
}

/** Characters for the list of sources, addresses included: the page has its own. */
const SOURCES_LENGTH = 900;

/** Where the article's law can be read, and when somebody last did; below its last page. */
function sourcesOf({ t, person }: Call, { sources }: Article): string[] {
  const [first] = sources.map(({ checked }) => checked).sort();
  if (first === undefined) return [];
  let list = '';
  for (const { name, url } of sources) {
    const longer = `${list}${list && ', '}[${escapeMarkdown(name)}](<${url}>)`;
    if (longer.length <= SOURCES_LENGTH) list = longer;
  }
  const checked = formatDay(Temporal.PlainDate.from(first), person.locale);
  return [`-# ${t('guide:read.sources', { checked, sources: list })}`];
}

/** The page that a view opens on: with the passage found, or with the beginning of a section shown within the whole. */
function firstPage(
  rendered: Rendered,
  { wanted, section, words }: { wanted: string | undefined; section: string | undefined; words: number | undefined },
): number {
  if (wanted !== section) return pageOfSection(rendered, wanted);
  return words === undefined ? 0 : pageOfWord(rendered, words);
}

/** The article's position in its part, and how much of the whole guide the person has read. */
async function whereabouts(call: Call, { articles }: Guide, { slug, part }: Article): Promise<string> {
  const order = [...articles.values()];
  const neighbours = order.filter((each) => each.part === part);
  const { read } = await readingOf(call);
  return call.t('guide:read.where', {
    part: partName(call, part),
    position: neighbours.findIndex((each) => each.slug === slug) + 1,
    total: neighbours.length,
    read: order.filter((each) => read.has(each.slug)).length,
    all: order.length,
  });
}

function pageButtons({ t }: Call, view: View & { readonly page: number }, { pages }: Rendered): Block[] {
  if (pages.length === 1) return [];
  const turn = (to: number, label: string, emoji: string) => ({
    label,
    emoji,
    does: showLink({ ...view, page: Math.max(0, to) }, 'page'),
    disabled: to < 0 || to >= pages.length,
  });
  return [
    { type: 'text', text: `-# ${t('guide:read.page', { page: view.page + 1, pages: pages.length })}` },
    buttons(turn(view.page - 1, t('guide:read.previousPage'), '◀️'), turn(view.page + 1, t('guide:read.nextPage'), '▶️')),
  ];
}

function sectionSelect({ t }: Call, { slug, sections }: Article, chosen: string | undefined): Block[] {
  if (sections.length === 0) return [];
  const options = [
    { value: WHOLE, label: t('guide:read.whole'), chosen: chosen === undefined },
    ...sections.map(({ id, heading }) => ({ value: id, label: heading, chosen: id === chosen })),
  ];
  const select = {
    does: guideControls.chooseSection.with({ slug }),
    prompt: t('guide:read.sections'),
    options: options.slice(0, LIMITS.options),
  };
  return [{ type: 'select', select }];
}

/** Makes the article the theme of the next check-in. */
function weekTheme(call: Call, article: Article): Block[] {
  const list = weekThemeButton(call, article);
  return list.length === 0 ? [] : [buttons(...list)];
}

/** Links to the articles before and after this one. */
function neighbours({ articles }: Guide, { slug }: Article, { t }: Call): Button[] {
  const order = [...articles.keys()];
  const at = order.indexOf(slug);
  const to = (other: string | undefined, way: ArticleWay, label: string, emoji: string) => ({
    label,
    emoji,
    does: showLink({ slug: other ?? slug }, way),
    disabled: other === undefined,
  });
  return [
    to(order[at - 1], 'before', t('guide:read.previous'), '⬅️'),
    to(order[at + 1], 'after', t('guide:read.next'), '➡️'),
  ];
}

/** The contents, and what tells others of the article: on a phone, the first two fit beside each other. */
function tellOthers(call: Call, article: Article, section: string | undefined): Button[] {
  const contents = guideControls.contents.with({ part: article.part, page: 0 });
  return [
    { label: call.t('guide:read.contents'), emoji: '📚', does: contents },
    ...discussButton(call, article),
    ...shareButton(call, article.slug, section),
  ];
}
