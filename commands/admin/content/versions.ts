import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { type ContentItem, findContent } from '../../../src/library/content.ts';
import { type ContentVersion, listVersions, restoreVersion } from '../../../src/library/versions.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { codeBlock, timestamp } from '../../../src/messages/markdown.ts';
import { type Block, buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { pageOf, turningBlocks } from '../../pages.ts';
import type { ContentDialogue } from './content.ts';

/** Versions per page: each is a text with a button. */
const PAGE_SIZE = 8;
/** Maximum characters of a text in the message; a longer one is attached as a file. */
const SHOWN = 3000;

/** Additions to the history of a kind. */
interface VersionsMore {
  below?(call: Call): Block[];
  /** Blocks below the message that an earlier version was restored. */
  restored?(call: Call, item: ContentItem): Block[];
}

/** The history of an article or a template: paging, showing and restoring versions. */
export function defineVersions(content: ContentDialogue, more: VersionsMore = {}) {
  const { controls, say } = content;
  /** Saves an earlier version's text as the newest. */
  const restore = defineButton({
    ...controls.restore,
    access: 'moderator',
    async run(call, { content: id, version: from }) {
      const { services, person } = call;
      const which = { number: from, authorId: person.id };
      const item = await restoreVersion(services, content.scope(call), id, which);
      if (!item) return update(say(call, 'gone'));
      const said = { title: content.title(item), version: item.version, from };
      return update(say(call, 'history.restored', said), ...(more.restored?.(call, item) ?? []));
    },
  });
  const show = defineButton({
    ...controls.showVersion,
    reads: true,
    access: 'moderator',
    async run(call, { content: id, version: wanted }) {
      const { db } = call.services;
      const scope = content.scope(call);
      const item = await findContent(db, scope, id);
      const versions = item ? await listVersions(db, scope, id) : [];
      const version = versions.find(({ number }) => number === wanted);
      if (!item || !version) return toMe(say(call, 'gone'));
      return presentVersion(call, item, version, controls.restore.with({ content: id, version: wanted }));
    },
  });
  const turnPage = defineButton({
    ...controls.turnVersions,
    reads: true,
    access: 'moderator',
    async run(call, { content: id, page }) {
      const item = await findContent(call.services.db, content.scope(call), id);
      return update(...(item ? await present(call, item, page) : [say(call, 'gone')]));
    },
  });
  /** The versions, newest first, each with buttons to read and restore it. */
  async function present(call: Call, item: ContentItem, page = 0): Promise<(string | Block)[]> {
    const { id } = item;
    const versions = await listVersions(call.services.db, content.scope(call), id);
    return [
      `## ${say(call, 'history.title', { title: content.title(item) })}`,
      ...(item.state === 'published' ? [] : [say(call, `history.${item.state}`)]),
      ...versionBlocks(call, versions, page, {
        turnTo: (to) => controls.turnVersions.with({ content: id, page: to }),
        show: (version) => controls.showVersion.with({ content: id, version }),
      }),
      ...(more.below?.(call) ?? []),
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

/** One version's text, and (except for the current one) a button to restore it. */
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
  // The author's data may have been erased; the version still belongs to the community.
  return authorId
    ? t('common:versions.version', { version: number, when, author: `<@${authorId}>` })
    : t('common:versions.versionOfNobody', { version: number, when });
}
