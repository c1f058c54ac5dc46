import type { MessageContent } from '../../src/discord/reply.ts';
import { buttons } from '../../src/discord/reply.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import { openLog } from '../violation/log.ts';

/** The weekly post, in the community's language. Its button opens the form for an entry of this check-in. */
export function checkinPost(t: Translate, checkinId: string): MessageContent {
  return {
    blocks: [
      { type: 'text', text: `## ${t('checkins:post.title')}\n${t('checkins:post.body')}` },
      buttons({
        label: t('checkins:post.log'),
        style: 'primary',
        does: openLog.with({ kind: undefined, checkin: checkinId }),
      }),
    ],
  };
}
