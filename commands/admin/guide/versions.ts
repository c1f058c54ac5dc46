import type { Call } from '../../../src/dialogue/call.ts';
import type { ContentItem } from '../../../src/library/content.ts';
import { type Button, buttons } from '../../../src/messages/reply.ts';
import { openLink } from '../../guide/controls.ts';
import { defineVersions } from '../content/versions.ts';
import { articleVersionControls } from './controls.ts';
import { scopeOf, titleOf } from './scope.ts';

/** An article's versions; also those of a removed one. */
export const articleVersions = defineVersions({
  controls: articleVersionControls,
  scopeOf,
  gone: ({ t }) => t('articles:gone'),
  above: ({ t }, item) => [
    `## ${t('articles:history.title', { title: titleOf(item) })}`,
    ...(item.state === 'published' ? [] : [t(`articles:history.${item.state}`)]),
  ],
  restored: (call, item, from) => [
    call.t('articles:history.restored', { title: titleOf(item), version: item.version, from }),
    buttons(readButton(call, item)),
  ],
});

/** Opens an article of the community as its readers see it. */
export function readButton({ t }: Call, { slug }: ContentItem): Button {
  return { label: t('articles:read'), emoji: '📖', does: openLink(slug) };
}
