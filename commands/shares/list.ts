import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { timestamp } from '../../src/messages/markdown.ts';
import { type Block, type Button, toMe, update } from '../../src/messages/reply.ts';
import { listShared, removeNow, type Shared, takeBack } from '../../src/shares/list.ts';
import { messageLink } from '../message-link.ts';
import { pageOf, turningBlocks } from '../pages.ts';
import { shareControls } from './controls.ts';

/** Entries on a page: with their buttons they fill a phone's screen. */
const ON_PAGE = 5;

/** Lists what the person shares in channels, each with the way to take it back. */
export const openShared = defineButton({
  ...shareControls.list,
  access: 'everyone',
  run: async (call) => toMe(...(await presentShared(call, 0))),
});

export const turnShared = defineButton({
  ...shareControls.page,
  access: 'everyone',
  reads: true,
  run: async (call, { page }) => update(...(await presentShared(call, page))),
});

/** Takes one thing back, and says whether its message is gone already. */
export const takeBackOne = defineButton({
  ...shareControls.takeBackOne,
  access: 'everyone',
  defer: 'update', // removes a message first
  async run(call, { source, id, page }) {
    const { t, services, person } = call;
    const taken = await takeBack(services, person.id, { source, id }, (shared) => reaches(call, shared));
    const shown = () => presentShared(call, page);
    if (taken === undefined) return update(t('shares:gone'), ...(await shown()));
    if (taken === 'unreachable') return update(t('shares:fromThere'), ...(await shown()));
    const left = await removeNow(services, [taken.messageId]);
    const said = left.length === 0 ? t('shares:takenOne') : t('shares:waits', { link: linkTo(taken) });
    return update(said, ...(await shown()));
  },
});

async function presentShared(call: Call, wanted: number): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const all = await listShared(services.db, person.id);
  if (all.length === 0) return [t('shares:nothing')];
  const { shown, ...place } = pageOf(all, wanted, ON_PAGE);
  return [
    `## ${t('shares:title')}`,
    ...shown.map(
      (shared): Block => ({ type: 'section', text: sayShared(call, shared), button: way(call, shared, place.page) }),
    ),
    ...turningBlocks(call, place, (page) => shareControls.page.with({ page })),
  ];
}

function sayShared({ t }: Call, shared: Shared): string {
  return t('shares:entry', {
    what: t(`shares:what.${shared.what}`),
    link: linkTo(shared),
    when: timestamp(shared.sharedAt, 'f'),
  });
}

/** Where the bot is no member, only the button under the message itself can remove it. */
function way(call: Call, shared: Shared, page: number): Button {
  const { source, id } = shared;
  if (!reaches(call, shared)) return { label: call.t('shares:open'), opens: linkTo(shared) };
  return { label: call.t('shares:takeBack'), emoji: '↩️', does: shareControls.takeBackOne.with({ source, id, page }) };
}

/** Whether the bot is a member where something stands, so that it can remove it from afar. */
export const reaches = ({ services }: Call, { communityId }: Shared): boolean =>
  communityId !== undefined && services.guilds.name(communityId) !== undefined;

/** The URL of a shared message. */
export const linkTo = ({ guildId, channelId, messageId }: Shared): string =>
  messageLink(guildId ?? '@me', channelId, messageId);
