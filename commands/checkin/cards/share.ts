import {
  CARD_LIMITS,
  type Discussion,
  findDiscussion,
  findLiveCards,
  findOwnCard,
  findSharingPlace,
  type LiveCard,
  type OpenCard,
  openDiscussion,
  type SharingPlace,
} from '../../../src/checkins/cards/card.ts';
import { findSharingRules } from '../../../src/checkins/cards/rules.ts';
import { draftCard, type SharingProblem, shareCard, withdrawCard } from '../../../src/checkins/cards/share.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import { defineButton, defineForm, defineSelect, type FormInput } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import { cut } from '../../../src/messages/limits.ts';
import { isUuid } from '../../../src/messages/params.ts';
import { type Block, type Button, buttons, openForm, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { type Entry, findEntry } from '../../../src/violations/entries.ts';
import { assistantHere } from '../../assistant.ts';
import { readTyped, refuseForm, type Typed } from '../../fill-again.ts';
import { contactWarning, isProblem, problemText, publicWords, sharingContext, textProblem } from './context.ts';
import { cardControls } from './controls.ts';
import { OWN_ACTIONS, presentOwn } from './own.ts';
import { cardText } from './present.ts';
import { SHARE_TEXTS, shareForm } from './share-form.ts';

const inGuild = { access: 'everyone', contexts: 'guild' } as const;

/**
 * Where the community shares and answers, asked for once a call. It is remembered for offers alone: each press of one is checked by
 * what is read then.
 */
export async function sharingPlaceOf(call: Call): Promise<SharingPlace | undefined> {
  const { services, community } = call;
  if (!community) return undefined;
  const { db, clock, memory } = services;
  const known = places.get(call);
  const place = known ?? memory.recall(`sharing ${community.id}`, () => findSharingPlace(db, clock, community.id));
  places.set(call, place);
  return place;
}

const places = new WeakMap<Call, Promise<SharingPlace>>();

/** The open discussion, if the community shares. */
async function discussionHere(call: Call): Promise<Discussion | undefined> {
  const place = await sharingPlaceOf(call);
  return !place || place.sharing === 'off' ? undefined : openDiscussion(place, call.services.clock);
}

/** The member's cards of some entries in this community, newest first. */
async function cardsHere({ services, community, person }: Call, entries: readonly string[]): Promise<LiveCard[]> {
  if (!community || entries.length === 0) return [];
  return findLiveCards(services.db, { authorId: person.id, communityId: community.id, entries });
}

/**
 * Offers to share an entry if the community shares and its discussion is open; links to its cards.
 * @param shared false if it cannot have cards
 */
export async function shareButtons(call: Call, entry: string, shared = true): Promise<Button[]> {
  const { t } = call;
  const discussion = await discussionHere(call);
  const cards = await cardsHere(call, shared ? [entry] : []);
  const [newest] = cards;
  const here = cards.some(({ checkinId }) => checkinId === discussion?.checkinId);
  return [
    ...(discussion && !here ? [{ label: t('cards:share.button'), does: cardControls.share.with({ entry }) }] : []),
    ...(newest ? [{ label: t('cards:share.own'), does: cardControls.own.with({ card: newest.id }) }] : []),
  ];
}

/** Offers to share one of several entries, by a list without those already shared. */
export async function shareList(
  call: Call,
  entries: readonly Entry[],
  label: (entry: Entry) => string,
): Promise<Block[]> {
  const discussion = await discussionHere(call);
  if (!discussion) return [];
  const cards = await cardsHere(
    call,
    entries.map(({ id }) => id),
  );
  const shared = new Set(cards.filter(({ checkinId }) => checkinId === discussion.checkinId).map((card) => card.entry));
  const options = entries
    .filter(({ id }) => !shared.has(id))
    .map((entry) => ({ value: entry.id, label: label(entry) }));
  if (options.length === 0) return [];
  return [
    { type: 'select', select: { does: cardControls.shareOne.with({}), prompt: call.t('cards:share.button'), options } },
  ];
}

/** Opens the form that turns an entry into a text for others. Offered on the entry's card. */
export const startShare = defineButton({
  ...cardControls.share,
  ...inGuild,
  run: (call, { entry }) => openShareForm(call, entry),
});

/** Reopens it after a mistake. */
export const startShareAgain = defineButton({
  ...cardControls.shareAgain,
  ...inGuild,
  run: (call, { entry, kept, as }, { message }) =>
    openShareForm(call, entry, readTyped(message, SHARE_TEXTS, kept), as),
});

/** Like {@link startShare}, for an entry chosen from the member's log. */
export const startShareOne = defineSelect({
  ...cardControls.shareOne,
  ...inGuild,
  // A value that is not an id did not come from the list.
  run: (call, _params, { values: [value = ''] }) => openShareForm(call, isUuid(value) ? value : undefined),
});

async function openShareForm(
  call: Call,
  id: string | undefined,
  typed?: Typed<(typeof SHARE_TEXTS)[number]>,
  signed?: 'anonymous' | 'named',
): Promise<Reply> {
  const { t, services, person } = call;
  const entry = id === undefined ? undefined : await findEntry(services, person.id, id);
  if (!entry) return toMe(t('cards:problems.gone'));
  const { sharing } = await findSharingRules(services.db, communityOf(call).id);
  if (sharing === 'off') return toMe(problemText(call, { type: 'off' }));
  // Checked before anything is typed; the button may be under an answer from an earlier week.
  if (!(await findDiscussion(services.db, services.clock, communityOf(call).id)))
    return toMe(problemText(call, { type: 'noDiscussion' }));
  const start = typed ?? { story: cut(entry.story, CARD_LIMITS.story), learned: '' };
  const form = { ...start, anonymous: sharing === 'anonymous' };
  return openForm(shareForm(call, cardControls.draft.with({ entry: entry.id }), form, signed));
}

/** Stores a draft and previews it. */
export const submitShare = defineForm({ ...cardControls.draft, ...inGuild, run: preview });

async function preview(
  call: Call,
  { entry: id }: { readonly entry: string },
  { values, message }: FormInput,
): Promise<Reply> {
  const { t, services, person } = call;
  const { id: communityId, locale } = communityOf(call);
  const entry = await findEntry(services, person.id, id);
  const story = values.text('story');
  const learned = values.text('learned');
  const wrong = entry ? textProblem({ story, learned }) : 'gone';
  if (!entry || wrong === 'gone') return giveBack(t, t('cards:problems.gone'), values.typed);
  if (wrong) {
    const as = values.choice('as') === 'named' ? 'named' : undefined;
    return refuseForm(t, {
      message: t(`cards:problems.${wrong}`),
      fields: SHARE_TEXTS,
      values,
      label: t('cards:share.change'),
      again: (kept) => cardControls.shareAgain.with({ entry: id, kept, as }),
    });
  }
  const { kind, reaction } = entry;
  const card = await draftCard(sharingContext(call), {
    authorId: person.id,
    communityId,
    violationId: id,
    anonymous: values.choice('as') === 'anonymous',
    kind,
    reaction,
    story,
    learned: learned || undefined,
    summarised: await isSummedUp(call),
    locale,
    discordLocale: call.discordLocale,
  });
  if (isProblem(card)) return giveBack(t, problemText(call, card), values.typed);
  const shown = presentDraft(call, card);
  // A draft corrected from the preview replaces the preview.
  return message?.texts.some((text) => text.includes(t('cards:share.preview'))) ? update(...shown) : toMe(...shown);
}

function presentDraft(call: Call, card: OpenCard): (string | Block)[] {
  const { t } = call;
  const { id, violationId, pseudonym, summarised } = card;
  return [
    t('cards:share.preview'),
    cardText(publicWords(call), card),
    ...contactWarning(call, card),
    ...(pseudonym === undefined ? [] : [t('cards:share.anonymity')]),
    ...(summarised ? [t('cards:share.summarised')] : []),
    buttons(
      { label: t('cards:share.confirm'), style: 'primary', does: cardControls.confirm.with({ card: id }) },
      ...(violationId ? [{ label: t('cards:share.change'), does: cardControls.redraft.with({ card: id }) }] : []),
      { label: t('cards:share.cancel'), does: cardControls.cancel.with({ card: id }) },
    ),
  ];
}

/** Whether this week's digest will contain a summary by the assistant, as far as is known now. */
async function isSummedUp(call: Call): Promise<boolean> {
  if (!(await assistantHere(call))) return false;
  const settings = await findSettings(call.services.db, communityOf(call).id);
  return settings?.stored.digestSummary ?? false;
}

export const confirmShare = defineButton({
  ...cardControls.confirm,
  ...inGuild,
  async run(call, { card: id }) {
    const card = await shareCard(sharingContext(call), id, call.person.id);
    if (isProblem(card)) return update(problemText(call, card), ...(await presentRefused(call, id, card)));
    call.services.outbox.nudge();
    return update(...presentOwn(call, card));
  },
});

/**
 * Shows a draft that could not be shared, so that no text is lost, with buttons to retry or to sign differently if that helps.
 */
async function presentRefused(call: Call, id: string, { type }: SharingProblem): Promise<(string | Block)[]> {
  const draft = await findOwnCard(call.services, id, call.person.id);
  if (draft?.state !== 'draft') return [];
  const canTry = type === 'slow' || type === 'namedOnly' || type === 'blocked';
  return canTry ? presentDraft(call, draft) : [cardText(publicWords(call), draft)];
}

/** Reopens the form with the draft's text. */
export const changeDraft = defineButton({
  ...cardControls.redraft,
  ...inGuild,
  async run(call, { card: id }) {
    const { services, person, t } = call;
    const card = await findOwnCard(services, id, person.id);
    if (!card?.violationId || card.state !== 'draft') return toMe(t('cards:problems.gone'));
    const discussion = await findDiscussion(services.db, services.clock, card.communityId);
    if (discussion?.checkinId !== card.checkinId) return toMe(problemText(call, { type: 'noDiscussion' }));
    const { sharing } = await findSharingRules(services.db, communityOf(call).id);
    const start = { story: card.story, learned: card.learned ?? '', anonymous: sharing === 'anonymous' };
    const signed = card.pseudonym === undefined ? 'named' : 'anonymous';
    return openForm(shareForm(call, cardControls.draft.with({ entry: card.violationId }), start, signed));
  },
});

export const cancelShare = defineButton({
  ...cardControls.cancel,
  ...inGuild,
  async run(call, { card: id }) {
    const done = await withdrawCard(call.services, id, call.person.id);
    return update(call.t(done ? 'cards:share.cancelled' : 'cards:problems.gone'));
  },
});

/** All controls of sharing. */
export const SHARE_ACTIONS = [
  startShare,
  startShareOne,
  startShareAgain,
  submitShare,
  confirmShare,
  changeDraft,
  cancelShare,
  ...OWN_ACTIONS,
];
