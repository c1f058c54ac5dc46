import type { Answer, Standing } from '../../src/checkins/answers.ts';
import type { Logged } from '../../src/checkins/logged.ts';
import { KEPT } from '../../src/checkins/store-answer.ts';
import type { SourceMessage } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons, type Reply, toMe, update } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { type AnswerPlace, checkinControls } from './controls.ts';

type Words = Pick<Call, 't'>;

/** Parts of an answer, as lines. */
export function answerLines({ t }: Words, answer: Answer | undefined): string[] {
  if (!answer) return [t('checkins:answer.nothing')];
  const { outcome, boundary } = answer;
  return [
    ...(outcome ? [t(`checkins:answer.${outcome}`)] : []),
    ...(boundary ? [t('checkins:answer.boundarySaved', { boundary: escapeMarkdown(boundary) })] : []),
  ];
}

/** What is said beside a saved answer. */
interface Further {
  /** Lines after those of the answer. */
  readonly lines?: readonly string[];
  /** What helps, after the look back. */
  readonly help?: readonly Block[];
  /** Entries that may be counted as the answer. */
  readonly logged?: Logged | undefined;
}

/** The answer after it was saved, with what is still to say: how it went with the last boundary, and the next one. */
export function presentSaved(
  { t, person }: Words & Pick<Call, 'person'>,
  checkin: string,
  { answer, earlier }: Standing & { readonly answer: Answer },
  { lines = [], help = [], logged }: Further = {},
): (string | Block)[] {
  const said = [...answerLines({ t }, answer), ...lines];
  const last = answer.late ? t('checkins:answer.late') : t('checkins:answer.change');
  const back = [
    ...offerLogged({ t, person }, checkin, logged),
    ...lookBack({ t }, checkin, { answer, earlier }),
    ...help,
  ];
  const next = answer.boundary ? [] : [buttons(boundaryButton({ t }, checkin))];
  if (back.length === 0) return [[...said, last].join('\n'), ...next];
  return [...(said.length > 0 ? [said.join('\n')] : []), ...back, last, ...next];
}

/** Asks how it went with the last boundary, or shows what was said; nothing without one. */
export function lookBack(
  { t }: Words,
  checkin: string,
  { answer, earlier }: Standing,
  place: AnswerPlace = 'here',
): (string | Block)[] {
  if (earlier === undefined) return [];
  const { kept, helped, keptInARow = 0 } = answer ?? {};
  const boundary = escapeMarkdown(earlier);
  const lines = kept
    ? [
        t(`checkins:kept.said.${kept}`, { boundary }),
        ...(helped && kept !== 'not' ? [t('checkins:kept.helped', { helped: escapeMarkdown(helped) })] : []),
        ...(kept === 'kept' && keptInARow > 1 ? [t('checkins:kept.inARow', { boundaries: keptInARow })] : []),
      ]
    : [t('checkins:kept.ask', { boundary })];
  return [
    lines.join('\n'),
    buttons(
      ...KEPT.map(
        (how): Button => ({
          label: t(`checkins:kept.how.${how}`),
          style: how === kept ? 'primary' : 'secondary',
          does: checkinControls.kept.with({ checkin, place, how }),
        }),
      ),
      ...(kept === 'kept' || kept === 'partly'
        ? [{ label: t('checkins:kept.whatHelped'), does: checkinControls.helped.with({ checkin }) }]
        : []),
    ),
  ];
}

/** The number of logged entries and the Monday since, as parameters of a text. */
export function saidOf(locale: Locale, { entries, since }: Logged) {
  return { count: entries, day: formatDay(since, locale, 'day-month') };
}

/** Offers to count what was logged; nothing where nothing was. */
export function offerLogged(
  { t, person }: Words & Pick<Call, 'person'>,
  checkin: string,
  logged: Logged | undefined,
): (string | Block)[] {
  if (!logged) return [];
  return [t('checkins:answer.logged', saidOf(person.locale, logged)), buttons(countButton({ t }, checkin, logged))];
}

/** Counts logged entries as the answer. */
export function countButton({ t }: Words, checkin: string, { entries }: Pick<Logged, 'entries'>): Button {
  const label = t('checkins:answer.count', { count: entries });
  return { label, style: 'primary', does: checkinControls.count.with({ checkin, place: 'here' }) };
}

/** Opens the form for a boundary. */
export function boundaryButton({ t }: Words, checkin: string): Button {
  return { label: t('checkins:post.boundary'), does: checkinControls.boundary.with({ checkin }) };
}

/** Shows parts in place of the pressed message, unless everybody sees that or it is about something else. */
export function answerBeside(
  { community }: Pick<Call, 'community'>,
  { message, place = 'here' }: { readonly message: SourceMessage | undefined; readonly place?: AnswerPlace },
  ...parts: (string | Block)[]
): Reply {
  // In a direct message the reminder itself gives way.
  const isOwn = message !== undefined && !(message.posted && community);
  return isOwn && place === 'here' ? update(...parts) : toMe(...parts);
}
