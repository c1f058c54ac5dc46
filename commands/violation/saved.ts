import { defineButton, defineForm, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { type Block, buttons, openForm, toMe, update } from '../../src/messages/reply.ts';
import type { Sheet } from '../../src/sheet/sheet.ts';
import { formatDay } from '../../src/text/format.ts';
import { changeEntry, type EntryChange } from '../../src/violations/changes.ts';
import type { Entry } from '../../src/violations/entries.ts';
import type { EarlierEntry } from '../../src/violations/insert.ts';
import { ownSheet } from '../boundaries/parts.ts';
import { offerToCount } from '../checkin/with-entry.ts';
import { textsIn } from './again.ts';
import { actionsFor, helpFor, sayCosts, wordsOf } from './card.ts';
import { contactWarnings } from './contact-warnings.ts';
import { violationControls, WEIGHTS } from './controls.ts';
import { clientForm } from './form.ts';
import { ownEntry, sayGone } from './show.ts';
import { todayOf } from './today.ts';

interface Saved {
  readonly sheet: Sheet;
  /** The author's earlier entries, where they are known: the entry is new then, and was not shared yet. */
  readonly earlier?: readonly EarlierEntry[] | undefined;
  readonly newClient?: boolean;
  /** What it has to do with the open check-in; nothing if left out. */
  readonly answering?: readonly (string | Block)[];
}

/** What is said of an entry that was just saved: what was understood, what helps, and what the form had no room for. */
export async function presentSaved(
  call: Call,
  entry: Entry,
  { sheet, earlier, newClient = false, answering = [] }: Saved,
): Promise<(string | Block)[]> {
  const { t } = call;
  return [
    [t('violations:saved'), ...(await sayUnderstood(call, entry, sheet))].join('\n'),
    ...contactWarnings(t, entry),
    ...(newClient ? [nameButton(call, entry)] : []),
    ...answering,
    ...(await helpFor(call, entry, sheet, earlier)),
    ...(entry.weight === undefined ? [weightSelect(call, entry, newClient)] : []),
    await actionsFor(call, entry, { shared: earlier === undefined }),
  ];
}

/** The day, if it is not today, and the cost: they were typed in one's own words. */
async function sayUnderstood(call: Call, entry: Entry, sheet: Sheet): Promise<string[]> {
  const { t, person } = call;
  const today = await todayOf(call, sheet);
  const costs = sayCosts(wordsOf(call), entry);
  return [
    ...(entry.happenedOn.equals(today)
      ? []
      : [t('violations:card.happened', { day: formatDay(entry.happenedOn, person.locale, 'full') })]),
    ...(costs ? [costs] : []),
  ];
}

function nameButton({ t }: Call, { id }: Entry): Block {
  return buttons({
    label: t('violations:client.name'),
    style: 'primary',
    does: violationControls.nameClient.with({ id }),
  });
}

function weightSelect({ t }: Call, { id }: Entry, newClient: boolean): Block {
  return {
    type: 'select',
    select: {
      does: violationControls.weigh.with({ id, client: newClient ? 'new' : undefined }),
      prompt: t('violations:form.weight.label'),
      options: WEIGHTS.map((value) => ({ value, label: t(`violations:weights.${value}`) })),
    },
  };
}

/** Adds how much an entry weighed, by one choice below it. */
export const weighEntry = defineSelect({
  ...violationControls.weigh,
  access: 'everyone',
  async run(call, { id, client }, { values: [value] }) {
    const weight = WEIGHTS.find((one) => one === value);
    return update(...(await add(call, id, weight === undefined ? {} : { weight: Number(weight) }, client === 'new')));
  },
});

/** Asks for the label of a client who is not in the list yet. */
export const nameClient = defineButton({
  ...violationControls.nameClient,
  access: 'everyone',
  async run(call, { id }) {
    const entry = await ownEntry(call, id);
    return entry ? openForm(clientForm(call, violationControls.clientText.with({ id }))) : toMe(sayGone(call));
  },
});

export const saveClient = defineForm({
  ...violationControls.clientText,
  access: 'everyone',
  async run(call, { id }, { values, message }) {
    const { client } = textsIn(values);
    const parts = await add(call, id, client === '' ? {} : { clientLabel: client }, client === '');
    return message ? update(...parts) : toMe(...parts);
  },
});

/** Adds to an entry what its form had no room for; the entry again. */
async function add(call: Call, id: string, change: EntryChange, newClient: boolean): Promise<(string | Block)[]> {
  const { services, person } = call;
  const sheet = await ownSheet(call);
  const entry = await changeEntry(services, person.id, id, change, await todayOf(call, sheet));
  if (!entry) return [sayGone(call)];
  const answering = await offerToCount(call, id);
  const unnamed = newClient && entry.clientLabel === undefined;
  return presentSaved(call, entry, { sheet, newClient: unnamed, answering });
}
