import type { Call } from '../../src/dialogue/call.ts';
import type { Article } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { templateFor } from '../../src/guide/reading/advice.ts';
import type { Reference } from '../../src/guide/render/runs.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { templateRef } from './controls.ts';
import { partName } from './here.ts';
import { messageButton } from './message-button.ts';

/** Maximum links shown as buttons: a phone shows one in a row, and below them the text is out of sight. */
const MOST_BUTTONS = 3;
/** Characters of a button's label that a phone shows. */
const LABEL = 38;

interface Related {
  readonly guide: Guide;
  readonly article: Article;
  /** Of the section shown; undefined for the whole article. */
  readonly section: string | undefined;
  /** Links in the page's own text. */
  readonly references: readonly Reference[];
  /** Id of the list of what is not a button; its values are `slug`, `slug#section` or those of {@link templateRef}. */
  readonly follow: CustomId;
  readonly showLink: (to: Target) => CustomId;
}

interface Target {
  readonly slug: string;
  readonly section: string | undefined;
  readonly label: string;
}

/** A link, as a button and as an option of a list. */
interface Link {
  readonly button: Button;
  readonly value: string;
  readonly label: string;
  /** What it leads to, for the list. */
  readonly caption: string;
}

/**
 * Links from an article's page: the shown section's own message (the article's first one for the whole), then the articles named in
 * the text and in the front matter, then the other messages; each once, and never the article itself. What is more than a few
 * buttons is in one list, whose options say what they lead to.
 */
export function presentRelated(call: Call, related: Related): Block[] {
  const [own, ...templates] = templateLinks(call, related);
  const links = [...(own ? [own] : []), ...articleLinks(call, related), ...templates];
  const shown = links.slice(0, MOST_BUTTONS);
  const rest = links.slice(MOST_BUTTONS, MOST_BUTTONS + LIMITS.options);
  if (shown.length === 0) return [];
  return [
    buttons(...shown.map(({ button }) => button)),
    ...(rest.length > 0 ? [selectOf(call, related.follow, rest)] : []),
  ];
}

/** The message that fits the shown text best, alone: for a page that is to be turned rather than left. */
export function presentOwnMessage(call: Call, related: Related): Block[] {
  const [own] = templateLinks(call, related);
  return own ? [buttons(own.button)] : [];
}

function selectOf({ t }: Call, does: CustomId, links: readonly Link[]): Block {
  const options = links.map(({ value, label, caption }) => ({ value, label, description: caption }));
  return { type: 'select', select: { does, prompt: t('guide:read.more'), options } };
}

function articleLinks(call: Call, related: Related): Link[] {
  return targetsOf(related).map((target) => {
    const { slug, section, label } = target;
    const article = related.guide.articles.get(slug);
    const caption = section === undefined ? partName(call, article?.part ?? '') : (article?.title ?? '');
    return {
      button: { label: shorten(label, LABEL), emoji: '📖', does: related.showLink(target) },
      value: section === undefined ? slug : `${slug}#${section}`,
      label,
      caption: section === undefined ? call.t('guide:read.article', { part: caption }) : caption,
    };
  });
}

function templateLinks({ t, services, person }: Call, related: Related): Link[] {
  const templates = templateIdsOf(related).flatMap((id) => services.templates[person.locale].find(id) ?? []);
  return templates.map((template) => ({
    button: messageButton(template, shorten(template.title, LABEL)),
    value: templateRef(template.id),
    label: template.title,
    caption: t(template.isChecklist ? 'guide:read.checklist' : 'guide:read.message'),
  }));
}

function targetsOf({ guide, article, references, showLink }: Related): Target[] {
  const named = references.flatMap((reference) => (reference.type === 'article' ? [reference] : []));
  const listed = article.related.map((ref) => {
    const [slug = '', section] = ref.split('#');
    return { slug, section };
  });
  const targets = new Map<string, Target>();
  for (const { slug, section: id } of [...named, ...listed]) {
    const other = guide.articles.get(slug);
    const section = other?.sections.find((each) => each.id === id);
    if (!other || (slug === article.slug && !section)) continue;
    const target = { slug, section: section?.id, label: section?.heading ?? other.title };
    // By id: two with the same destination are one.
    targets.set(showLink(target), targets.get(showLink(target)) ?? target);
  }
  return [...targets.values()];
}

function templateIdsOf({ article, section, references }: Related): string[] {
  const own = section === undefined ? undefined : templateFor(article, section);
  const named = references.flatMap((reference) => (reference.type === 'template' ? [reference.id] : []));
  return [...new Set([...(own === undefined ? [] : [own]), ...named, ...article.templates])];
}
