import { defineButton, defineSelect } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import {
  findIntroduction,
  type Introduction,
  introductionStep,
  postIntroduction,
  removeIntroduction,
} from '../../../src/introduction/introduction.ts';
import { type Block, type Button, buttons, divider, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { removeNow } from '../../../src/shares/list.ts';
import { messageLink } from '../../message-link.ts';
import { preflight } from '../preflight.ts';
import { channelHere } from '../settings/here.ts';
import { introductionControls } from './controls.ts';
import { introductionText } from './message.ts';

const moderator = { access: 'moderator' } as const;

/** The way to the introduction, from the settings and from the end of the set-up. */
export function introductionButton({ t }: Call): Button {
  return { label: t('introduction:button'), emoji: '📌', does: introductionControls.open.with({}) };
}

const open = defineButton({
  ...introductionControls.open,
  ...moderator,
  run: async (call) => toMe(...(await present(call, channelHere(call)))),
});

const pick = defineSelect({
  ...introductionControls.pick,
  ...moderator,
  // Ids that are not channels of this community did not come from the list.
  run: async (call, _params, { channels: [channel] }) =>
    update(...(await present(call, channel?.kind ? channel.id : channelHere(call)))),
});

const post = defineButton({
  ...introductionControls.post,
  ...moderator,
  defer: 'update', // sends a message first
  run: (call, { channel }) => place(call, channel),
});

/** Posts it again where it stands, in the words and the language of now. */
const bringUpToDate = defineButton({
  ...introductionControls.update,
  ...moderator,
  defer: 'update', // sends a message first
  async run(call) {
    const found = await findIntroduction(call.services.db, communityOf(call).id);
    if (found) return place(call, found.channelId);
    return update(call.t('introduction:nothing'), ...(await present(call, channelHere(call))));
  },
});

async function place(call: Call, channelId: string): Promise<Reply> {
  const { t, services, person } = call;
  const { id: communityId } = communityOf(call);
  if (!mayUse(call, channelId)) return update(t('setup:withheld.channel'), ...(await present(call, channelId)));
  if (problemsIn(call, channelId).length > 0) return update(...(await present(call, channelId)));
  const key = await postIntroduction(services, { communityId, actorId: person.id, channelId });
  if (key === undefined) return update(t('introduction:busy'), ...(await present(call, channelId)));
  await services.outbox.runNow(key);
  const posted = await findIntroduction(services.db, communityId);
  if (posted) await services.outbox.runNow(introductionStep('pin', posted.mark).key);
  // The one that it replaces is removed.
  services.outbox.nudge();
  const now = await findIntroduction(services.db, communityId);
  return update(sayPosted(call, now, channelId), ...(await present(call, channelId)));
}

function sayPosted(call: Call, posted: Introduction | undefined, channelId: string): string {
  const channel = `<#${channelId}>`;
  if (!posted?.messageId) return call.t('introduction:waits', { channel });
  const said = posted.pinned ? 'posted' : 'postedUnpinned';
  return call.t(`introduction:${said}`, { channel, link: linkTo(posted) });
}

const remove = defineButton({
  ...introductionControls.remove,
  ...moderator,
  defer: 'update', // removes a message first
  async run(call) {
    const { t, services, person } = call;
    const { id: communityId } = communityOf(call);
    const before = await findIntroduction(services.db, communityId);
    const gone = await removeIntroduction(services, { communityId, actorId: person.id });
    const left = before?.messageId ? await removeNow(services, [before.messageId]) : [];
    const said = left.length === 0 ? 'removed' : 'removesLater';
    return update(t(`introduction:${gone ? said : 'nothing'}`), ...(await present(call, channelHere(call))));
  },
});

/** A moderator makes the bot write only where they may write. */
const mayUse = (call: Call, channelId: string): boolean => call.manager || call.mayWrite(channelId);

const problemsIn = (call: Call, channelId: string) =>
  preflight(call, 'introduction', channelId).filter(({ works }) => !works);

/** What stands, what would be posted, what the bot lacks for it, and what can be done. */
async function present(call: Call, channelId: string | undefined): Promise<(string | Block)[]> {
  const { t, services, publicT, mention } = call;
  const found = await findIntroduction(services.db, communityOf(call).id);
  const problems = channelId === undefined ? [] : problemsIn(call, channelId);
  const placed = found?.messageId
    ? [
        t(`introduction:${found.pinned ? 'placed' : 'unpinned'}`, {
          channel: `<#${found.channelId}>`,
          link: linkTo(found),
        }),
      ]
    : [];
  const ready = channelId !== undefined && problems.length === 0;
  return [
    `## ${t('introduction:title')}`,
    ...placed,
    t('introduction:intro'),
    introductionText(publicT, mention),
    divider,
    ...problems.map(({ text }) => text),
    {
      type: 'channelSelect',
      select: {
        does: introductionControls.pick.with({}),
        prompt: t('introduction:pick'),
        kinds: ['text', 'announcement'],
        ...(channelId === undefined ? {} : { chosen: channelId }),
      },
    },
    ...actionsFor(call, found, ready ? channelId : undefined),
  ];
}

function actionsFor({ t }: Call, found: Introduction | undefined, channelId: string | undefined): Block[] {
  const list: Button[] = [
    ...(channelId
      ? [
          {
            label: t('introduction:post'),
            style: 'primary' as const,
            does: introductionControls.post.with({ channel: channelId }),
          },
        ]
      : []),
    ...(found?.messageId ? [{ label: t('introduction:update'), does: introductionControls.update.with({}) }] : []),
    ...(found ? [{ label: t('introduction:remove'), does: introductionControls.remove.with({}) }] : []),
  ];
  return list.length > 0 ? [buttons(...list)] : [];
}

const linkTo = ({ communityId, channelId, messageId }: Introduction): string =>
  messageLink(communityId, channelId, messageId ?? undefined);

export const INTRODUCTION_ACTIONS = [open, pick, post, bringUpToDate, remove];
