import { BOUNDARY_LENGTH, findLastHelp, findStanding } from '../../src/checkins/answers.ts';
import { findLogged } from '../../src/checkins/logged.ts';
import { defineButton, defineForm } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import { adviseOn, messagesFor } from '../../src/guide/reading/advice.ts';
import { kindAbout, whatHelps } from '../../src/kinds/what-helps.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, openForm, toMe } from '../../src/messages/reply.ts';
import { openLink } from '../guide/controls.ts';
import { guideFor, sourcesFor } from '../guide/here.ts';
import { templateControls } from '../template/controls.ts';
import { checkinControls } from './controls.ts';
import { answerBeside, presentSaved } from './present.ts';
import { notSaved, saveFrom } from './save.ts';

/** The section for a boundary whose words lead nowhere in the guide. */
const WHEN_NOTHING_FITS = 'tip-enforce-consistently';

/** How it went with the last boundary. One that was not kept leads to what helps. */
export const sayKept = defineButton({
  ...checkinControls.kept,
  access: 'everyone',
  async run(call, { checkin, place, how }, { message }) {
    const { t, services, person } = call;
    const { earlier } = await findStanding(services, { checkinId: checkin, personId: person.id });
    if (earlier === undefined) return toMe(t('checkins:kept.none'));
    const answered = await saveFrom(call, checkin, { kept: how });
    if (answered.type !== 'saved') return notSaved(call, answered);
    // After the close, what the community counts no longer changes.
    const stays = answered.answer.kept === how ? [] : [t('checkins:kept.stays')];
    const help = how === 'not' && stays.length === 0 ? await presentHelp(call, earlier) : [];
    const logged = await findLogged(services.db, { checkinId: checkin, personId: person.id });
    const shown = presentSaved(call, checkin, answered, { lines: stays, help, logged });
    return answerBeside(call, { message, place }, ...shown);
  },
});

/** A section and a message for a boundary that was not kept, and what helped its author before. */
async function presentHelp(call: Call, boundary: string): Promise<Block[]> {
  const { t, services, person } = call;
  const before = await findLastHelp(services, person.id);
  const lines = [
    t('checkins:kept.nextTime'),
    ...(before === undefined ? [] : [t('checkins:kept.helpedBefore', { helped: escapeMarkdown(before) })]),
  ];
  return [{ type: 'text', text: lines.join('\n') }, buttons(...(await helpWith(call, boundary)))];
}

/** By the boundary's own words, as a search in the guide would answer them. */
async function helpWith(call: Call, boundary: string): Promise<Button[]> {
  const { t, services, person } = call;
  const { documents, confidence } = adviseOn(await sourcesFor(call), boundary);
  const guide = await guideFor(call);
  const [best] = documents;
  const ref = best?.id ?? WHEN_NOTHING_FITS;
  const [slug = '', sectionId] = ref.split('#');
  const article = guide.articles.get(slug);
  const title = article?.sections.find(({ id }) => id === sectionId)?.heading ?? article?.title;
  const [fitting = whatHelps(kindAbout(ref) ?? 'other').template] = messagesFor(guide, documents, confidence);
  const template = services.templates[person.locale].find(fitting);
  const label = (text: string) => shorten(text, LIMITS.buttonLabel);
  return [
    ...(title ? [{ label: label(t('violations:readSection', { title })), does: openLink(slug, sectionId) }] : []),
    ...(template
      ? [
          {
            label: label(t('violations:useTemplate', { title: template.title })),
            does: templateControls.open.with({ id: template.id }),
          },
        ]
      : []),
  ];
}

export const askWhatHelped = defineButton({
  ...checkinControls.helped,
  access: 'everyone',
  async run({ t, services, person }, { checkin }) {
    const { answer } = await findStanding(services, { checkinId: checkin, personId: person.id });
    return openForm({
      title: t('checkins:kept.form.title'),
      submits: checkinControls.saveHelped.with({ checkin }),
      fields: [
        {
          type: 'text',
          id: 'helped',
          label: t('checkins:kept.form.label'),
          hint: t('checkins:answer.form.hint'),
          example: t('checkins:kept.form.example'),
          max: BOUNDARY_LENGTH,
          ...(answer?.helped ? { value: answer.helped } : {}),
        },
      ],
    });
  },
});

export const submitWhatHelped = defineForm({
  ...checkinControls.saveHelped,
  access: 'everyone',
  async run(call, { checkin }, { values, message }) {
    const { t, services, person } = call;
    const helped = values.text('helped');
    if (helped === '') return giveBack(t, t('checkins:answer.empty'), values.typed);
    const { answer } = await findStanding(services, { checkinId: checkin, personId: person.id });
    if (!answer?.kept) return giveBack(t, t('checkins:kept.none'), values.typed);
    const answered = await saveFrom(call, checkin, { helped });
    if (answered.type !== 'saved') return notSaved(call, answered, values.typed);
    return answerBeside(call, { message }, ...presentSaved(call, checkin, answered));
  },
});

/** All controls for looking back on a boundary. */
export const KEPT_ACTIONS = [sayKept, askWhatHelped, submitWhatHelped];
