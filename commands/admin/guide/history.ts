import { type ContentItem, findContent } from '../../../src/communities/content/content.ts';
import { type ContentVersion, listVersions } from '../../../src/communities/content/versions.ts';
import { defineButton } from '../../../src/discord/action.ts';
import type { Call } from '../../../src/discord/call.ts';
import { defineCommand } from '../../../src/discord/command.ts';
import { codeBlock, escapeMarkdown } from '../../../src/discord/markdown.ts';
import { countParam, uuidParam } from '../../../src/discord/params.ts';
import { type Block, buttons, type Reply, toMe, update } from '../../../src/discord/reply.ts';
import { EVER, findTarget, scopeOf, suggestArticle, titleOf } from './scope.ts';
import { restoreArticle } from './write.ts';

/** Versions a page: each is a text with a button. */
const PAGE_SIZE = 8;
/** The longest text that is shown in the message; a longer one comes as a file. */
const SHOWN = 3000;

const turnPage = defineButton({
  name: 'admin.guide.history',
  access: 'moderator',
  params: { content: uuidParam, page: countParam },
  async run(call, { content, page }) {
    const item = await findContent(call.services.db, scopeOf(call), content);
    return item ? update(...(await presentHistory(call, item, page))) : update(call.t('articles:gone'));
  },
});

const showVersion = defineButton({
  name: 'admin.guide.version',
  access: 'moderator',
  params: { content: uuidParam, version: countParam },
  run: presentVersion,
});

/** An article's versions, newest first, each to be read and restored; also those of a removed one. */
export const adminGuideHistory = defineCommand({
  key: 'admin.guide.history',
  access: 'moderator',
  contexts: 'guild',
  options: { article: { type: 'text', required: true, maxLength: 100, suggest: suggestArticle(EVER) } },
  actions: [turnPage, showVersion],
  async run(call, { article: typed }) {
    const { t } = call;
    const target = await findTarget(call, typed, EVER);
    if (!target) return toMe(t('articles:unknown', { article: escapeMarkdown(typed) }));
    if (target.type === 'guide')
      return toMe(t('articles:history.ofGuide', { title: escapeMarkdown(target.article.title) }));
    return toMe(...(await presentHistory(call, target.item)));
  },
});

async function presentHistory(call: Call, item: ContentItem, wanted = 0): Promise<(string | Block)[]> {
  const { t, services } = call;
  const versions = await listVersions(services.db, scopeOf(call), item.id);
  const pages = Math.max(1, Math.ceil(versions.length / PAGE_SIZE));
  const page = Math.min(wanted, pages - 1);
  const turn = (to: number, label: string) => ({
    label,
    does: turnPage.with({ content: item.id, page: Math.max(0, to) }),
    disabled: to < 0 || to >= pages,
  });
  return [
    `## ${t('articles:history.title', { title: titleOf(item) })}`,
    ...(item.state === 'published' ? [] : [t(`articles:history.${item.state}`)]),
    ...versions.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map(
      (version): Block => ({
        type: 'section',
        text: versionLine(call, version),
        button: {
          label: t('articles:history.show'),
          does: showVersion.with({ content: item.id, version: version.number }),
        },
      }),
    ),
    ...(pages > 1
      ? [
          t('common:page', { page: page + 1, pages }),
          buttons(turn(page - 1, t('common:previous')), turn(page + 1, t('common:next'))),
        ]
      : []),
  ];
}

/** One version's text, and (but for the one that counts) the way back to it. */
async function presentVersion(
  call: Call,
  { content, version: wanted }: { readonly content: string; readonly version: number },
): Promise<Reply> {
  const { t, services } = call;
  const item = await findContent(services.db, scopeOf(call), content);
  const versions = item ? await listVersions(services.db, scopeOf(call), content) : [];
  const version = versions.find(({ number }) => number === wanted);
  if (!item || !version) return toMe(t('articles:gone'));
  const isCurrent = version.number === item.version && item.state === 'published';
  return toMe(
    versionLine(call, version),
    version.text.length > SHOWN
      ? { type: 'file', file: { name: `${item.slug}-${version.number}.md`, data: version.text } }
      : codeBlock(version.text.trim()),
    ...(isCurrent
      ? []
      : [
          buttons({
            label: t('articles:history.restore', { version: version.number }),
            style: 'primary',
            does: restoreArticle.with({ content, version: version.number }),
          }),
        ]),
  );
}

function versionLine({ t }: Call, { number, authorId, createdAt }: ContentVersion): string {
  const when = `<t:${Math.floor(createdAt.getTime() / 1000)}:f>`;
  // The author's data may have been erased; the version stays the community's.
  return authorId
    ? t('articles:history.version', { version: number, when, author: `<@${authorId}>` })
    : t('articles:history.versionOfNobody', { version: number, when });
}
