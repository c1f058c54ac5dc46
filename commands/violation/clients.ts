import type { Translate } from '../../src/i18n/translator.ts';
import type { SelectOption } from '../../src/messages/form.ts';
import type { Client } from '../../src/violations/list.ts';

const TURN = /^from:(\d{1,6})$/;
/** Value of the option that begins a list of all clients. */
export const FIRST_PAGE = 'from:0';

/**
 * Clients as options of a list of at most `room`. If there are more, two options turn its pages.
 *
 * @param from the first client shown; undefined: the page with the chosen one
 */
export function clientOptions(
  t: Translate,
  clients: readonly Client[],
  {
    room,
    from,
    chosen,
  }: { readonly room: number; readonly from?: number | undefined; readonly chosen?: string | undefined },
): SelectOption[] {
  const option = ({ label, entry }: Client): SelectOption => ({ value: entry, label });
  if (clients.length <= room) return clients.map(option);
  const size = room - 2;
  const at = clients.findIndex(({ ids }) => chosen !== undefined && ids.includes(chosen));
  const wanted = Math.floor(Math.max(0, from ?? at) / size) * size;
  // Entries were deleted meanwhile: the last existing page.
  const start = wanted < clients.length ? wanted : Math.floor((clients.length - 1) / size) * size;
  const turn = (to: number, key: 'previous' | 'more') => ({
    value: `from:${to}`,
    label: t(`violations:clients.${key}`, { first: to + 1, last: Math.min(to + size, clients.length) }),
  });
  return [
    ...clients.slice(start, start + size).map(option),
    ...(start > 0 ? [turn(start - size, 'previous')] : []),
    ...(start + size < clients.length ? [turn(start + size, 'more')] : []),
  ];
}

/** Where a list continues, if the value says so. */
export function turnedTo(value: string | undefined): number | undefined {
  const match = TURN.exec(value ?? '');
  return match ? Number(match[1]) : undefined;
}
