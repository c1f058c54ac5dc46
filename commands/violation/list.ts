import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { choice, defineCommand, type Suggestion } from '../../src/dialogue/command.ts';
import { STATES, VIOLATION_KINDS } from '../../src/kinds/violations.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { isUuid } from '../../src/messages/params.ts';
import { type Block, divider, toMe, update } from '../../src/messages/reply.ts';
import { formatDay } from '../../src/text/format.ts';
import { ENTRY_LIMITS, type Entry } from '../../src/violations/entries.ts';
import {
  type Client,
  type EntryFilter,
  findClient,
  listClients,
  listEntries,
  PERIODS,
} from '../../src/violations/list.ts';
import { shareList } from '../checkin/cards/share.ts';
import { turningBlocks } from '../pages.ts';
import { sayEntry, wordsOf } from './card.ts';
import { clientOptions, turnedTo } from './clients.ts';
import { violationControls } from './controls.ts';
import { todayOf } from './today.ts';

const PAGE_SIZE = 5;
/** Maximum characters of a story, so that a page of them fits one message. */
const STORY_SHOWN = 300;
/** Maximum options for clients: a list has 25, the first of which is "any". */
const CLIENT_ROOM = 24;
const ANY = 'any';

const turnPage = defineButton({
  ...violationControls.listPage,
  reads: true,
  access: 'everyone',
  run: async (call, { page, ...filter }) => update(...(await presentPage(call, filter, page))),
});

/** One list for each filter; the id contains the other filters. */
const chooseFilter = defineSelect({
  ...violationControls.filter,
  access: 'everyone',
  async run(call, { by, ...filter }, { values: [value = ANY] }) {
    const from = by === 'client' ? turnedTo(value) : undefined;
    if (from !== undefined) return update(...(await presentPage(call, filter, 0, from)));
    const chosen: EntryFilter =
      by === 'client'
        ? { ...filter, client: value === ANY ? undefined : uuidOf(value) }
        : {
            ...filter,
            ...(by === 'kind' ? { kind: VIOLATION_KINDS.find((kind) => kind === value) } : {}),
            ...(by === 'state' ? { state: STATES.find((state) => state === value) } : {}),
            ...(by === 'period' ? { period: PERIODS.find((period) => period === value) } : {}),
          };
    return update(...(await presentPage(call, chosen, 0)));
  },
});

/** The entries about a client, below what they say together. */
export const showEntriesOf = defineButton({
  ...violationControls.entriesOf,
  access: 'everyone',
  run: async (call, { id }) =>
    toMe(...(await presentPage(call, { kind: undefined, state: undefined, period: undefined, client: id }, 0))),
});

/** An id in the database's format; undefined for other text, which an attacker may have sent. */
function uuidOf(value: string): string | undefined {
  return isUuid(value) ? value : undefined;
}

export const violationList = defineCommand({
  key: 'violation.list',
  access: 'everyone',
  contexts: 'everywhere',
  options: {
    kind: choice({ values: VIOLATION_KINDS, label: (t, kind) => t(`violations:kinds.${kind}`) }),
    client: { type: 'text', maxLength: ENTRY_LIMITS.clientLabel, suggest: suggestClients },
    state: choice({ values: STATES, label: (t, state) => t(`violations:states.${state}`) }),
    period: choice({ values: PERIODS, label: (t, period) => t(`violations:list.periods.${period}`) }),
  },
  actions: [turnPage, chooseFilter, showEntriesOf],
  async run(call, { client: typed, ...filter }) {
    const client =
      typed === undefined ? undefined : findClient(await listClients(call.services, call.person.id), typed);
    if (typed !== undefined && !client)
      return toMe(call.t('violations:list.unknownClient', { client: escapeMarkdown(typed) }));
    return toMe(...(await presentPage(call, { ...filter, client: client?.entry }, 0)));
  },
});

export async function suggestClients({ services, person }: Call, typed: string): Promise<Suggestion[]> {
  const wanted = typed.trim().toLowerCase();
  const clients = await listClients(services, person.id);
  return clients
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .map(({ label }) => ({ name: label, value: label }));
}

/** @param from the first client in the list of clients, after turning its pages */
async function presentPage(call: Call, filter: EntryFilter, page: number, from?: number): Promise<(string | Block)[]> {
  const { t, services, person } = call;
  const slice = { skip: page * PAGE_SIZE, take: PAGE_SIZE };
  const filtered = Object.values(filter).some((value) => value !== undefined);
  // Each label is sealed, so clients are looked for only where they can be chosen.
  const named = filter.client === undefined ? undefined : await listClients(services, person.id);
  const { entries, total } = await listEntries(services, person.id, filter, slice, await todayOf(call), named ?? []);
  if (total === 0 && !filtered) return [t('violations:list.empty', { log: call.command('violation.log') })];
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  // Entries were deleted meanwhile: the last existing page.
  if (page >= pages) return presentPage(call, filter, pages - 1, from);
  const title = filtered ? t('violations:list.found', { count: total }) : t('violations:list.title', { count: total });
  return [
    `## ${title}`,
    ...(total === 0 ? [t('violations:list.nothing')] : []),
    ...entries.flatMap((entry): Block[] => [
      divider,
      {
        type: 'section',
        text: sayEntry(wordsOf(call), entry, STORY_SHOWN),
        button: { label: t('violations:card.show'), does: violationControls.show.with({ id: entry.id }) },
      },
    ]),
    ...turningBlocks(call, { page, pages }, (to) => violationControls.listPage.with({ ...filter, page: to })),
    ...(await shareList(call, entries, (entry) => optionLabel(call, entry))),
    ...(filtered || total > PAGE_SIZE
      ? filters(call, filter, named ?? (await listClients(services, person.id)), from)
      : []),
  ];
}

/** An entry as an option of a list: its day, kind and beginning. */
function optionLabel({ t, person }: Call, { kind, happenedOn, story }: Entry): string {
  const label = `${formatDay(happenedOn, person.locale, 'day-month')} · ${t(`violations:kinds.${kind}`)} · ${story.replace(/\s+/gu, ' ')}`;
  return shorten(label, LIMITS.optionLabel);
}

function filters({ t }: Call, filter: EntryFilter, clients: readonly Client[], from: number | undefined): Block[] {
  const list = (
    by: 'kind' | 'state' | 'period' | 'client',
    options: readonly { readonly value: string; readonly label: string }[],
  ): Block => ({
    type: 'select',
    select: {
      does: violationControls.filter.with({ ...filter, by }),
      prompt: t(`violations:list.prompts.${by}`),
      options: [{ value: ANY, label: t(`violations:list.filters.${by}`) }, ...options].map((option) => ({
        ...option,
        chosen: option.value === (filter[by] ?? ANY),
      })),
    },
  });
  return [
    list(
      'kind',
      VIOLATION_KINDS.map((value) => ({ value, label: t(`violations:kinds.${value}`) })),
    ),
    list(
      'state',
      STATES.map((value) => ({ value, label: t(`violations:states.${value}`) })),
    ),
    list(
      'period',
      PERIODS.map((value) => ({ value, label: t(`violations:list.periods.${value}`) })),
    ),
    ...(clients.length > 0
      ? [list('client', clientOptions(t, clients, { room: CLIENT_ROOM, from, chosen: filter.client }))]
      : []),
  ];
}
