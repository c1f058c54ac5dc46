import type { Call } from '../../src/dialogue/call.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import type { Translate } from '../../src/i18n/translator.ts';
import { OUTCOMES, type ViolationKind } from '../../src/kinds/violations.ts';
import { REPEATED, type WhatHelps, whatHelps } from '../../src/kinds/what-helps.ts';
import type { SelectOption } from '../../src/messages/form.ts';
import { cut } from '../../src/messages/limits.ts';
import { escapeMarkdown, quote, timestamp } from '../../src/messages/markdown.ts';
import { type Block, type Button, buttons } from '../../src/messages/reply.ts';
import { fittingScene } from '../../src/practice/suggest.ts';
import { crossedBoundary } from '../../src/sheet/say.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';
import { formatMoney } from '../../src/text/money.ts';
import { circumstancesOf, findDealings } from '../../src/violations/dealings.ts';
import type { Entry } from '../../src/violations/entries.ts';
import type { EarlierEntry } from '../../src/violations/insert.ts';
import { formatHours } from '../../src/violations/timeline.ts';
import { assistantHere } from '../assistant.ts';
import { ownSheet } from '../boundaries/parts.ts';
import { shareButtons } from '../checkin/cards/share.ts';
import { guideControls } from '../guide/controls.ts';
import { scenesFor } from '../practice/here.ts';
import { practiseButtons } from '../practice/offer.ts';
import { templateControls } from '../template/controls.ts';
import { violationControls } from './controls.ts';
import { presentHistory } from './history.ts';
import { findReminder } from './remind-day.ts';
import { showDay } from './today.ts';

/** Maximum characters of a story, leaving room in a message for the rest of the card. */
const STORY_SHOWN = 1500;

/** An entry as text. */
export function sayEntry({ t, locale }: Words, entry: Entry, storyLength = STORY_SHOWN): string {
  const story = cut(entry.story, storyLength);
  const costs = sayCosts({ t, locale }, entry);
  const line = {
    when: showDay(entry.happenedOn),
    state: t(`violations:states.${entry.state}`),
    reaction: t(`violations:reactions.${entry.reaction}`),
  };
  return [
    `**${t(`violations:kinds.${entry.kind}`)}**`,
    entry.weight === undefined
      ? t('violations:list.lineUnweighed', line)
      : t('violations:list.line', { ...line, weight: entry.weight }),
    quote(escapeMarkdown(story) + (story === entry.story ? '' : '…')),
    ...(entry.clientLabel ? [t('violations:list.client', { client: escapeMarkdown(entry.clientLabel) })] : []),
    ...(entry.nextStep ? [t('violations:list.next', { step: escapeMarkdown(entry.nextStep) })] : []),
    ...(costs ? [costs] : []),
  ].join('\n');
}

/** The cost in time and money; undefined if it cost neither. */
export function sayCosts({ t, locale }: Words, { cost, unpaidMinutes }: Entry): string | undefined {
  const costs = [
    ...(unpaidMinutes ? [t('violations:card.hours', { hours: formatHours(unpaidMinutes, locale) })] : []),
    ...(cost ? [formatMoney(cost, locale)] : []),
  ];
  return costs.length > 0 ? t('violations:card.cost', { cost: costs.join(' + ') }) : undefined;
}

interface Words {
  readonly t: Translate;
  readonly locale: Locale;
}

export const wordsOf = ({ t, person }: Call): Words => ({ t, locale: person.locale });

/** An entry with its controls. */
export async function presentCard(call: Call, entry: Entry): Promise<Block[]> {
  const { t } = call;
  const due = await findReminder(call, entry.id);
  const text = (line: string): Block => ({ type: 'text', text: line });
  return [
    text(sayEntry(wordsOf(call), entry)),
    text(sayState(t, entry)),
    ...(due ? [text(t('violations:card.remindOn', { when: timestamp(due, 'F') }))] : []),
    stateSelect(t, entry),
    ...(await helpFor(call, entry, await ownSheet(call))),
    await actionsFor(call, entry, { reminded: due !== undefined }),
    ...presentHistory(wordsOf(call), entry.history),
  ];
}

/**
 * The controls of an entry, for any message.
 * @param shared false if it cannot have been shared: nobody needs to look
 * @param reminded whether a reminder of it is set
 */
export async function actionsFor(
  call: Call,
  entry: Entry,
  { shared = true, reminded = false }: { readonly shared?: boolean; readonly reminded?: boolean } = {},
): Promise<Block> {
  const { t } = call;
  const list: Button[] = [
    ...(entry.state === 'resolved'
      ? []
      : [
          {
            label: t(reminded ? 'violations:card.moveReminder' : 'violations:card.remind'),
            emoji: '⏰',
            does: violationControls.remind.with({ id: entry.id }),
          },
        ]),
    { label: t('violations:card.edit'), does: violationControls.edit.with({ id: entry.id }) },
    { label: t('violations:card.when'), does: violationControls.when.with({ id: entry.id }) },
    ...((await assistantHere(call))
      ? [{ label: t('violations:card.suggest'), does: violationControls.suggest.with({ id: entry.id }) }]
      : []),
    ...(await shareButtons(call, entry.id, shared)),
    { label: t('violations:card.delete'), style: 'danger', does: violationControls.delete.with({ id: entry.id }) },
  ];
  return buttons(...list);
}

/**
 * Help with an entry: the violated boundary, a section of the guide, and two templates to choose from. From the third entry
 * about a client on, it says so and offers the timeline.
 * @param earlier its author's earlier entries, where they are known
 */
export async function helpFor(
  call: Call,
  entry: Entry,
  sheet: Sheet,
  earlier?: readonly EarlierEntry[],
): Promise<Block[]> {
  const { t, person, services } = call;
  const boundary = crossedBoundary(sheet, entry.kind, { t, locale: person.locale });
  const dealings = await findDealings(services, entry, earlier);
  const again = dealings.entries >= REPEATED;
  const lines = [
    ...(boundary ? [t('violations:card.boundary', { boundary: escapeMarkdown(boundary) })] : []),
    ...(again
      ? [t('violations:repeated.said', { count: dealings.entries, client: escapeMarkdown(entry.clientLabel ?? '') })]
      : []),
    t('violations:helps'),
  ];
  const timeline = {
    label: t('violations:repeated.timeline'),
    does: violationControls.timelineOf.with({ id: entry.id }),
  };
  return [
    { type: 'text', text: lines.join('\n') },
    helpButtons(call, entry, whatHelps(entry.kind, circumstancesOf(entry, dealings)), [
      ...practiseButtons(t, fittingScene(await scenesFor(call), entry.kind)),
      ...(again ? [timeline] : []),
    ]),
  ];
}

/** Links to a section of the guide and to templates, filled for the entry. @throws if the content has neither. */
export function helpButtons(
  { t, person, services }: Call,
  { id: entry, kind }: { readonly id: string; readonly kind: ViolationKind },
  { section: ref, template, second }: Pick<WhatHelps, 'section' | 'template' | 'second'>,
  further: readonly Button[] = [],
): Block {
  const [slug = '', sectionId] = ref.split('#');
  const article = services.guides[person.locale].articles.get(slug);
  if (!article) throw new Error(`no ${ref} to help with ${kind}`);
  const section = article.sections.find((each) => each.id === sectionId);
  const templateButton = (id: string, key: 'violations:useTemplate' | 'violations:orTemplate'): Button => {
    const found = services.templates[person.locale].find(id);
    if (!found) throw new Error(`no ${id} to help with ${kind}`);
    return { label: t(key, { title: found.title }), does: templateControls.openFor.with({ id, entry }) };
  };
  return buttons(
    {
      label: t('violations:readSection', { title: section?.heading ?? article.title }),
      does: guideControls.open.with({ ref }),
    },
    templateButton(template, 'violations:useTemplate'),
    ...(second === template ? [] : [templateButton(second, 'violations:orTemplate')]),
    ...further,
  );
}

/** An entry's state in words, with its outcome. */
export function sayState(t: Translate, { state, outcome }: Entry): string {
  const said = t(`violations:states.${state}`);
  return outcome
    ? t('violations:card.resolved', { state: said, outcome: t(`violations:outcomes.${outcome}`) })
    : t('violations:card.state', { state: said });
}

/** All states in one list, including the outcomes, for a single press. {@link readState} parses its values. */
export function stateSelect(t: Translate, entry: Entry): Block {
  const options: SelectOption[] = [
    { value: 'open', label: t('violations:states.open'), chosen: entry.state === 'open' },
    { value: 'addressed', label: t('violations:states.addressed'), chosen: entry.state === 'addressed' },
    ...OUTCOMES.map((outcome) => ({
      value: `resolved.${outcome}`,
      label: `${t('violations:states.resolved')}: ${t(`violations:outcomes.${outcome}`)}`,
      chosen: entry.outcome === outcome,
    })),
  ];
  return {
    type: 'select',
    select: { does: violationControls.state.with({ id: entry.id }), prompt: t('violations:card.changeState'), options },
  };
}
