import { type Call, communityOf } from '../../src/dialogue/call.ts';
import {
  CHECKIN_PERMISSIONS,
  INTRODUCTION_PERMISSIONS,
  MODERATOR_CHANNEL_PERMISSIONS,
  missingPermissions,
  WANTED_PERMISSIONS,
} from '../../src/ports/permissions.ts';

const NEEDED = {
  checkin: CHECKIN_PERMISSIONS,
  moderators: MODERATOR_CHANNEL_PERMISSIONS,
  introduction: INTRODUCTION_PERMISSIONS,
} as const;

/** One finding: whether it works, and as text, with the remedy if it does not. */
export interface Finding {
  readonly works: boolean;
  readonly text: string;
}

/** Whether the bot has the permissions it needs in a channel, as known from the gateway: no request. */
export function preflight(call: Call, use: keyof typeof NEEDED, channelId: string): Finding[] {
  const { t, services } = call;
  const facts = services.guilds.channel(communityOf(call).id, channelId);
  const channel = `<#${channelId}>`;
  if (facts.presence === 'unavailable') return [bad(t('setup:preflight.unavailable', { channel }))];
  if (facts.presence === 'missing') return [bad(t(`setup:preflight.gone.${use}`))];
  const missing = facts.granted === undefined ? [] : missingPermissions(facts.granted, NEEDED[use]);
  if (missing.length === 0)
    return [
      { works: true, text: `✅ ${t(`setup:preflight.works.${use}`, { channel })}` },
      ...(use === 'checkin' && facts.granted !== undefined ? sayWanted(call, facts.granted, channel) : []),
    ];
  // If the channel is not visible, nothing else is known about it.
  const told = missing.includes('ViewChannel') ? (['ViewChannel'] as const) : missing;
  return told.map((name) => {
    const what = use === 'introduction' && name === 'ReadMessageHistory' ? 'history' : name;
    const cannot = t(`setup:preflight.cannot.${what}`, { channel });
    return bad(t('setup:preflight.give', { cannot, permission: t(`admin:permissions.${name}`) }));
  });
}

/** Permissions that a check-in works without, but is better with. */
function sayWanted({ t }: Call, granted: bigint, channel: string): Finding[] {
  return missingPermissions(granted, WANTED_PERMISSIONS).map((name) => {
    const cannot = t(`setup:preflight.cannot.${name}`, { channel });
    return {
      works: true,
      text: `ℹ️ ${t('setup:preflight.give', { cannot, permission: t(`admin:permissions.${name}`) })}`,
    };
  });
}

function bad(text: string): Finding {
  return { works: false, text: `⚠️ ${text}` };
}
