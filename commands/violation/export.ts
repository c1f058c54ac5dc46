import { defineSelect } from '../../src/discord/action.ts';
import { defineCommand } from '../../src/discord/command.ts';
import { escapeMarkdown } from '../../src/discord/markdown.ts';
import { type Block, toMe } from '../../src/discord/reply.ts';
import { toCsv, toJson } from '../../src/violations/export.ts';
import { allEntries, listClients } from '../../src/violations/list.ts';
import { toTimeline } from '../../src/violations/timeline.ts';
import { ownEntry, sayGone } from './show.ts';

const CLIENTS_SHOWN = 25;

/** What happened with one client, as a file to have at hand in the talk with them. */
const chooseTimeline = defineSelect({
  name: 'violation.timeline',
  access: 'everyone',
  params: {},
  async run(call, _, { values: [id = ''] }) {
    const { t, services, person } = call;
    const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
    const client = uuid ? (await ownEntry(call, id))?.clientLabel : undefined;
    if (client === undefined) return toMe(sayGone(call));
    const data = toTimeline(client, await allEntries(services, person.id, client), { t, locale: person.locale });
    return toMe(t('violations:timeline.ready', { client: escapeMarkdown(client) }), {
      type: 'file',
      file: { name: t('violations:timeline.file'), data },
    });
  },
});

export const violationExport = defineCommand({
  key: 'violation.export',
  access: 'everyone',
  contexts: 'everywhere',
  actions: [chooseTimeline],
  async run({ t, services, person, command }) {
    const entries = await allEntries(services, person.id);
    if (entries.length === 0) return toMe(t('violations:list.empty', { log: command('violation.log') }));
    const file = (name: string, data: string): Block => ({ type: 'file', file: { name, data } });
    const clients = (await listClients(services, person.id)).slice(0, CLIENTS_SHOWN);
    const timeline: Block = {
      type: 'select',
      select: {
        does: chooseTimeline.with({}),
        prompt: t('violations:export.timeline'),
        options: clients.map(({ label, entry }) => ({ value: entry, label })),
      },
    };
    return toMe(
      t('violations:export.ready'),
      file(t('violations:export.csv'), toCsv(entries, t)),
      file(t('violations:export.json'), toJson(entries)),
      ...(clients.length > 0 ? [timeline] : []),
    );
  },
});
