import { defineButton, defineSelect } from '../../src/dialogue/action.ts';
import type { Call } from '../../src/dialogue/call.ts';
import { isState, isViolationOutcome, type State, type ViolationOutcome } from '../../src/kinds/violations.ts';
import { type Block, buttons, toMe, update } from '../../src/messages/reply.ts';
import { changeEntry } from '../../src/violations/changes.ts';
import { type Entry, findEntry } from '../../src/violations/entries.ts';
import { presentCard, sayState } from './card.ts';
import { violationControls } from './controls.ts';
import { todayOf } from './today.ts';

/** The person's own entry; others' entries and deleted ones are not found. */
export function ownEntry({ services, person }: Call, id: string): Promise<Entry | undefined> {
  return findEntry(services, person.id, id);
}

/** Says that the entry does not exist: the same for one that never did and for another person's. */
export function sayGone({ t, command }: Call): string {
  return t('violations:card.gone', { list: command('violation.list') });
}

/** The card in parts, or a note that it is gone. */
export async function cardOrGone(call: Call, entry: Entry | undefined, first?: string): Promise<(string | Block)[]> {
  if (!entry) return [sayGone(call)];
  return [...(first ? [first] : []), ...(await presentCard(call, entry))];
}

export const showCard = defineButton({
  ...violationControls.show,
  access: 'everyone',
  run: async (call, { id }) => toMe(...(await cardOrGone(call, await ownEntry(call, id)))),
});

export const keepCard = defineButton({
  ...violationControls.keep,
  access: 'everyone',
  run: async (call, { id }) => update(...(await cardOrGone(call, await ownEntry(call, id)))),
});

/** Changes an entry's state: open, addressed, or resolved with an outcome. */
export const setState = defineSelect({
  ...violationControls.state,
  access: 'everyone',
  async run(call, { id }, { values, message }) {
    const state = readState(values[0] ?? '');
    if (!state) return update(...(await cardOrGone(call, await ownEntry(call, id))));
    const entry = await changeEntry(call.services, call.person.id, id, { state }, await todayOf(call));
    // A direct message stays in the conversation: it never becomes the card, with the whole story.
    if (message?.posted && entry) return update(...presentShort(call, entry));
    return update(...(await cardOrGone(call, entry, call.t('violations:card.changed'))));
  },
});

/** What a direct message says of an entry whose state was changed there: the state alone, and the way to the card. */
function presentShort({ t }: Call, entry: Entry): (string | Block)[] {
  return [
    `${t('violations:card.changed')} ${sayState(t, entry)}`,
    buttons({ label: t('violations:card.show'), does: violationControls.show.with({ id: entry.id }) }),
  ];
}

/** Parses a value of the list of states (`card.ts`); undefined for anything else. */
function readState(value: string): { state: State; outcome: ViolationOutcome | undefined } | undefined {
  const [state, outcome] = value.split('.');
  if (!isState(state)) return undefined;
  if (state !== 'resolved') return { state, outcome: undefined };
  return isViolationOutcome(outcome) ? { state, outcome } : undefined;
}
