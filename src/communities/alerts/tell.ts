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

/** How soon it is looked again whether moderators have a channel by now, in minutes. */
const NO_CHANNEL_MINUTES = 15;
/** For how many days a thing of the past that nobody could be told of is shown in /admin health. */
const REMEMBERED_DAYS = 14;

/** Makes what is said to moderators, in their community's language. */
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
  /** Where it is told; undefined where moderators have no channel. */
  readonly channelId: string | undefined;
  readonly message: Marked;
  /** Whether nobody needs to hear of it any more. */
  readonly over: boolean;
  readonly now: Temporal.Instant;
}

/** Tells moderators, in their channel, that something needs them, or that it works again. */
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
    // Where an earlier attempt may have told it, whatever is configured by now.
    async find({ row: { communityId, triedIn }, channelId = '', message: { mark } }, since) {
      const place = triedIn ?? channelId;
      return place === ''
        ? { type: 'absent' }
        : searchFor(messenger, { communityId, channelId: place }, { mark, since });
    },
    async send({ row, telling, channelId = '', message }, nonce) {
      // Stored before it is sent: whoever looks for it after a crash must know where.
      if (row.triedIn !== channelId) await db.alert.updateMany({ where: { telling }, data: { triedIn: channelId } });
      return messenger.send(channelId, message.content, nonce);
    },
    record: noteTold,
    // It cannot be looked for: rather told never than twice. /admin health shows it.
    uncertain: (tx, work) => (work.over ? forget(tx, work) : noteTold(tx, work)),
    expire: forget,
    // Nobody is told of it, and /admin health goes on to show it.
    broken: async (tx, { subjectId: telling }) => {
      if (!telling) return;
      await tx.alert.deleteMany({ where: { telling, resolvedAt: { not: null } } });
      await tx.alert.updateMany({ where: { telling }, data: { telling: null } });
    },
  });
}

/** Whether it is told that something needs moderators; else that it works again. */
function isRaised({ toldAt, resolvedAt }: Row): boolean {
  return !toldAt || !resolvedAt;
}

/** It was over before anybody heard of it, or when it came about, and nobody could be told for so long that it helps nobody now. */
function isOver(row: Row, now: Temporal.Instant): boolean {
  if (!isRaised(row)) return false;
  const old = Temporal.Instant.compare(now, instantOf(row.openedAt).add({ hours: 24 * REMEMBERED_DAYS })) > 0;
  return row.resolvedAt !== null || (old && isPassing(row));
}

const isPassing = ({ kind }: Row): boolean => PASSING.some((one) => one === kind);

/** What is told of is over, or stays open without anything more to tell. What has changed meanwhile is told as well. */
async function noteTold(tx: Tx, { row, telling, now }: Telling): Promise<readonly NewStep[]> {
  const next = tellingStep(row.communityId, now);
  const more = { telling: next.subjectId, triedIn: null };
  if (!isRaised(row) || isPassing(row)) {
    const { count } = await tx.alert.deleteMany({ where: { telling, count: row.count } });
    // It came about once more while it was being told.
    return count === 0 && (await tx.alert.updateMany({ where: { telling }, data: more })).count > 0 ? [next] : [];
  }
  const toldAt = dateAt(now);
  const open = { toldAt, telling: null, triedIn: null };
  if ((await tx.alert.updateMany({ where: { telling, resolvedAt: null }, data: open })).count > 0) return [];
  // Over since it was read: that is to be told as well.
  return (await tx.alert.updateMany({ where: { telling }, data: { ...more, toldAt } })).count > 0 ? [next] : [];
}

async function forget(tx: Tx, { telling }: Telling): Promise<void> {
  await tx.alert.deleteMany({ where: { telling } });
}
