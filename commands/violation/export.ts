import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { defineCommand } from '../../src/dialogue/command.ts';
import { type Frame, type Item, type PartFile, writeParts } from '../../src/messages/file-parts.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, type Reply, toMe } from '../../src/messages/reply.ts';
import { CSV_START, CSV_STYLE, type CsvStyle, otherStyle, writeRow } from '../../src/text/csv.ts';
import { UNREADABLE } from '../../src/text/unreadable.ts';
import { dateAt } from '../../src/time/calendar.ts';
import type { Entry } from '../../src/violations/entries.ts';
import { csvHeader, csvRow, toPlain } from '../../src/violations/export.ts';
import { allEntries, type Client, listClients } from '../../src/violations/list.ts';
import { toTimeline } from '../../src/violations/timeline.ts';
import { isTimelinePrintable, PDF_ENTRIES, timelineChanges, timelinePdf } from '../../src/violations/timeline-pdf.ts';
import { toMeWithFiles } from '../files.ts';
import { clientOptions, turnedTo } from './clients.ts';
import { violationControls } from './controls.ts';
import { sayGone } from './show.ts';

/** Maximum signs listed that the PDF's font lacks. */
const SIGNS = 12;
/** Maximum options of a list. */
const ROOM = 25;

/** The events with one client, as a file for the talk with them. */
const chooseTimeline = defineSelect({
  ...violationControls.timeline,
  access: 'everyone',
  defer: 'me',
  async run(call, _, { values: [value = ''] }) {
    const { t, services, person } = call;
    const clients = await listClients(services, person.id);
    const from = turnedTo(value);
    if (from !== undefined) return toMe(t('violations:export.timeline'), ...timelineList(call, clients, from));
    const client = clients.find(({ ids }) => ids.includes(value));
    return client === undefined ? toMe(sayGone(call)) : handOver(call, client);
  },
});

/** The same, from an entry about that client. */
const openTimeline = defineButton({
  ...violationControls.timelineOf,
  access: 'everyone',
  defer: 'me',
  async run(call, { id }) {
    const clients = await listClients(call.services, call.person.id);
    const client = clients.find(({ ids }) => ids.includes(id));
    return client === undefined ? toMe(sayGone(call)) : handOver(call, client);
  },
});

async function handOver(call: Call, client: Client): Promise<Reply> {
  const { t, services, person } = call;
  const entries: Entry[] = [];
  for await (const entry of allEntries(services, person.id, client))
    entries.push({ ...entry, story: inWords(call, entry.story) });
  const language = { t, locale: person.locale };
  const file = one(toTimeline(client.label, entries, language));
  const frame = { head: '', tail: '', open: () => '', close: '', betweenRows: '', betweenSections: '' };
  const files = await writeParts(t('violations:timeline.file'), frame, file);
  const { pdf, notes } = await printTimeline(call, client.label, entries);
  const ready = t('violations:timeline.ready', { client: escapeMarkdown(client.label) });
  return toMeWithFiles([ready, ...notes].join('\n'), [...pdf, ...files]);
}

/** The timeline as PDF, and how it differs from what was typed. */
async function printTimeline(
  { t, services, person }: Call,
  label: string,
  all: readonly Entry[],
): Promise<{ readonly pdf: readonly PartFile[]; readonly notes: readonly string[] }> {
  const language = { t, locale: person.locale };
  const entries = all.slice(-PDF_ENTRIES);
  if (!isTimelinePrintable(label, entries, language))
    return { pdf: [], notes: [`-# ${t('violations:timeline.noPdf')}`] };
  const { missing } = timelineChanges(label, entries, language);
  const data = await timelinePdf(label, entries, language, {
    made: dateAt(services.clock.now()),
    pageLabel: (page, pages) => t('sheet:letter.page', { page, pages }),
  });
  const signs = [...missing].slice(0, SIGNS).map(escapeMarkdown).join(' ');
  return {
    pdf: [{ name: t('violations:timeline.pdf'), data }],
    notes: [
      ...(entries.length < all.length ? [`-# ${t('violations:timeline.latest', { count: entries.length })}`] : []),
      ...(signs ? [`-# ${t('violations:timeline.missing', { signs })}`] : []),
    ],
  };
}

async function* one(text: string): AsyncGenerator<Item> {
  yield { section: '', text };
}

/** The table again, in the other CSV style, for spreadsheets that need it. */
const downloadCsv = defineButton({
  ...violationControls.csv,
  access: 'everyone',
  defer: 'me',
  run: async (call, { style }): Promise<Reply> =>
    toMeWithFiles(call.t(`common:csv.${style}`), await csvFiles(call, style), offerOther(call, style)),
});

export const violationExport = defineCommand({
  key: 'violation.export',
  access: 'everyone',
  contexts: 'everywhere',
  // Its size is not known in advance.
  defer: 'me',
  actions: [chooseTimeline, openTimeline, downloadCsv],
  async run(call): Promise<Reply> {
    const { t, services, person, command } = call;
    if ((await services.db.violation.count({ where: { authorId: person.id } })) === 0)
      return toMe(t('violations:list.empty', { log: command('violation.log') }));
    const style = CSV_STYLE[person.locale];
    const csv = await csvFiles(call, style);
    const json = await writeParts(
      t('violations:export.json'),
      JSON_FRAME,
      items(call, (entry) => JSON.stringify(toPlain(entry), undefined, 2)),
    );
    const clients = await listClients(services, person.id);
    return toMeWithFiles(
      t('violations:export.ready'),
      [...csv, ...json],
      offerOther(call, style),
      ...timelineList(call, clients),
    );
  },
});

const JSON_FRAME: Frame = {
  head: '{ "format": "granica-violations", "version": 1, "entries": ',
  tail: '}\n',
  open: () => '[\n',
  close: '\n]',
  betweenRows: ',\n',
  betweenSections: '',
};

function csvFiles(call: Call, style: CsvStyle) {
  const { t } = call;
  const head = CSV_START + writeRow(csvHeader(t), style);
  const frame = { head, tail: '', open: () => '', close: '', betweenRows: '', betweenSections: '' };
  return writeParts(
    t('violations:export.csv'),
    frame,
    items(call, (entry) => writeRow(csvRow(entry, t), style)),
  );
}

async function* items(call: Call, write: (entry: Entry) => string): AsyncGenerator<Item> {
  for await (const entry of allEntries(call.services, call.person.id))
    yield { section: 'entries', text: inWords(call, write(entry)) };
}

/** Files may be compressed, so unreadable ones are reported here. */
function inWords({ t }: Call, text: string): string {
  return text.replaceAll(UNREADABLE, t('common:unreadable'));
}

function offerOther({ t }: Call, style: CsvStyle): Block {
  const other = otherStyle(style);
  return buttons({ label: t(`common:csv.${other}`), does: violationControls.csv.with({ style: other }) });
}

function timelineList({ t }: Call, clients: readonly Client[], from?: number): Block[] {
  if (clients.length === 0) return [];
  const options = clientOptions(t, clients, { room: ROOM, from });
  return [
    {
      type: 'select',
      select: { does: violationControls.timeline.with({}), prompt: t('violations:export.timeline'), options },
    },
  ];
}
