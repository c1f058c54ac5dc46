import type { Translate } from '../i18n/translator.ts';
import type { CsvCell } from '../text/csv.ts';
import type { Entry } from './entries.ts';

/** Machine-readable columns of the CSV; their headings are in the member's language. */
const COLUMNS = [
  'day',
  'kind',
  'story',
  'client',
  'reaction',
  'weight',
  'state',
  'outcome',
  'addressed',
  'hours',
  'amount',
  'currency',
  'nextStep',
  'logged',
] as const;

/** The headings of the CSV, in the member's language. */
export function csvHeader(t: Translate): string[] {
  return COLUMNS.map((column) => t(`violations:export.columns.${column}`));
}

/** An entry as a CSV row, in the member's language. */
export function csvRow(entry: Entry, t: Translate): CsvCell[] {
  return [
    entry.happenedOn.toString(),
    t(`violations:kinds.${entry.kind}`),
    entry.story,
    entry.clientLabel,
    t(`violations:reactions.${entry.reaction}`),
    entry.weight,
    t(`violations:states.${entry.state}`),
    entry.outcome && t(`violations:outcomes.${entry.outcome}`),
    entry.addressedOn?.toString(),
    entry.unpaidMinutes === undefined ? undefined : Math.round((entry.unpaidMinutes / 60) * 100) / 100,
    entry.cost?.amount,
    entry.cost?.currency,
    entry.nextStep,
    entry.loggedAt,
  ];
}

/** An entry for the JSON, with stable keys and its earlier versions. */
export function toPlain({ id, kind, story, reaction, weight, state, history, ...entry }: Entry): object {
  return {
    id,
    happenedOn: entry.happenedOn.toString(),
    kind,
    story,
    client: entry.clientLabel ?? null,
    reaction,
    weight: weight ?? null,
    nextStep: entry.nextStep ?? null,
    state,
    outcome: entry.outcome ?? null,
    addressedOn: entry.addressedOn?.toString() ?? null,
    unpaidMinutes: entry.unpaidMinutes ?? null,
    cost: entry.cost ?? null,
    loggedAt: entry.loggedAt.toISOString(),
    history,
  };
}
