import { defineButton } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Block, buttons, toMe } from '../../src/messages/reply.ts';
import { relabelEntries } from '../../src/violations/changes.ts';
import type { Entry } from '../../src/violations/entries.ts';
import { findClient, isSameLabel, listClients } from '../../src/violations/list.ts';
import { violationControls } from './controls.ts';
import { ownEntry, sayGone } from './show.ts';

/** After a label was corrected: offers to correct it in the client's other entries as well. */
export async function offerRelabelling(call: Call, before: Entry, { id, clientLabel }: Entry): Promise<Block[]> {
  const { t, services, person } = call;
  if (!before.clientLabel || !clientLabel || isSameLabel(before.clientLabel, clientLabel)) return [];
  const others = findClient(await listClients(services, person.id), before.clientLabel);
  if (!others) return [];
  return [
    buttons({
      label: t('violations:client.relabel', { count: others.ids.length }),
      style: 'primary',
      does: violationControls.relabel.with({ id, from: others.entry }),
    }),
  ];
}

/** Gives the corrected label of an entry to all entries that still carry the earlier one. */
export const relabel = defineButton({
  ...violationControls.relabel,
  access: 'everyone',
  defer: 'me',
  async run(call, { id, from }) {
    const { t, services, person } = call;
    const entry = await ownEntry(call, id);
    const client = (await listClients(services, person.id)).find(({ ids }) => ids.includes(from));
    if (!entry?.clientLabel || !client) return toMe(sayGone(call));
    const others = client.ids.filter((one) => one !== id);
    await relabelEntries(services, person.id, others, entry.clientLabel);
    return toMe(t('violations:client.relabelled', { count: others.length, client: escapeMarkdown(entry.clientLabel) }));
  },
});
