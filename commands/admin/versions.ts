import type { ContentItem } from '../../src/communities/content/content.ts';
import type { ContentVersion } from '../../src/communities/content/versions.ts';
import type { Call } from '../../src/discord/call.ts';
import type { CustomId } from '../../src/discord/ids.ts';
import { codeBlock, timestamp } from '../../src/discord/markdown.ts';
import { type Block, buttons, type Reply, toMe } from '../../src/discord/reply.ts';
import { pageOf, turningBlocks } from '../pages.ts';

/** Versions a page: each is a text with a button. */
const PAGE_SIZE = 8;
/** The longest text that is shown in the message; a longer one comes as a file. */
const SHOWN = 3000;

/** The versions of an article or a template, newest first, each with a button that shows it. */
export function versionBlocks(
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
export function presentVersion(call: Call, item: ContentItem, version: ContentVersion, restore: CustomId): Reply {
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
