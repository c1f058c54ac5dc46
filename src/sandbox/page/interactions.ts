import type { ActionResult, LiveEvent } from '../protocol.ts';
import { act, type Deed } from './api.ts';
import { formAnswered, formFailed, openForm } from './form/open.ts';
import { recognise } from './guide/progress.ts';
import { toNewest } from './messages/scroll.ts';
import { change, type Pending, state } from './store.ts';
import { words } from './words/words.ts';

type InteractionEvent = Extract<LiveEvent, { kind: 'interaction' }>;

/** Events that arrived before the answer to the request that started the interaction. */
const early = new Map<string, InteractionEvent>();
let lastKey = 0;

/** The interaction's name for the person, and its place. */
export interface Start {
  readonly kind: Pending['kind'];
  readonly channelId: string;
  readonly label: string;
  readonly sourceMessageId?: string;
  readonly customId?: string;
  /** A command's path in default names. */
  readonly path?: string;
}

/** Starts an interaction with the bot and shows it as pending until the bot answers or the three seconds are over. */
export async function interact(start: Start, deed: Deed): Promise<ActionResult> {
  lastKey += 1;
  const pending: Pending = {
    key: lastKey,
    kind: start.kind,
    channelId: start.channelId,
    label: start.label,
    sourceMessageId: start.sourceMessageId ?? null,
    customId: start.customId ?? null,
    path: start.path ?? '',
    interactionId: null,
    failed: false,
    again: () => {
      dismissPending(pending.key);
      void interact(start, deed);
    },
  };
  // A retry replaces a failed attempt.
  const others = state.pending.filter((other) => !(other.failed && sameControl(other, pending)));
  change({ pending: [...others, pending] });
  if (start.kind !== 'component') toNewest();
  const result = await act(deed);
  if (!result.ok || result.interactionId === undefined) {
    dismissPending(pending.key);
    if (start.kind === 'submit') formFailed(result.ok ? '' : result.error);
    else change({ notice: words().notDone.replace('{why}', result.ok ? '' : result.error) });
    return result;
  }
  pending.interactionId = result.interactionId;
  const event = early.get(result.interactionId);
  early.delete(result.interactionId);
  if (event) settle(pending, event);
  return result;
}

/** Handles an event of the person's own interactions. Those of another window are ignored: their forms open there. */
export function interactionHappened(event: InteractionEvent): void {
  const pending = state.pending.find((known) => known.interactionId === event.interactionId);
  if (pending) settle(pending, event);
  else if (event.stage !== 'waiting') early.set(event.interactionId, event);
}

export function dismissPending(key: number): void {
  change({ pending: state.pending.filter((pending) => pending.key !== key) });
}

function settle(pending: Pending, event: InteractionEvent): void {
  if (event.stage === 'waiting') return;
  if (event.stage === 'failed') {
    pending.failed = true;
    if (pending.kind !== 'submit') return change({ pending: [...state.pending] });
    dismissPending(pending.key);
    return formFailed('');
  }
  dismissPending(pending.key);
  const { customId, path } = pending;
  if (pending.kind === 'command') recognise({ kind: 'command', path });
  else recognise({ kind: pending.kind === 'submit' ? 'form' : 'press', customId: customId ?? '' });
  if (pending.kind === 'submit') formAnswered();
  if (event.form) openForm(event.form);
}

function sameControl(one: Pending, other: Pending): boolean {
  return one.label === other.label && one.sourceMessageId === other.sourceMessageId && one.customId === other.customId;
}
