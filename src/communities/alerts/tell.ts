import { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../database/client.ts';
import { defineStep } from '../../outbox/define-step.ts';
import { searchFor, waitFor } from '../../outbox/places.ts';
import type { StepDefinition } from '../../outbox/step-definition.ts';
import type { NewStep } from '../../outbox/steps.ts';
import type { Marked, Messenger } from '../../ports/messenger.ts';
import { MODERATOR_CHANNEL_PERMISSIONS } from '../../ports/permissions.ts';
import { dateAt, instantOf } from '../../time/calendar.ts';
import { findSettings } from '../settings.ts';
import { type Alert, toAlert } from './alerts.ts';
import { PASSING } from './kinds.ts';
import { ALERT_STEP, tellingStep } from './telling.ts';

/** Minutes until it is checked again whether moderators have a channel. */
const NO_CHANNEL_MINUTES = 15;
/** Days for which an untold past event is shown in /admin health. */
const REMEMBERED_DAYS = 14;

/** Makes the messages to moderators, in their community's language. */
export interface AlertComposer {
  raised(alert: Alert, telling: string, locale: 'pl' | 'en'): Marked;
  resolved(alert: Alert, telling: string, locale: 'pl' | 'en'): Marked;
}

export interface TellContext {
  readonly db: Db;
  readonly messenger: Messenger;
  readonly composer: AlertComposer;
}

type Row = Awaited<ReturnType<Db['alert']['findFirstOrThrow']>>;

interface Telling {
  readonly row: Row;
  readonly telling: string;
  /** The moderators' channel; undefined if they have none. */
  readonly channelId: string | undefined;
  readonly message: Marked;
  /** Whether the message is no longer needed. */
  readonly over: boolean;
  readonly now: Temporal.Instant;
}

/** Tells moderators, in their channel, of a problem, or that it is solved. */
export function alertStep({ db, messenger, composer }: TellContext): StepDefinition {
  return defineStep<Telling>({
    kind: ALERT_STEP,
    async prepare(step, now) {
      const telling = step.subjectId;
      const row = telling && (await db.alert.findUnique({ where: { telling } }));
      if (!row || !telling) return { type: 'cancelled' };
      const settings = await findSettings(db, row.communityId);
      const channelId = settings?.moderatorChannelId;
      const over = isOver(row, now);
      const locale = settings?.locale ?? 'en';
      const message = composer[isRaised(row) ? 'raised' : 'resolved'](toAlert(row), telling, locale);
      const work = { row, telling, channelId, message, over, now };
      if (over) return { type: 'expired', work };
      // /admin health shows it meanwhile.
      if (!channelId) return { type: 'later', at: now.add({ minutes: NO_CHANNEL_MINUTES }) };
      const standing = messenger.look(row.communityId, channelId);
      return waitFor(standing, step, now, MODERATOR_CHANNEL_PERMISSIONS) ?? { type: 'ready', work };
    },
    withoutNonce: ({ row, channelId }) => row.triedIn !== null && row.triedIn !== channelId,
    // The place in which an earlier attempt may have sent it, even if another one is configured by now.
    async find({ row: { communityId, triedIn }, channelId = '', message: { mark } }, since) {
      const place = triedIn ?? channelId;
      return place === ''
        ? { type: 'absent' }
        : searchFor(messenger, { communityId, channelId: place }, { mark, since });
    },
    async send({ row, telling, channelId = '', message }, nonce) {
      // Stored before it is sent: after a crash, the search must know where.
      if (row.triedIn !== channelId) await db.alert.updateMany({ where: { telling }, data: { triedIn: channelId } });
      return messenger.send(channelId, message.content, nonce);
    },
    record: noteTold,
    // It cannot be searched for, and never is better than twice. /admin health shows it.
    uncertain: (tx, work) => (work.over ? forget(tx, work) : noteTold(tx, work)),
    expire: forget,
    // Moderators are not told, and /admin health continues to show it.
    broken: async (tx, { subjectId: telling }) => {
      if (!telling) return;
      await tx.alert.deleteMany({ where: { telling, resolvedAt: { not: null } } });
      await tx.alert.updateMany({ where: { telling }, data: { telling: null } });
    },
  });
}

/** Whether the message is about the problem, or else about its solution. */
function isRaised({ toldAt, resolvedAt }: Row): boolean {
  return !toldAt || !resolvedAt;
}

/** Whether the problem was solved before it was told, or is a past event that could not be told for too long to be useful. */
function isOver(row: Row, now: Temporal.Instant): boolean {
  if (!isRaised(row)) return false;
  const old = Temporal.Instant.compare(now, instantOf(row.openedAt).add({ hours: 24 * REMEMBERED_DAYS })) > 0;
  return row.resolvedAt !== null || (old && isPassing(row));
}

const isPassing = ({ kind }: Row): boolean => PASSING.some((one) => one === kind);

/** Ends an alert after its message, or keeps it open with nothing more to tell. Changes in the meantime are told as well. */
async function noteTold(tx: Tx, { row, telling, now }: Telling): Promise<readonly NewStep[]> {
  const next = tellingStep(row.communityId, now);
  const more = { telling: next.subjectId, triedIn: null };
  if (!isRaised(row) || isPassing(row)) {
    const { count } = await tx.alert.deleteMany({ where: { telling, count: row.count } });
    // It occurred once more while it was being told.
    return count === 0 && (await tx.alert.updateMany({ where: { telling }, data: more })).count > 0 ? [next] : [];
  }
  const toldAt = dateAt(now);
  const open = { toldAt, telling: null, triedIn: null };
  if ((await tx.alert.updateMany({ where: { telling, resolvedAt: null }, data: open })).count > 0) return [];
  // Solved since it was read: that is to be told as well.
  return (await tx.alert.updateMany({ where: { telling }, data: { ...more, toldAt } })).count > 0 ? [next] : [];
}

async function forget(tx: Tx, { telling }: Telling): Promise<void> {
  await tx.alert.deleteMany({ where: { telling } });
}
