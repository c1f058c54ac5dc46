import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { type ContentItem, type ContentScope, findContent } from '../../../src/library/content.ts';
import { type ContentVersion, listVersions, restoreVersion } from '../../../src/library/versions.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { codeBlock, timestamp } from '../../../src/messages/markdown.ts';
import { type Block, buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { pageOf, turningBlocks } from '../../pages.ts';
import type { versionControls } from './controls.ts';

/** Versions a page: each is a text with a button. */
const PAGE_SIZE = 8;
/** The longest text that is shown in the message; a longer one comes as a file. */
const SHOWN = 3000;

/** What tells the history of articles from that of templates. */
export interface VersionsOf {
  readonly controls: ReturnType<typeof versionControls>;
  scopeOf(call: Call): ContentScope;
  gone(call: Call): string;
  /** What stands above and below the versions. */
  above(call: Call, item: ContentItem): string[];
  below?(call: Call): Block[];
  /** What is said once an earlier version is the newest again. */
  restored(call: Call, item: ContentItem, from: number): (string | Block)[];
}

/** The buttons by which the versions of an article or a template are turned over, shown and restored. */
export function defineVersions({ controls, scopeOf, gone, above, below, restored }: VersionsOf) {
  /** Saves an earlier version's text as the newest. */
  const restore = defineButton({
    ...controls.restore,
    access: 'moderator',
    async run(call, { content, version }) {
      const { services, person } = call;
      const item = await restoreVersion(services, scopeOf(call), content, { number: version, authorId: person.id });
      return update(...(item ? restored(call, item, version) : [gone(call)]));
    },
  });
  const show = defineButton({
    ...controls.show,
    reads: true,
    access: 'moderator',
    async run(call, { content, version: wanted }) {
      const { db } = call.services;
      const item = await findContent(db, scopeOf(call), content);
      const versions = item ? await listVersions(db, scopeOf(call), content) : [];
      const version = versions.find(({ number }) => number === wanted);
      if (!item || !version) return toMe(gone(call));
      return presentVersion(call, item, version, controls.restore.with({ content, version: wanted }));
    },
  });
  const turnPage = defineButton({
    ...controls.turnPage,
    reads: true,
    access: 'moderator',
    async run(call, { content, page }) {
      const item = await findContent(call.services.db, scopeOf(call), content);
      return item ? update(...(await present(call, item, page))) : update(gone(call));
    },
  });
  /** The versions, newest first, each to be read and restored. */
  async function present(call: Call, item: ContentItem, page = 0): Promise<(string | Block)[]> {
    const content = item.id;
    const versions = await listVersions(call.services.db, scopeOf(call), content);
    return [
      ...above(call, item),
      ...versionBlocks(call, versions, page, {
        turnTo: (to) => controls.turnPage.with({ content, page: to }),
        show: (version) => controls.show.with({ content, version }),
      }),
      ...(below?.(call) ?? []),
    ];
  }
  return { restore, present, actions: [turnPage, show] };
}

function versionBlocks(
  call: Call,
  versions: readonly ContentVersion[],
  wanted: number,
  controls: { readonly turnTo: (page: number) => CustomId; readonly show: (version: number) => CustomId },
): (string | Block)[] {
  const { t } = call;
  const { shown, ...place } = pageOf(versions, wanted, PAGE_SIZE);
  return [
    ...shown.map(
      (version): Block => ({
        type: 'section',
        text: versionLine(call, version),
        button: { label: t('common:versions.show'), does: controls.show(version.number) },
      }),
    ),
    ...turningBlocks(call, place, controls.turnTo),
  ];
}

/** One version's text, and (but for the one that counts) the way back to it. */
function presentVersion(call: Call, item: ContentItem, version: ContentVersion, restore: CustomId): Reply {
  const { t } = call;
  const isCurrent = version.number === item.version && item.state === 'published';
  const label = t('common:versions.restore', { version: version.number });
  return toMe(
    versionLine(call, version),
    version.text.length > SHOWN
      ? { type: 'file', file: { name: `${item.slug}-${version.number}.md`, data: version.text } }
      : codeBlock(version.text.trim()),
    ...(isCurrent ? [] : [buttons({ label, style: 'primary', does: restore })]),
  );
}

function versionLine({ t }: Call, { number, authorId, createdAt }: ContentVersion): string {
  const when = timestamp(createdAt, 'f');
  // The author's data may have been erased; the version stays the community's.
  return authorId
    ? t('common:versions.version', { version: number, when, author: `<@${authorId}>` })
    : t('common:versions.versionOfNobody', { version: number, when });
}
