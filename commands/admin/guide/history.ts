import { type ContentItem, findContent } from '../../../src/communities/content/content.ts';
import { listVersions } from '../../../src/communities/content/versions.ts';
import { defineButton } from '../../../src/discord/action.ts';
import type { Call } from '../../../src/discord/call.ts';
import { defineCommand } from '../../../src/discord/command.ts';
import { escapeMarkdown } from '../../../src/discord/markdown.ts';
import { countParam, uuidParam } from '../../../src/discord/params.ts';
import { type Block, toMe, update } from '../../../src/discord/reply.ts';
import { presentVersion, versionBlocks } from '../versions.ts';
import { EVER, findTarget, scopeOf, suggestArticle, titleOf } from './scope.ts';
import { restoreArticle } from './write.ts';

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
  async run(call, { content, version: wanted }) {
    const { t, services } = call;
    const item = await findContent(services.db, scopeOf(call), content);
    const versions = item ? await listVersions(services.db, scopeOf(call), content) : [];
    const version = versions.find(({ number }) => number === wanted);
    if (!item || !version) return toMe(t('articles:gone'));
    return presentVersion(call, item, version, restoreArticle.with({ content, version: wanted }));
  },
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
  const content = item.id;
  const versions = await listVersions(services.db, scopeOf(call), content);
  return [
    `## ${t('articles:history.title', { title: titleOf(item) })}`,
    ...(item.state === 'published' ? [] : [t(`articles:history.${item.state}`)]),
    ...versionBlocks(call, versions, wanted, {
      turnTo: (page) => turnPage.with({ content, page }),
      show: (version) => showVersion.with({ content, version }),
    }),
  ];
}
