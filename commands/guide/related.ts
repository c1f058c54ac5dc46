import type { Call } from '../../src/dialogue/call.ts';
import type { Article } from '../../src/guide/article.ts';
import type { Guide } from '../../src/guide/articles.ts';
import type { Reference } from '../../src/guide/render/runs.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { templateControls } from '../template/controls.ts';

/** Maximum buttons in a row; more are shown as a list. */
const ROW = 5;
/** Characters of a button's label that a phone shows. */
const LABEL = 38;

interface Related {
  readonly guide: Guide;
  readonly article: Article;
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

/** Links from an article's page: first those in its text, then those of its front matter. Each once, and never itself. */
export function presentRelated(call: Call, related: Related): Block[] {
  const { t } = call;
  const targets = targetsOf(related);
  const toArticles = targets.map(
    (target): Button => ({
      label: shorten(target.label, LABEL),
      emoji: '📖',
      does: related.showLink(target),
    }),
  );
  const options = targets.slice(0, LIMITS.options).map(({ slug, section, label }) => ({
    value: section === undefined ? slug : `${slug}#${section}`,
    label,
  }));
  const toTemplates = templatesOf(call, related);
  return [
    ...(targets.length > ROW
      ? [{ type: 'select', select: { does: related.follow, prompt: t('guide:read.related'), options } } as const]
      : row(toArticles)),
    ...row(toTemplates),
  ];
}

function row(list: readonly Button[]): Block[] {
  return list.length > 0 ? [buttons(...list)] : [];
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

function templatesOf({ services, person }: Call, { article, references }: Related): Button[] {
  const named = references.flatMap((reference) => (reference.type === 'template' ? [reference.id] : []));
  const ids = [...new Set([...named, ...article.templates])];
  return ids
    .flatMap((id) => services.templates[person.locale].find(id) ?? [])
    .slice(0, ROW)
    .map(({ id, title }) => ({ label: shorten(title, LABEL), emoji: '✉️', does: templateControls.open.with({ id }) }));
}
