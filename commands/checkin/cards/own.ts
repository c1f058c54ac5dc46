import { findDiscussion, findOwnCard, type OpenCard } from '../../../src/checkins/cards/card.ts';
import { editCard, withdrawCard } from '../../../src/checkins/cards/share.ts';
import { defineButton, defineForm } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import { type Block, type Button, buttons, openForm, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { readTyped, refuseForm, type Typed } from '../../fill-again.ts';
import { contactWarning, isProblem, problemText, publicWords, sharingContext, textProblem } from './context.ts';
import { cardControls } from './controls.ts';
import { cardText } from './present.ts';
import { SHARE_TEXTS, shareForm } from './share-form.ts';

const onOwn = { access: 'everyone', contexts: 'guild' } as const;

/** The author's controls for a held or shared card. */
export function presentOwn({ t }: Call, card: OpenCard): (string | Block)[] {
  return [t(`cards:share.${standingOf(card)}`), buttons(...ownButtons(t, card.id))];
}

/** The status of a card, never ahead of what has actually been done. */
function standingOf({ state, messageId, pseudonym }: OpenCard) {
  if (state === 'held') return 'held';
  if (messageId !== undefined) return 'stands';
  return pseudonym === undefined ? 'done' : 'doneLater';
}

const ownButtons = (t: Call['t'], card: string): Button[] => [
  { label: t('cards:share.edit'), does: cardControls.edit.with({ card }) },
  { label: t('cards:share.withdraw'), does: cardControls.withdraw.with({ card }) },
];

/** Shows one's own card as others see it, with its controls: a private answer does not stay visible for long. */
export const openOwn = defineButton({
  ...cardControls.own,
  ...onOwn,
  async run(call, { card: id }) {
    const { db } = call.services;
    const theirs = await db.card.count({ where: { id, state: 'shared', authorId: { not: call.person.id } } });
    return theirs > 0 ? toMe(call.t('shares:notYours')) : showOwn(call, id);
  },
});

/** The same as {@link openOwn}, for any other control on the card that its author presses. */
export async function showOwn(call: Call, id: string, ...first: string[]) {
  const { t, services, person } = call;
  const card = await findOwnCard(services, id, person.id);
  if (!card || !['shared', 'held'].includes(card.state)) return toMe(t('cards:problems.gone'));
  const discussion = await findDiscussion(services.db, services.clock, card.communityId);
  const shown = [...first, cardText(publicWords(call), card)];
  if (discussion?.checkinId === card.checkinId) return toMe(...shown, ...presentOwn(call, card));
  // After the close it can only stay or be withdrawn.
  const [, withdraw] = ownButtons(t, id);
  return toMe(...shown, t('cards:share.over'), buttons(...(withdraw ? [withdraw] : [])));
}

export const editShared = defineButton({
  ...cardControls.edit,
  ...onOwn,
  run: (call, { card }) => openEdit(call, card),
});

/** Reopens it after a mistake, with what was typed. */
export const editSharedAgain = defineButton({
  ...cardControls.editAgain,
  ...onOwn,
  run: (call, { card, kept }, { message }) => openEdit(call, card, readTyped(message, SHARE_TEXTS, kept)),
});

async function openEdit(call: Call, id: string, typed?: Typed<(typeof SHARE_TEXTS)[number]>): Promise<Reply> {
  const { services, person, t } = call;
  const card = await findOwnCard(services, id, person.id);
  if (!card || !['shared', 'held'].includes(card.state)) return toMe(t('cards:problems.gone'));
  // Checked before the author types anything.
  const discussion = await findDiscussion(services.db, services.clock, card.communityId);
  if (discussion?.checkinId !== card.checkinId) return showOwn(call, id);
  const start = { ...(typed ?? { story: card.story, learned: card.learned ?? '' }), anonymous: false };
  return openForm(shareForm(call, cardControls.saveEdit.with({ card: id }), start));
}

export const submitEdit = defineForm({
  ...cardControls.saveEdit,
  ...onOwn,
  async run(call, { card: id }, { values }) {
    const { t } = call;
    const [story, learned] = [values.text('story'), values.text('learned')];
    const wrong = textProblem({ story, learned });
    if (wrong)
      return refuseForm(t, {
        message: t(`cards:problems.${wrong}`),
        fields: SHARE_TEXTS,
        values,
        label: t('cards:share.change'),
        again: (kept) => cardControls.editAgain.with({ card: id, kept }),
      });
    const change = { story, learned: learned || undefined };
    const card = await editCard(sharingContext(call), id, call.person.id, change);
    if (isProblem(card)) return giveBack(t, problemText(call, card), values.typed);
    call.services.outbox.nudge();
    if (card.state === 'held') return update(...presentOwn(call, card));
    const changed = card.pseudonym === undefined ? 'changed' : 'changedLater';
    return toMe(t(`cards:share.${changed}`), ...contactWarning(call, card));
  },
});

export const withdrawShared = defineButton({
  ...cardControls.withdraw,
  ...onOwn,
  async run(call, { card: id }) {
    const done = await withdrawCard(call.services, id, call.person.id);
    call.services.outbox.nudge();
    return update(call.t(done ? 'cards:share.withdrawn' : 'cards:problems.gone'));
  },
});

/** All controls for one's own cards. */
export const OWN_ACTIONS = [openOwn, editShared, editSharedAgain, submitEdit, withdrawShared];
