import { Temporal } from 'temporal-polyfill';
import { DEFAULTS, findSettings } from '../../communities/settings.ts';
import type { DirectMessages } from '../../direct-messages.ts';
import { nextDmInstant } from '../dm-hours.ts';
import { findDmWindow } from '../find-dm-window.ts';
import {
  type ClaimContext,
  type ClaimedNotice,
  claimDue,
  claimPrivate,
  dropNotice,
  finishNotice,
  keepForAnswer,
  noteAttempt,
  postpone,
  readClaimed,
  releaseNotice,
} from './claim.ts';
import { areClosed, hasOptedIn, noteClosed } from './consent.ts';
import type { Notice } from './notices.ts';

/** Discord recognises a nonce for "some minutes": after these, a repeated send could be a second message. */
const NONCE_MINUTES = 2;
/** Direct messages under way at once; those to one member come one after the other. */
const TOGETHER = 4;
/** As many as one private answer brings along. */
const AT_ONCE = 3;

export interface DeliveryContext<C> extends ClaimContext {
  readonly directMessages: DirectMessages<C>;
  /** What a notice says; undefined when there is nothing to say any more. */
  readonly present: (notice: Notice) => Promise<C | undefined>;
  /** Told of a bug: the notice is tried again in an hour, and the others are delivered. */
  readonly onError: (error: unknown, notice: { readonly kind: string }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Delivers what is due. A direct message goes only to a member who opted in to its kind, is still in the community where
 * they did, and only in their hours; everything else waits, silently, for their next private answer.
 */
export async function deliverDue<C>(context: DeliveryContext<C>): Promise<void> {
  const busy = new Set<string>();
  let claiming: Promise<ClaimedNotice | undefined> = Promise.resolve(undefined);
  const claimNext = (): Promise<ClaimedNotice | undefined> => {
    claiming = claiming
      .catch(() => undefined)
      .then(async () => {
        const claimed = await claimDue(context, [...busy]);
        if (claimed) busy.add(claimed.personId);
        return claimed;
      });
    return claiming;
  };
  const work = async (): Promise<void> => {
    while (!context.signal?.aborted) {
      const claimed = await claimNext();
      if (!claimed) return;
      await deliverClaimed(context, claimed);
      busy.delete(claimed.personId);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: TOGETHER }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function deliverClaimed<C>(context: DeliveryContext<C>, claimed: ClaimedNotice): Promise<void> {
  try {
    const notice = await readClaimed(context, claimed.id);
    if (notice) await deliver(context, notice);
  } catch (error) {
    await setAside(context, claimed, error);
  }
}

/** A notice that cannot be read or said: tried again in an hour, after all others. */
async function setAside<C>(
  { db, clock, onError }: Pick<DeliveryContext<C>, 'db' | 'clock' | 'onError'>,
  claimed: ClaimedNotice,
  error: unknown,
): Promise<void> {
  onError(error, claimed);
  await postpone(db, claimed.id, clock.now().add({ hours: 1 }));
}

async function deliver<C>(context: DeliveryContext<C>, notice: Notice): Promise<void> {
  const { db, clock, directMessages } = context;
  const { id, personId, communityId, firstTriedAt } = notice;
  if (!(await hasOptedIn(db, notice)) || (await areClosed(db, personId))) return keepForAnswer(db, id);
  // It may have arrived. What waits for the next answer disturbs nobody; a second direct message would.
  if (firstTriedAt && minutesSince(firstTriedAt, clock.now()) >= NONCE_MINUTES) return keepForAnswer(db, id);
  const allowed = await nextTime(context, notice);
  if (!allowed) return keepForAnswer(db, id);
  if (Temporal.Instant.compare(allowed, clock.now()) > 0) return postpone(db, id, allowed);

  const membership = communityId ? await directMessages.membership(communityId, personId) : 'member';
  if (membership === 'gone') return dropNotice(db, id);
  if (membership === 'unknown') return; // tried again when the lease is over
  const content = await context.present(notice);
  if (content === undefined) return dropNotice(db, id);
  if (!firstTriedAt) await noteAttempt(db, id, clock.now());
  switch (await directMessages.send(personId, content, nonceOf(id))) {
    case 'sent':
      return finishNotice(context, id);
    case 'closed':
      await noteClosed(context, personId);
      return keepForAnswer(db, id);
    case 'unavailable':
      return firstTriedAt ? undefined : noteAttempt(db, id, undefined);
    case 'uncertain':
      return undefined; // tried again with the same nonce when the lease is over
  }
}

/** When a direct message to this member is next allowed, by their hours and days off; undefined: not within a year. */
async function nextTime<C>(context: DeliveryContext<C>, notice: Notice): Promise<Temporal.Instant | undefined> {
  const { db, clock } = context;
  const community = notice.communityId ? await findSettings(db, notice.communityId) : undefined;
  const window = await findDmWindow(context, notice.personId, community?.zone ?? DEFAULTS.zone[notice.locale]);
  return nextDmInstant(window, clock.now());
}

/** A notice that is being shown with a private answer. */
export interface Owed<C> {
  readonly content: C;
  /** It was shown: never again. */
  delivered(): Promise<void>;
  /** It could not be shown: the next private answer tries again. */
  failed(): Promise<void>;
}

/** What the member is to be shown with the private answer at hand. */
export async function takeOwed<C>(
  context: ClaimContext & Pick<DeliveryContext<C>, 'present' | 'onError'>,
  personId: string,
): Promise<Owed<C>[]> {
  const owed: Owed<C>[] = [];
  for (const claimed of await claimPrivate(context, personId, AT_ONCE)) {
    const { id } = claimed;
    try {
      const notice = await readClaimed(context, id);
      const content = notice && (await context.present(notice));
      if (content === undefined) await dropNotice(context.db, id);
      else
        owed.push({
          content,
          delivered: () => finishNotice(context, id),
          failed: () => releaseNotice(context.db, id),
        });
    } catch (error) {
      await setAside(context, claimed, error);
    }
  }
  return owed;
}

/** The same at every attempt: 22 characters of base64url. */
function nonceOf(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

function minutesSince(start: Date, now: Temporal.Instant): number {
  return (now.epochMilliseconds - start.getTime()) / 60_000;
}
