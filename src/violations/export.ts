import type { Translate } from '../i18n/translator.ts';
import type { Entry } from './entries.ts';

/** A line of Unicode before the text, by which Excel knows that it is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Machine-readable columns of the CSV, whose headings are in the member's language. */
export const COLUMNS = [
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

/** All entries as CSV (RFC 4180), in words of the member's language; spreadsheets run nothing of it as a formula. */
export function toCsv(entries: readonly Entry[], t: Translate): string {
  const header = COLUMNS.map((column) => t(`violations:export.columns.${column}`));
  const rows = entries.map((entry) => [
    entry.happenedOn.toString(),
    t(`violations:kinds.${entry.kind}`),
    entry.story,
    entry.clientLabel ?? '',
    t(`violations:reactions.${entry.reaction}`),
    String(entry.weight),
    t(`violations:states.${entry.state}`),
    entry.outcome ? t(`violations:outcomes.${entry.outcome}`) : '',
    entry.addressedOn?.toString() ?? '',
    entry.unpaidMinutes === undefined ? '' : String(Math.round((entry.unpaidMinutes / 60) * 100) / 100),
    entry.cost ? entry.cost.amount.toFixed(2) : '',
    entry.cost?.currency ?? '',
    entry.nextStep ?? '',
    entry.loggedAt.toISOString(),
  ]);
  return BYTE_ORDER_MARK + [header, ...rows].map((row) => `${row.map(toField).join(',')}\r\n`).join('');
}

/**
 * A field of RFC 4180. One that a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection"): also
 * after blanks, and after a line break, which some programs take for the start of a cell.
 */
function toField(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) || /[\n\r]\s*[=+@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** All entries as JSON, with stable keys and their earlier versions. */
export function toJson(entries: readonly Entry[]): string {
  const list = entries.map(({ id, kind, story, reaction, weight, state, history, ...entry }) => ({
    id,
    happenedOn: entry.happenedOn.toString(),
    kind,
    story,
    client: entry.clientLabel ?? null,
    reaction,
    weight,
    nextStep: entry.nextStep ?? null,
    state,
    outcome: entry.outcome ?? null,
    addressedOn: entry.addressedOn?.toString() ?? null,
    unpaidMinutes: entry.unpaidMinutes ?? null,
    cost: entry.cost ?? null,
    loggedAt: entry.loggedAt.toISOString(),
    history,
  }));
  return JSON.stringify({ format: 'granica-violations', version: 1, entries: list }, undefined, 2);
}
