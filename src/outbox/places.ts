import type { Temporal } from 'temporal-polyfill';
import type { OutboxStep } from '../database/generated/client.ts';
import type { ChannelStanding, FindResult, Messenger, Search } from '../ports/messenger.ts';
import { readProblem, type StepProblem } from './steps.ts';

/** Minutes until an outage of Discord is checked again. */
const UNAVAILABLE_MINUTES = 1;
/** Minutes until it is checked again whether moderators have acted. */
const BLOCKED_MINUTES = 5;

interface Later {
  readonly type: 'later';
  readonly at: Temporal.Instant;
  readonly problem: StepProblem;
}

/** "Not yet" for a guild in an outage, which is waited out; undefined if there is none. */
export function waitOut(standing: ChannelStanding, now: Temporal.Instant): Later | undefined {
  if (standing.state !== 'unavailable') return undefined;
  return { type: 'later', at: now.add({ minutes: UNAVAILABLE_MINUTES }), problem: 'unavailable' };
}

/**
 * The preflight, which costs no request: a guild in an outage is "not yet"; a step that waits for a moderator keeps waiting
 * while the gateway still reports that the channel is gone or inaccessible to the bot.
 *
 * @param needed permissions without which it is inaccessible; all that a check-in needs by default
 */
export function waitFor(
  standing: ChannelStanding,
  step: OutboxStep,
  now: Temporal.Instant,
  needed?: readonly string[],
): Later | undefined {
  const outage = waitOut(standing, now);
  if (outage) return outage;
  const problem = readProblem(step.problem);
  const closed = standing.state === 'ready' && standing.lacks.some((right) => needed?.includes(right) ?? true);
  const still = (problem === 'missing' && standing.state === 'missing') || (problem === 'forbidden' && closed);
  return still && problem ? { type: 'later', at: now.add({ minutes: BLOCKED_MINUTES }), problem } : undefined;
}

/** Searches a channel or a forum for a message that may have been sent there; in a deleted channel, the message is gone too. */
export async function searchFor(
  messenger: Messenger,
  { communityId, channelId }: { readonly communityId: string; readonly channelId: string },
  wanted: Search,
): Promise<FindResult> {
  const standing = messenger.look(communityId, channelId);
  if (standing.state === 'unavailable') return { type: 'unavailable' };
  if (standing.state === 'ready' && standing.lacks.includes('ReadMessageHistory')) return { type: 'unreadable' };
  return standing.state === 'ready' && standing.kind === 'forum'
    ? messenger.findPost(communityId, channelId, wanted)
    : messenger.find(channelId, wanted);
}
