import type { Call } from '../../src/dialogue/call.ts';
import type { Article } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { templateFor } from '../../src/guide/reading/advice.ts';
import type { Reference } from '../../src/guide/render/runs.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { templateControls } from '../template/controls.ts';
import { messageButton } from './message-button.ts';

/** Maximum buttons of a kind; more are shown as a list, since a phone's screen holds few. */
const MOST_BUTTONS = { articles: 3, templates: 2 } as const;
/** Characters of a button's label that a phone shows. */
const LABEL = 38;

interface Related {
  readonly guide: Guide;
  readonly article: Article;
  /** Of the section shown; undefined for the whole article. */
  readonly section: string | undefined;
  /** Links in the page's own text. */
  readonly references: readonly Reference[];
  /** Id of the list of articles; its values are `slug` or `slug#section`. */
  readonly follow: CustomId;
  readonly showLink: (to: Target) => CustomId;
}

interface Target {
  readonly slug: string;
  readonly section: string | undefined;
  readonly label: string;
}

/**
 * Links from an article's page: messages, the shown section's own first, then articles; of each those in its text before those of
 * its front matter, each once, and never itself.
 */
export function presentRelated(call: Call, related: Related): Block[] {
  return [...presentTemplates(call, related), ...presentArticles(call, related)];
}

function presentArticles({ t }: Call, related: Related): Block[] {
  const targets = targetsOf(related);
  if (targets.length > MOST_BUTTONS.articles) {
    const options = targets.slice(0, LIMITS.options).map(({ slug, section, label }) => ({
      value: section === undefined ? slug : `${slug}#${section}`,
      label,
    }));
    return [{ type: 'select', select: { does: related.follow, prompt: t('guide:read.related'), options } }];
  }
  const toArticles = targets.map(
    (target): Button => ({
      label: shorten(target.label, LABEL),
      emoji: '📖',
      does: related.showLink(target),
    }),
  );
  return captioned(t('guide:read.related'), toArticles);
}

function presentTemplates({ t, services, person }: Call, related: Related): Block[] {
  const templates = templateIdsOf(related).flatMap((id) => services.templates[person.locale].find(id) ?? []);
  const shown = templates.slice(0, MOST_BUTTONS.templates);
  const rest = templates.slice(MOST_BUTTONS.templates, MOST_BUTTONS.templates + LIMITS.options);
  const toTemplates = shown.map((template) => messageButton(template, shorten(template.title, LABEL)));
  const options = rest.map(({ id, title }) => ({ value: id, label: title }));
  const select = { does: templateControls.pick.with({}), prompt: t('guide:read.moreTemplates'), options };
  return [
    ...captioned(t('guide:read.templates'), toTemplates),
    ...(rest.length > 0 ? [{ type: 'select', select } as const] : []),
  ];
}

function captioned(caption: string, list: readonly Button[]): Block[] {
  return list.length > 0 ? [{ type: 'text', text: `-# ${caption}` }, buttons(...list)] : [];
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
