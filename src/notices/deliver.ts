import { Temporal } from 'temporal-polyfill';
import type { DirectMessages, Held } from '../ports/direct-messages.ts';
import { nextDmInstant } from '../sheet/working-time.ts';
import {
  type ClaimContext,
  type ClaimedNotice,
  claimDue,
  claimPrivate,
  dropNotice,
  finishNotice,
  forgetAttempt,
  keepForAnswer,
  postpone,
  readClaimed,
  readRow,
  releaseClaims,
  releaseNotice,
} from './claim.ts';
import { noteClosed } from './consent.ts';
import type { Notice } from './notices.ts';
import { beginSending, findStandings, type Standing } from './standing.ts';

/** Discord recognises a nonce for "some minutes": after these, a repeated send could be a second message. */
const NONCE_MINUTES = 2;
/** Direct messages under way at once; those to one member come one after the other. */
const TOGETHER = 4;
/** Notices claimed and read together: fewer would ask the database more often, more would be ours for longer than it takes. */
const CLAIMED = 20;
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
 *
 * @returns when to go on, if Discord takes no direct messages at all until then: what is due is left as it is
 */
export async function deliverDue<C>(context: DeliveryContext<C>): Promise<Temporal.Instant | undefined> {
  const run: Run<C> = { ...context, heldUntil: undefined };
  while (!isOver(run)) {
    const claimed = await claimDue(context, CLAIMED);
    if (claimed.length === 0) break;
    await deliverClaimed(run, claimed);
  }
  return run.heldUntil;
}

interface Run<C> extends DeliveryContext<C> {
  /** Until when Discord takes no direct messages at all; undefined while it does. */
  heldUntil: Temporal.Instant | undefined;
}

function isOver<C>({ signal, heldUntil }: Run<C>): boolean {
  return signal?.aborted || heldUntil !== undefined;
}

/** Several members at once; what one of them gets comes one after the other. */
async function deliverClaimed<C>(context: Run<C>, claimed: readonly ClaimedNotice[]): Promise<void> {
  const read = await readAll(context, claimed);
  const persons = [...Map.groupBy(claimed, ({ personId }) => personId).values()];
  const left: ClaimedNotice[] = [];
  const work = async (): Promise<void> => {
    for (let those = persons.shift(); those; those = persons.shift()) {
      for (const one of those) {
        if (isOver(context)) left.push(one);
        else await deliverOne(context, one, read.get(one.id));
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: TOGETHER }, work));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  await releaseClaims(context.db, left);
}

/** A notice with all that says whether it may be sent. */
interface ReadNotice {
  readonly notice: Notice;
  readonly standing: Standing;
}

/** Reads what was claimed, together; what cannot be read so is left out, and read for itself. */
async function readAll<C>(
  context: DeliveryContext<C>,
  claimed: readonly ClaimedNotice[],
): Promise<ReadonlyMap<string, ReadNotice>> {
  try {
    const rows = await context.db.notice.findMany({ where: { id: { in: claimed.map(({ id }) => id) } } });
    const notices: Notice[] = [];
    for (const row of rows) {
      const notice = await readRow(context, row).catch(() => undefined);
      if (notice) notices.push(notice);
    }
    const standings = await findStandings(context, notices);
    const read = notices.map((notice) => withStanding(notice, standings));
    return new Map(read.flatMap((one) => (one ? [[one.notice.id, one]] : [])));
  } catch {
    return new Map();
  }
}

async function readOne<C>(context: DeliveryContext<C>, { id }: ClaimedNotice): Promise<ReadNotice | undefined> {
  const notice = await readClaimed(context, id);
  return notice && withStanding(notice, await findStandings(context, [notice]));
}

function withStanding(notice: Notice, standings: ReadonlyMap<string, Standing>): ReadNotice | undefined {
  const standing = standings.get(notice.id);
  return standing && { notice, standing };
}

/** @param together the notice as it was read with others; what has changed since, or was not read, is read anew */
async function deliverOne<C>(context: Run<C>, claimed: ClaimedNotice, together: ReadNotice | undefined): Promise<void> {
  try {
    if (together && (await deliver(context, claimed, together))) return;
    const read = await readOne(context, claimed);
    // Changed once more: it is looked at again when the lease is over.
    if (read) await deliver(context, claimed, read);
  } catch (error) {
    await setAside(context, claimed, error);
  }
}

/** @returns false if something has changed since it was read: nothing was sent */
async function deliver<C>(
  context: Run<C>,
  { leaseUntil: lease }: ClaimedNotice,
  { notice, standing }: ReadNotice,
): Promise<boolean> {
  const content = await prepare(context, notice, standing);
  if (content === undefined) return true;
  if (!(await beginSending(context, notice, { standing, lease }))) return false;
  await send(context, notice, content);
  return true;
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

/** What is to be sent now; undefined if nothing is, and then it is noted what becomes of the notice. */
async function prepare<C>(context: DeliveryContext<C>, notice: Notice, standing: Standing): Promise<C | undefined> {
  const { db, clock, directMessages } = context;
  const { id, personId, communityId, firstTriedAt } = notice;
  // It may have arrived. What waits for the next answer disturbs nobody; a second direct message would.
  const uncertain = firstTriedAt && minutesSince(firstTriedAt, clock.now()) >= NONCE_MINUTES;
  const willing = standing.optedIn && !standing.closed && !uncertain;
  const allowed = willing ? nextDmInstant(standing.window(), clock.now()) : undefined;
  if (!allowed) {
    await keepForAnswer(db, id);
    return undefined;
  }
  if (Temporal.Instant.compare(allowed, clock.now()) > 0) {
    await postpone(db, id, allowed);
    return undefined;
  }
  const membership = communityId ? await directMessages.membership(communityId, personId) : 'member';
  if (membership === 'unknown') return undefined; // tried again when the lease is over
  const content = membership === 'gone' ? undefined : await context.present(notice);
  if (content === undefined) await dropNotice(db, id);
  return content;
}

async function send<C>(context: Run<C>, notice: Notice, content: C): Promise<void> {
  const { db, directMessages } = context;
  const { id, personId, firstTriedAt } = notice;
  const result = await directMessages.send(personId, content, nonceOf(id));
  if (typeof result === 'object') return hold(context, notice, result);
  switch (result) {
    case 'sent':
      return finishNotice(context, id);
    case 'closed':
      await noteClosed(context, personId);
      return keepForAnswer(db, id);
    case 'unavailable':
      return firstTriedAt ? undefined : forgetAttempt(db, id);
    case 'uncertain':
      return undefined; // tried again with the same nonce when the lease is over
  }
}

/** Tried again as soon as Discord takes it; where it takes none from anybody, the others are not even tried. */
async function hold<C>(context: Run<C>, { id, firstTriedAt }: Notice, { retryAfter, everybody }: Held): Promise<void> {
  const until = context.clock.now().add({ milliseconds: Math.ceil(retryAfter) });
  if (everybody) context.heldUntil = until;
  if (!firstTriedAt) await forgetAttempt(context.db, id);
  await postpone(context.db, id, until);
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
