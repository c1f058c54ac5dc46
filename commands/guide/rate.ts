import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { MAX_NOTE_LENGTH, type Rating, rateArticle } from '../../src/guide/reading/ratings.ts';
import { choiceParam, textParam } from '../../src/messages/params.ts';
import { type Block, buttons, openForm, toMe, update } from '../../src/messages/reply.ts';
import { goneText, guideFor } from './here.ts';

const ANSWERS = ['yes', 'no'] as const;
type Answer = (typeof ANSWERS)[number];
const params = { slug: textParam, answer: choiceParam(ANSWERS) };

/** Keeps the answer at once; a sentence may follow. */
export const rate = defineButton({
  name: 'guide.rate',
  access: 'everyone',
  params,
  async run(call, { slug, answer }) {
    const { t, services } = call;
    if (!(await guideFor(call)).articles.has(slug)) return toMe(goneText(call));
    await rateArticle(services, ratingOf(call, slug, answer));
    const thanks = t(answer === 'yes' ? 'guide:rate.thanksYes' : 'guide:rate.thanksNo');
    return toMe(thanks, buttons({ label: t('guide:rate.why'), does: askWhy.with({ slug, answer }) }));
  },
});

export const askWhy = defineButton({
  name: 'guide.why',
  access: 'everyone',
  params,
  run: ({ t }, { slug, answer }) =>
    openForm({
      title: t('guide:rate.formTitle'),
      submits: saveNote.with({ slug, answer }),
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
  name: 'guide.note',
  access: 'everyone',
  params,
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
    { label: t('guide:rate.yes'), emoji: '👍', does: rate.with({ slug, answer: 'yes' }) },
    { label: t('guide:rate.no'), emoji: '👎', does: rate.with({ slug, answer: 'no' }) },
  );
}

function ratingOf({ person, community }: Call, article: string, answer: Answer): Rating {
  return {
    personId: person.id,
    article,
    locale: person.locale,
    communityId: community?.id,
    helpful: answer === 'yes',
  };
}
