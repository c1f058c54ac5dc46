import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { MAX_NOTE_LENGTH, type Rating, rateArticle } from '../../src/guide/reading/ratings.ts';
import { type Block, buttons, openForm, toMe, update } from '../../src/messages/reply.ts';
import { guideControls } from './controls.ts';
import { goneText, guideFor } from './here.ts';

/** Stores the answer at once; a sentence may follow. */
export const submitRating = defineButton({
  ...guideControls.rate,
  access: 'everyone',
  async run(call, { slug, answer }) {
    const { t, services } = call;
    if (!(await guideFor(call)).articles.has(slug)) return toMe(goneText(call));
    await rateArticle(services, ratingOf(call, slug, answer));
    const thanks = t(answer === 'yes' ? 'guide:rate.thanksYes' : 'guide:rate.thanksNo');
    return toMe(thanks, buttons({ label: t('guide:rate.why'), does: guideControls.why.with({ slug, answer }) }));
  },
});

export const askWhy = defineButton({
  ...guideControls.why,
  access: 'everyone',
  run: ({ t }, { slug, answer }) =>
    openForm({
      title: t('guide:rate.formTitle'),
      submits: guideControls.note.with({ slug, answer }),
      fields: [
        {
          type: 'text',
          id: 'note',
          label: t(answer === 'yes' ? 'guide:rate.labelYes' : 'guide:rate.labelNo'),
          hint: t('guide:rate.hint'),
          long: true,
          max: MAX_NOTE_LENGTH,
        },
      ],
    }),
});

export const saveNote = defineForm({
  ...guideControls.note,
  access: 'everyone',
  async run(call, { slug, answer }, { values, message }) {
    if (!(await guideFor(call)).articles.has(slug)) return giveBack(call.t, goneText(call), values.typed);
    await rateArticle(call.services, { ...ratingOf(call, slug, answer), note: values.text('note') });
    const thanks = call.t('guide:rate.noted');
    return message ? update(thanks) : toMe(thanks);
  },
});

/** “Did this help?”: yes and no. */
export function rateButtons({ t }: Call, slug: string): Block {
  return buttons(
    { label: t('guide:rate.yes'), emoji: '👍', does: guideControls.rate.with({ slug, answer: 'yes' }) },
    { label: t('guide:rate.no'), emoji: '👎', does: guideControls.rate.with({ slug, answer: 'no' }) },
  );
}

function ratingOf({ person, community }: Call, article: string, answer: 'yes' | 'no'): Rating {
  return {
    personId: person.id,
    article,
    locale: person.locale,
    communityId: community?.id,
    helpful: answer === 'yes',
  };
}
