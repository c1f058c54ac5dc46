import { type ContentItem, findContent } from '../../../src/communities/content/content.ts';
import { exportContent } from '../../../src/communities/content/transfer.ts';
import { listVersions } from '../../../src/communities/content/versions.ts';
import { defineButton } from '../../../src/discord/action.ts';
import type { Call } from '../../../src/discord/call.ts';
import { countParam, uuidParam } from '../../../src/discord/params.ts';
import { type Block, buttons, divider, toMe, update } from '../../../src/discord/reply.ts';
import { presentVersion, versionBlocks } from '../versions.ts';
import { scopeOf, titleOf } from './scope.ts';
import { restoreTemplate } from './write.ts';

const turnPage = defineButton({
  name: 'admin.template.history',
  access: 'moderator',
  params: { content: uuidParam, page: countParam },
  async run(call, { content, page }) {
    const item = await findContent(call.services.db, scopeOf(call), content);
    return item ? update(...(await presentHistory(call, item, page))) : update(call.t('templates:community.gone'));
  },
});

const showVersion = defineButton({
  name: 'admin.template.version',
  access: 'moderator',
  params: { content: uuidParam, version: countParam },
  async run(call, { content, version: wanted }) {
    const { t, services } = call;
    const item = await findContent(services.db, scopeOf(call), content);
    const versions = item ? await listVersions(services.db, scopeOf(call), content) : [];
    const version = versions.find(({ number }) => number === wanted);
    if (!item || !version) return toMe(t('templates:community.gone'));
    return presentVersion(call, item, version, restoreTemplate.with({ content, version: wanted }));
  },
});

/** All templates of the community as a file, to be kept or taken elsewhere. */
const exportTemplates = defineButton({
  name: 'admin.template.export',
  access: 'moderator',
  params: {},
  async run(call) {
    const { t, services, community } = call;
    const file = await exportContent(services.db, scopeOf(call));
    const name = `templates-${community?.id ?? ''}.json`;
    return toMe(
      t('templates:transfer.exported', { count: file.items.length, add: call.command('admin.template.add') }),
      {
        type: 'file',
        file: { name, data: `${JSON.stringify(file, null, 2)}\n` },
      },
    );
  },
});

export const historyActions = [turnPage, showVersion, exportTemplates];

/** A template's versions, newest first, each to be read and restored. */
export async function presentHistory(call: Call, item: ContentItem, wanted = 0): Promise<(string | Block)[]> {
  const { t, services } = call;
  const content = item.id;
  const versions = await listVersions(services.db, scopeOf(call), content);
  return [
    `## ${t('templates:history.title', { title: titleOf(item) })}`,
    ...(item.state === 'removed' ? [t('templates:history.removed')] : []),
    ...versionBlocks(call, versions, wanted, {
      turnTo: (page) => turnPage.with({ content, page }),
      show: (version) => showVersion.with({ content, version }),
    }),
    divider,
    buttons({ label: t('templates:transfer.export'), does: exportTemplates.with({}) }),
  ];
}
