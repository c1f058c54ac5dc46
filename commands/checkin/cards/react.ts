import {
  findAdviceProblem,
  giveAdvice,
  rateAdvice,
  unrateAdvice,
  withdrawAdvice,
} from '../../../src/checkins/cards/advice.ts';
import { CARD_LIMITS, findOwnCard } from '../../../src/checkins/cards/card.ts';
import { noteMeToo, takeMeTooBack } from '../../../src/checkins/cards/me-too.ts';
import { report } from '../../../src/checkins/cards/moderation.ts';
import { defineButton, defineForm, type FormInput } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import type { Form } from '../../../src/messages/form.ts';
import { buttons, openForm, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { cardControls } from './controls.ts';
import { showOwn } from './own.ts';

// Every answer here is private: only the outbox edits a card's message, so no interaction is ever tied to it.

const inGuild = { access: 'everyone', contexts: 'guild' } as const;

export const meToo = defineButton({
  ...cardControls.meToo,
  ...inGuild,
  async run(call, { card: cardId }) {
    const { t, services, person } = call;
    const { id: communityId } = communityOf(call);
    const outcome = await noteMeToo(services, { cardId, communityId, personId: person.id });
    if (!outcome) return toMe(t('cards:problems.gone'));
    if (outcome === 'own') return showOwn(call, cardId, t('cards:meToo.own'));
    if (outcome === 'noted') services.outbox.nudge();
    return toMe(
      t(`cards:meToo.${outcome}`),
      buttons({ label: t('cards:meToo.takeBack'), does: cardControls.notMeToo.with({ card: cardId }) }),
    );
  },
});

/** Undoes {@link meToo}. A second press on the card does not, because it may be a double click. */
export const notMeToo = defineButton({
  ...cardControls.notMeToo,
  ...inGuild,
  async run(call, { card: cardId }) {
    const { services, person } = call;
    if (await takeMeTooBack(services, { cardId, personId: person.id })) services.outbox.nudge();
    return update(call.t('cards:meToo.taken'));
  },
});

export const advise = defineButton({
  ...cardControls.advise,
  ...inGuild,
  async run(call, { card }) {
    const { t, services } = call;
    // Checked before anything is typed.
    const problem = await findAdviceProblem(services, { cardId: card, communityId: communityOf(call).id });
    if (problem) return toMe(t(`cards:problems.${problem.type}`));
    return openForm({
      title: t('cards:advice.formTitle'),
      submits: cardControls.submitAdvice.with({ card }),
      fields: [
        {
          type: 'text',
          id: 'advice',
          long: true,
          label: t('cards:advice.label'),
          hint: t('cards:advice.hint'),
          max: CARD_LIMITS.advice,
        },
      ],
    });
  },
});

export const submitAdvice = defineForm({
  ...cardControls.submitAdvice,
  ...inGuild,
  async run(call, { card: cardId }, { values }) {
    const { t, services, person, discordLocale } = call;
    const text = values.text('advice');
    if (text === '') return giveBack(t, t('cards:problems.advice'), values.typed);
    const communityId = communityOf(call).id;
    const advice = await giveAdvice(services, { cardId, communityId, authorId: person.id, text, discordLocale });
    if ('type' in advice) return giveBack(t, t(`cards:problems.${advice.type}`), values.typed);
    services.outbox.nudge();
    return toMe(
      t(advice.state === 'held' ? 'cards:advice.held' : 'cards:advice.posted'),
      withdrawButton(call, advice.id),
    );
  },
});

const withdrawButton = ({ t }: Call, advice: string) =>
  buttons({ label: t('cards:advice.withdraw'), does: cardControls.withdrawAdvice.with({ advice }) });

/** Any press on advice by its own author shows the author's controls. */
const ownAdvice = (call: Call, advice: string) => toMe(call.t('cards:advice.own'), withdrawButton(call, advice));

/** The button under advice, which is for its author alone. */
export const openOwnAdvice = defineButton({
  ...cardControls.ownAdvice,
  ...inGuild,
  async run(call, { advice: id }) {
    const advice = await call.services.db.cardAdvice.findUnique({ where: { id }, select: { authorId: true } });
    if (!advice) return toMe(call.t('cards:problems.gone'));
    return advice.authorId === call.person.id ? ownAdvice(call, id) : toMe(call.t('shares:notYours'));
  },
});

export const withdrawOwn = defineButton({
  ...cardControls.withdrawAdvice,
  ...inGuild,
  async run(call, { advice }) {
    const done = await withdrawAdvice(call.services, advice, call.person.id);
    call.services.outbox.nudge();
    return update(call.t(done ? 'cards:advice.withdrawn' : 'cards:problems.gone'));
  },
});

export const rate = defineButton({
  ...cardControls.rate,
  ...inGuild,
  async run(call, { advice: adviceId }) {
    const { t, services, person } = call;
    const rating = { adviceId, communityId: communityOf(call).id, personId: person.id };
    const outcome = await rateAdvice(services.db, rating);
    if (outcome === 'own') return ownAdvice(call, adviceId);
    if (!outcome) return toMe(t('cards:problems.gone'));
    return toMe(
      t(`cards:advice.${outcome}`),
      buttons({ label: t('cards:advice.takeBack'), does: cardControls.unrate.with({ advice: adviceId }) }),
    );
  },
});

/** Undoes {@link rate}, like {@link notMeToo}. */
export const unrate = defineButton({
  ...cardControls.unrate,
  ...inGuild,
  async run({ services, person, t }, { advice: adviceId }) {
    await unrateAdvice(services.db, { adviceId, personId: person.id });
    return update(t('cards:advice.unrated'));
  },
});

export const askReport = defineButton({
  ...cardControls.report,
  ...inGuild,
  run: async (call, { card }) =>
    (await findOwnCard(call.services, card, call.person.id))
      ? showOwn(call, card, call.t('cards:report.own'))
      : openForm(reportForm(call, cardControls.submitReport.with({ card }))),
});

export const submitReport = defineForm({
  ...cardControls.submitReport,
  ...inGuild,
  run: (call, { card }, input) => saveReport(call, card, undefined, input),
});

export const askReportAdvice = defineButton({
  ...cardControls.reportAdvice,
  ...inGuild,
  async run(call, { advice: id }) {
    const advice = await call.services.db.cardAdvice.findUnique({ where: { id }, select: { authorId: true } });
    if (advice?.authorId === call.person.id) return ownAdvice(call, id);
    return openForm(reportForm(call, cardControls.submitAdviceReport.with({ advice: id })));
  },
});

export const submitAdviceReport = defineForm({
  ...cardControls.submitAdviceReport,
  ...inGuild,
  async run(call, { advice: adviceId }, input) {
    const row = await call.services.db.cardAdvice.findUnique({ where: { id: adviceId }, select: { cardId: true } });
    return saveReport(call, row?.cardId, adviceId, input);
  },
});

async function saveReport(
  call: Call,
  cardId: string | undefined,
  adviceId: string | undefined,
  { values }: FormInput,
): Promise<Reply> {
  const { t, services, person } = call;
  const about = { adviceId, communityId: communityOf(call).id, reporterId: person.id };
  const reason = values.text('reason') || undefined;
  const saved = cardId === undefined ? undefined : await report(services, { ...about, cardId, reason });
  return saved ? toMe(t('cards:report.done')) : giveBack(t, t('cards:problems.gone'), values.typed);
}

function reportForm({ t }: Call, submits: CustomId): Form {
  return {
    title: t('cards:report.formTitle'),
    submits,
    fields: [
      {
        type: 'text',
        id: 'reason',
        long: true,
        required: false,
        label: t('cards:report.label'),
        hint: t('cards:report.hint'),
        max: CARD_LIMITS.reason,
      },
    ],
  };
}

/** All controls for reacting to cards and advice. */
export const REACT_ACTIONS = [
  meToo,
  notMeToo,
  advise,
  submitAdvice,
  openOwnAdvice,
  withdrawOwn,
  rate,
  unrate,
  askReport,
  submitReport,
  askReportAdvice,
  submitAdviceReport,
];
