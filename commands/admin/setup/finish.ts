import { findUpcoming } from '../../../src/checkins/upcoming.ts';
import { completeSetUp, findSettings } from '../../../src/communities/settings.ts';
import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { timestamp } from '../../../src/messages/markdown.ts';
import { buttons, panel, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { isHoliday } from '../../../src/time/holidays.ts';
import { GREEN } from '../../colours.ts';
import { introductionButton } from '../introduction/introduction.ts';
import type { Finding } from '../preflight.ts';
import { readStored } from '../settings/change.ts';
import { showSettingsPage } from '../settings/show.ts';
import { findings } from './check-page.ts';
import { setupControls } from './controls.ts';

const tryOut = defineButton({
  ...setupControls.tryOut,
  access: 'moderator',
  defer: 'update', // sends a message first
  run: async (call) => {
    const settings = await readStored(call);
    const { works, text } = await tryPost(call, settings.checkinChannelId);
    // If a warning was shown, it stays visible until the problem is solved, or the moderator finishes anyway.
    if (works && findings(call, settings).every((finding) => finding.works)) return complete(call, text);
    return update(
      ...(await showSettingsPage(call, { page: 'check', way: 'setup' }, settings, [panel(undefined, text)])),
    );
  },
});

const handbook = defineButton({
  ...setupControls.handbook,
  access: 'moderator',
  run: ({ t, services, person }) => {
    const file = { name: t('setup:check.handbookFile'), data: services.handbooks[person.locale] };
    return toMe(t('setup:check.handbookHere'), { type: 'file', file });
  },
});

const finish = defineButton({ ...setupControls.finish, access: 'moderator', run: (call) => complete(call) });

/** Actions of the last step: try and finish, read, or finish without a trial. */
export const FINISH_ACTIONS = [tryOut, handbook, finish];

/** Posts a message and removes it: if that works, the check-in works too. */
async function tryPost(call: Call, channelId: string | null): Promise<Finding> {
  const { t, publicT, services, interactionId } = call;
  const bad = (text: string): Finding => ({ works: false, text: `⚠️ ${text}` });
  if (channelId === null) return bad(t('setup:check.noChannel'));
  const channel = `<#${channelId}>`;
  // A forum accepts only posts, and a post would stay in everyone's list of new ones.
  const standing = services.messenger.look(communityOf(call).id, channelId);
  if (standing.state === 'ready' && standing.kind === 'forum')
    return { works: true, text: `ℹ️ ${t('setup:check.sent.forum', { channel })}` };
  const content = { blocks: [{ type: 'text', text: publicT('setup:check.testPost') }] } as const;
  const sent = await services.messenger.send(channelId, content, `t${interactionId}`);
  // It is not a thread, so it cannot be a locked one; other refusals depend on the channel, or are temporary.
  const told = { locked: 'forbidden', refused: 'unavailable' } as const;
  const reason = sent.ok ? 'unavailable' : sent.reason;
  const refused = reason === 'locked' || reason === 'refused' ? told[reason] : reason;
  if (!sent.ok) return bad(t(`setup:check.sent.${refused}`, { channel }));
  const gone = await services.messenger.remove(channelId, sent.messageId);
  if (!gone.ok) return bad(t('setup:check.sent.stays', { channel }));
  return { works: true, text: `✅ ${t('setup:check.sent.ok', { channel })}` };
}

/** @param tried the result of a trial */
async function complete(call: Call, tried?: string): Promise<Reply> {
  const { t, services, command } = call;
  const { id } = communityOf(call);
  await completeSetUp(services, id);
  const settings = await findSettings(services.db, id);
  const [next] = settings ? await findUpcoming({ ...services, isHoliday }, settings, 1) : [];
  const when = next ? timestamp(next.at, 'F') : '';
  const checkin =
    settings?.checkinChannelId && next
      ? t('setup:done.checkin', { when, channel: `<#${settings.checkinChannelId}>` })
      : t('setup:done.noCheckin', { setup: command('admin.setup') });
  const role = settings?.moderatorRoleId;
  return update(
    panel(
      GREEN,
      `## ${t('setup:done.title')}`,
      ...(tried ? [tried] : []),
      checkin,
      [
        `- ${t('setup:done.post', { command: command('admin.checkin.post') })}`,
        `- ${t('setup:done.settings', { command: command('admin.settings') })}`,
        `- ${t('setup:done.health', { command: command('admin.health') })}`,
        `- ${t('setup:done.audit', { command: command('admin.audit') })}`,
      ].join('\n'),
      ...(role ? [t('setup:moderators.integrations', { role: `<@&${role}>` })] : []),
    ),
    buttons(introductionButton(call)),
  );
}
