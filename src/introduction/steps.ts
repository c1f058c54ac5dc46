import { removeMessage } from '../checkins/cards/steps.ts';
import { findSettings } from '../communities/settings.ts';
import type { Db, Tx } from '../database/client.ts';
import type { OutboxStep } from '../database/generated/client.ts';
import type { Locale } from '../i18n/locales.ts';
import { defineStep } from '../outbox/define-step.ts';
import { searchFor, waitFor } from '../outbox/places.ts';
import type { StepDefinition } from '../outbox/step-definition.ts';
import type { Marked, Messenger } from '../ports/messenger.ts';
import { INTRODUCTION_PERMISSIONS } from '../ports/permissions.ts';
import type { Clock } from '../time/clock.ts';
import { INTRODUCTION_STEPS, introductionStep } from './introduction.ts';

export interface IntroductionContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Messenger;
  /** Makes the message in a community's language, with the mark in one of its buttons. */
  readonly compose: (locale: Locale, mark: string) => Marked;
}

type Row = Awaited<ReturnType<Db['introduction']['findFirstOrThrow']>>;

/** Days for which a post or a pin that moderators must make possible is tried. */
const TRIED_DAYS = 2;

/** Posts the introduction and pins it. */
export function introductionSteps(context: IntroductionContext): StepDefinition[] {
  return [postStep(context), pinStep(context)];
}

/** Reads the introduction that a step is about, if it is still the one; waits while the channel is out of reach. */
function preparing({ db, messenger }: IntroductionContext, wanted: (row: Row) => boolean) {
  return async (step: OutboxStep, now: Parameters<typeof waitFor>[2]) => {
    const row = await findByMark(db, step);
    if (!row) return { type: 'cancelled' } as const;
    if (row.state === 'unwanted') return { type: 'unwanted', work: row } as const;
    if (!wanted(row)) return { type: 'cancelled' } as const;
    const standing = messenger.look(row.communityId, row.channelId);
    return waitFor(standing, step, now, INTRODUCTION_PERMISSIONS) ?? ({ type: 'ready', work: row } as const);
  };
}

async function findByMark(db: Tx, { subjectId }: OutboxStep): Promise<Row | null> {
  return subjectId ? db.introduction.findUnique({ where: { mark: subjectId } }) : null;
}

function postStep(context: IntroductionContext): StepDefinition {
  const { db, clock, messenger, compose } = context;
  const forget = async (tx: Tx, { mark }: Row): Promise<void> =>
    void (await tx.introduction.deleteMany({ where: { mark } }));
  return defineStep<Row>({
    kind: INTRODUCTION_STEPS.post,
    prepare: preparing(context, ({ messageId }) => messageId === null),
    find: ({ communityId, channelId, mark }, since) =>
      searchFor(messenger, { communityId, channelId }, { mark, since }),
    async send({ communityId, channelId, mark }, nonce) {
      const locale = (await findSettings(db, communityId))?.locale ?? 'pl';
      return messenger.send(channelId, compose(locale, mark).content, nonce);
    },
    async record(tx, { communityId, channelId, mark }, messageId, { now }) {
      const { count } = await tx.introduction.updateMany({ where: { mark, state: 'wanted' }, data: { messageId } });
      if (count > 0) return [{ ...introductionStep('pin', mark), communityId, dueAt: now }];
      // Withdrawn, or replaced by another one, while it was sent.
      await removeMessage(tx, { communityId, channelId, messageId }, clock.now());
      await tx.introduction.deleteMany({ where: { mark } });
      return undefined;
    },
    undo: { send: ({ channelId }, messageId) => messenger.remove(channelId, messageId), record: forget },
    missing: forget,
    givesUp: { days: TRIED_DAYS, record: forget },
    broken: async (tx, { subjectId }) =>
      void (subjectId && (await tx.introduction.deleteMany({ where: { mark: subjectId } }))),
  });
}

function pinStep(context: IntroductionContext): StepDefinition {
  const { messenger } = context;
  return defineStep<Row>({
    kind: INTRODUCTION_STEPS.pin,
    prepare: preparing(context, ({ messageId, pinned }) => messageId !== null && !pinned),
    send: ({ channelId, messageId }) => messenger.pin(channelId, messageId ?? ''),
    record: async (tx, { mark }) =>
      void (await tx.introduction.updateMany({ where: { mark }, data: { pinned: true } })),
    // Somebody deleted the message.
    missing: async (tx, { mark }) => void (await tx.introduction.deleteMany({ where: { mark } })),
    // It stands there all the same.
    givesUp: { days: TRIED_DAYS, record: async () => undefined },
  });
}
