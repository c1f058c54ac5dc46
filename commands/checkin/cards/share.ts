import { CARD_LIMITS, findDiscussion, findOwnCard, type OpenCard } from '../../../src/checkins/cards/card.ts';
import { findSharingRules } from '../../../src/checkins/cards/rules.ts';
import { draftCard, editCard, shareCard, withdrawCard } from '../../../src/checkins/cards/share.ts';
import { findSettings } from '../../../src/communities/settings.ts';
import { defineButton, defineForm, type FormInput } from '../../../src/discord/action.ts';
import { type Call, communityOf } from '../../../src/discord/call.ts';
import { giveBack } from '../../../src/discord/failures.ts';
import type { Field, Form } from '../../../src/discord/form.ts';
import type { CustomId } from '../../../src/discord/ids.ts';
import { cut } from '../../../src/discord/limits.ts';
import { uuidParam } from '../../../src/discord/params.ts';
import { type Block, type Button, buttons, openForm, type Reply, toMe, update } from '../../../src/discord/reply.ts';
import { contactDetails } from '../../../src/violations/contact-details.ts';
import { findEntry } from '../../../src/violations/entries.ts';
import { assistantHere } from '../../assistant.ts';
import { isProblem, problemText, publicWords, sharingContext } from './context.ts';
import { cardText } from './present.ts';

const inGuild = { access: 'everyone', contexts: 'guild' } as const;
const ofEntry = { entry: uuidParam };
const ofCard = { card: uuidParam };

/** Offers to share an entry: where the community shares, and while its discussion is open. */
export async function shareButton({ services, community, t }: Call, entry: string): Promise<Button[]> {
  if (!community) return [];
  const { db, clock } = services;
  const { sharing } = await findSharingRules(db, community.id);
  if (sharing === 'off' || !(await findDiscussion(db, clock, community.id))) return [];
  return [{ label: t('cards:share.button'), does: startShare.with({ entry }) }];
}

/** Opens the form in which an entry becomes what others may read. Offered at the entry's card and in the member's log. */
export const startShare = defineButton({
  name: 'card.share',
  ...inGuild,
  params: ofEntry,
  async run(call, { entry: id }) {
    const { t, services, person } = call;
    const entry = await findEntry(services, person.id, id);
    if (!entry) return toMe(t('cards:problems.gone'));
    const { sharing } = await findSharingRules(services.db, communityOf(call).id);
    if (sharing === 'off') return toMe(problemText(call, { type: 'off' }));
    const start = { story: cut(entry.story, CARD_LIMITS.story), learned: '' };
    return openForm(shareForm(call, submitShare.with({ entry: id }), { ...start, anonymous: sharing === 'anonymous' }));
  },
});

/** Stores a draft and shows it as others will see it. */
export const submitShare = defineForm({ name: 'card.draft', ...inGuild, params: ofEntry, run: preview });

async function preview(
  call: Call,
  { entry: id }: { readonly entry: string },
  { values, message }: FormInput,
): Promise<Reply> {
  const { t, services, person } = call;
  const { id: communityId, locale } = communityOf(call);
  const entry = await findEntry(services, person.id, id);
  const story = values.text('story');
  if (!entry || story === '')
    return giveBack(t, t(entry ? 'cards:problems.story' : 'cards:problems.gone'), values.typed);
  const { kind, reaction } = entry;
  const card = await draftCard(sharingContext(call), {
    authorId: person.id,
    communityId,
    violationId: id,
    anonymous: values.choice('as') === 'anonymous',
    kind,
    reaction,
    story,
    learned: values.text('learned') || undefined,
    summarised: await isSummedUp(call),
    locale,
  });
  if (isProblem(card)) return giveBack(t, problemText(call, card), values.typed);
  const shown = presentDraft(call, card);
  // Corrected from the preview, it takes the preview's place.
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
      { label: t('cards:share.confirm'), style: 'primary', does: confirmShare.with({ card: id }) },
      ...(violationId ? [{ label: t('cards:share.change'), does: changeDraft.with({ card: id }) }] : []),
      { label: t('cards:share.cancel'), does: cancelShare.with({ card: id }) },
    ),
  ];
}

/** Clients are third parties: what leads to one is shown to its author before others see it. */
function contactWarning({ t }: Call, { story, learned }: OpenCard): string[] {
  const found = contactDetails(`${story}\n${learned ?? ''}`).map((detail) => t(`cards:share.details.${detail}`));
  return found.length > 0 ? [t('cards:share.contact', { found: found.join(', ') })] : [];
}

/** Whether the digest of this week's discussion will hold a summary by the assistant, as far as is known now. */
async function isSummedUp(call: Call): Promise<boolean> {
  if (!(await assistantHere(call))) return false;
  const settings = await findSettings(call.services.db, communityOf(call).id);
  return settings?.stored.digestSummary ?? false;
}

export const confirmShare = defineButton({
  name: 'card.confirm',
  ...inGuild,
  params: ofCard,
  async run(call, { card: id }) {
    const card = await shareCard(sharingContext(call), id, call.person.id);
    if (isProblem(card)) return update(problemText(call, card));
    call.services.outbox.nudge();
    return update(...presentOwn(call, card));
  },
});

/** Opens the form again with what the draft says. */
export const changeDraft = defineButton({
  name: 'card.redraft',
  ...inGuild,
  params: ofCard,
  async run(call, { card: id }) {
    const { services, person, t } = call;
    const card = await findOwnCard(services, id, person.id);
    if (!card?.violationId || card.state !== 'draft') return toMe(t('cards:problems.gone'));
    const { sharing } = await findSharingRules(services.db, communityOf(call).id);
    const start = { story: card.story, learned: card.learned ?? '', anonymous: sharing === 'anonymous' };
    const signed = card.pseudonym === undefined ? 'named' : 'anonymous';
    return openForm(shareForm(call, submitShare.with({ entry: card.violationId }), start, signed));
  },
});

export const cancelShare = defineButton({
  name: 'card.cancel',
  ...inGuild,
  params: ofCard,
  async run(call, { card: id }) {
    const done = await withdrawCard(call.services, id, call.person.id);
    return update(call.t(done ? 'cards:share.cancelled' : 'cards:problems.gone'));
  },
});

/** What the author of a shared card can still do. */
function presentOwn({ t }: Call, { id, state }: OpenCard): (string | Block)[] {
  return [
    t(state === 'held' ? 'cards:share.held' : 'cards:share.done'),
    buttons(
      { label: t('cards:share.edit'), does: editShared.with({ card: id }) },
      { label: t('cards:share.withdraw'), does: withdrawShared.with({ card: id }) },
    ),
  ];
}

export const editShared = defineButton({
  name: 'card.edit',
  ...inGuild,
  params: ofCard,
  async run(call, { card: id }) {
    const card = await findOwnCard(call.services, id, call.person.id);
    if (!card || !['shared', 'held'].includes(card.state)) return toMe(call.t('cards:problems.gone'));
    const start = { story: card.story, learned: card.learned ?? '', anonymous: false };
    return openForm(shareForm(call, submitEdit.with({ card: id }), start));
  },
});

export const submitEdit = defineForm({
  name: 'card.save',
  ...inGuild,
  params: ofCard,
  async run(call, { card: id }, { values }) {
    const { t } = call;
    const story = values.text('story');
    if (story === '') return giveBack(t, t('cards:problems.story'), values.typed);
    const change = { story, learned: values.text('learned') || undefined };
    const card = await editCard(sharingContext(call), id, call.person.id, change);
    if (isProblem(card)) return giveBack(t, problemText(call, card), values.typed);
    call.services.outbox.nudge();
    if (card.state === 'held') return update(...presentOwn(call, card));
    return toMe(t('cards:share.changed'), ...contactWarning(call, card));
  },
});

export const withdrawShared = defineButton({
  name: 'card.withdraw',
  ...inGuild,
  params: ofCard,
  async run(call, { card: id }) {
    const done = await withdrawCard(call.services, id, call.person.id);
    call.services.outbox.nudge();
    return update(call.t(done ? 'cards:share.withdrawn' : 'cards:problems.gone'));
  },
});

interface ShareStart {
  readonly story: string;
  readonly learned: string;
  /** Whether the form asks how to sign it. */
  readonly anonymous: boolean;
}

function shareForm({ t }: Call, submits: CustomId, start: ShareStart, signed = 'anonymous'): Form {
  const signature: Field = {
    type: 'choice',
    as: 'radio',
    id: 'as',
    label: t('cards:share.as'),
    options: [
      { value: 'anonymous', label: t('cards:share.asAnonymous'), chosen: signed === 'anonymous' },
      { value: 'named', label: t('cards:share.asNamed'), chosen: signed === 'named' },
    ],
  };
  return {
    title: t('cards:share.formTitle'),
    submits,
    fields: [
      {
        type: 'text',
        id: 'story',
        long: true,
        label: t('cards:share.story'),
        hint: t('cards:share.storyHint'),
        max: CARD_LIMITS.story,
        value: start.story,
      },
      {
        type: 'text',
        id: 'learned',
        long: true,
        required: false,
        label: t('cards:share.learned'),
        hint: t('cards:share.learnedHint'),
        max: CARD_LIMITS.learned,
        ...(start.learned ? { value: start.learned } : {}),
      },
      ...(start.anonymous ? [signature] : []),
    ],
  };
}

/** All controls of sharing. */
export const SHARE_ACTIONS = [
  startShare,
  submitShare,
  confirmShare,
  changeDraft,
  cancelShare,
  editShared,
  submitEdit,
  withdrawShared,
];
