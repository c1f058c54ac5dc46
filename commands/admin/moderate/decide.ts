import { CARD_LIMITS } from '../../../src/checkins/cards/card.ts';
import { type Decided, type Deciding, decide, type Subject } from '../../../src/checkins/cards/decisions.ts';
import { findQueued } from '../../../src/checkins/cards/moderation.ts';
import { recordAudit } from '../../../src/communities/audit.ts';
import { defineButton, defineForm } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import { escapeMarkdown, quote } from '../../../src/messages/markdown.ts';
import { openForm, toMe, update } from '../../../src/messages/reply.ts';
import { oweNotice } from '../../../src/notices/notices.ts';
import { queueControls } from './controls.ts';
import { showQueue, textOf } from './present.ts';

const forModerators = { access: 'moderator', contexts: 'guild' } as const;

const keepIt = defineButton({
  ...queueControls.keep,
  ...forModerators,
  async run(call, what) {
    const decided = await decideHere(call, { ...what, wants: 'keep' });
    return update(...(await showQueue(call, sayDecided(call, decided))));
  },
});

const askReason = defineButton({
  ...queueControls.askReason,
  ...forModerators,
  run: ({ t }, what) =>
    openForm({
      title: t('cards:queue.removeTitle'),
      submits: queueControls.remove.with(what),
      fields: [
        {
          type: 'text',
          id: 'reason',
          long: true,
          required: false,
          label: t('cards:queue.reason'),
          hint: t('cards:queue.reasonHint'),
          max: CARD_LIMITS.reason,
        },
      ],
    }),
});

const submitReason = defineForm({
  ...queueControls.remove,
  ...forModerators,
  async run(call, what, { values, message }) {
    const decided = await decideHere(call, { ...what, wants: 'remove' }, values.text('reason') || undefined);
    const said = sayDecided(call, decided);
    // Text typed in vain is returned.
    if (decided.type !== 'decided') return giveBack(call.t, said, values.typed);
    return message ? update(...(await showQueue(call, said))) : toMe(said);
  },
});

const readAll = defineButton({
  ...queueControls.read,
  ...forModerators,
  async run(call, { type, id }) {
    const { t, services } = call;
    const item = await findQueued(services, communityOf(call).id, { type, id });
    return toMe(item ? quote(escapeMarkdown(textOf(item))) : t('cards:problems.gone'));
  },
});

/** Actions on the queue. Each reports its result and shows the current queue. */
export const QUEUE_ACTIONS = [keepIt, askReason, submitReason, readAll];

/** Decides, records it, and stores an explanation for the author of a removed item with their text, all at once. */
export async function decideHere(
  call: Call,
  wanted: Omit<Deciding, 'communityId' | 'moderatorId'>,
  reason?: string,
): Promise<Decided> {
  const { services, person } = call;
  const { db, clock, outbox } = services;
  const { id: communityId } = communityOf(call);
  const decided = await db.$transaction(async (tx) => {
    const found = await decide(services, tx, { ...wanted, communityId, moderatorId: person.id });
    if (found.type !== 'decided') return found;
    const { decision, subject } = found;
    // The trail has only the pseudonym of an anonymous card; advice and named cards are recorded without a name.
    const pseudonym = subject.type === 'card' ? subject.card.pseudonym : undefined;
    const after = pseudonym === undefined ? {} : { pseudonym };
    await recordAudit({ db: tx, clock }, { communityId, actorId: person.id, action: `share.${decision}`, after });
    if (decision === 'remove')
      await oweNotice({ ...services, db: tx }, { ...noticeOf(call, subject, reason), dueAt: clock.now() });
    return found;
  });
  outbox.nudge();
  return decided;
}

/** The notice for the author of a removed item. */
function noticeOf(call: Call, subject: Subject, reason: string | undefined) {
  const { id: communityId, locale } = communityOf(call);
  const { type } = subject;
  const [{ authorId: personId, id }, text] =
    subject.type === 'card'
      ? [subject.card, [subject.card.story, subject.card.learned ?? ''].filter(Boolean).join('\n\n')]
      : [subject.advice, subject.advice.text];
  return { personId, kind: 'removed', subject: id, communityId, locale, payload: { type, text, reason } } as const;
}

/** The result; for another moderator's decision, who made it, when, and what can still be done. */
export function sayDecided({ t, command }: Call, decided: Decided): string {
  switch (decided.type) {
    case 'decided':
      return t(`cards:queue.done.${decided.decision}`);
    case 'earlier':
      return t(`cards:queue.earlier.${decided.decision}`, {
        person: decided.moderatorId ? `<@${decided.moderatorId}>` : t('audit:deletedMember'),
        when: `<t:${Math.floor(decided.decidedAt.getTime() / 1000)}:R>`,
        remove: command('admin.moderate.remove'),
      });
    case 'gone':
      return t('cards:problems.gone');
    default:
      return t(`cards:queue.${decided.type}`);
  }
}
