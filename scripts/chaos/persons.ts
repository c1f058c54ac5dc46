import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Channel, InteractionFailed, type Person } from '@granica/discord-sandbox/persons';
import type { Tally } from './tally.ts';

/** What people were told is done, by kind: told and not there is lost. */
export const KINDS = ['entry', 'template', 'answer', 'card', 'meToo', 'advice', 'reminder'] as const;
export type Confirmed = Readonly<Record<(typeof KINDS)[number], Set<string>>>;

export interface Life {
  readonly person: Person;
  /** Tells the persons apart in what they write. */
  readonly number: number;
  readonly channel: Channel;
  /** Where a check-in becomes due meanwhile. */
  readonly checkin: Channel;
  /** The open discussion of another community, and a channel there. */
  readonly discussion: { readonly thread: { readonly id: string }; readonly channel: Channel };
  readonly tally: Tally;
  /** From 0 up to, and without, the given number. */
  readonly random: (below: number) => number;
  readonly confirmed: Confirmed;
}

export const nothingConfirmed = (): Confirmed => ({
  entry: new Set(),
  template: new Set(),
  answer: new Set(),
  card: new Set(),
  meToo: new Set(),
  advice: new Set(),
  reminder: new Set(),
});

/** How long a person waits for an outcome: longer than anything may take. */
export const waiting = { patience: 30_000 };
/** How often a person tries again what did not work. */
const TRIES = 20;
/** What the bot says when something did not work, or is not known yet. */
const APOLOGY = /nie odpowiada|Coś poszło nie tak|dłużej niż zwykle|trwało za długo/;

export const isApology = ({ text }: Answer): boolean => APOLOGY.test(text);

export type Act = (life: Life, turn: number) => Promise<unknown>;

/** Uses the bot until it is told to stop. */
export async function live(life: Life, acts: readonly Act[], isOver: () => boolean): Promise<void> {
  for (let turn = 1; !isOver(); turn += 1) {
    await acts[life.random(acts.length)]?.(life, turn);
    await pause(200 + life.random(800));
  }
}

/** One press or command, to its outcome. Undefined where the person got none. */
export async function press(
  tally: Tally,
  what: string,
  act: () => Promise<Answer> | undefined,
): Promise<Answer | undefined> {
  tally.presses += 1;
  try {
    const answer = await act();
    if (answer?.kind === 'message' && isApology(answer)) tally.apologies += 1;
    return answer;
  } catch (error) {
    const told = error instanceof InteractionFailed ? tally.unanswered : tally.impossible;
    told.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Presses as often as it takes; the answer that is no apology. */
export async function pressUntilDone(
  tally: Tally,
  what: string,
  act: () => Promise<Answer> | undefined,
): Promise<Answer | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await press(tally, what, act);
    if (!answer || answer.kind === 'form' || !isApology(answer)) return answer;
    await pause(500);
  }
  return undefined;
}

/** Sends a form; where that did not work, what was typed must be in the answer. */
export async function send(
  { tally }: Life,
  what: string,
  form: Answer,
  { typed, values }: { readonly typed: string; readonly values: Record<string, string> },
): Promise<Answer | undefined> {
  const answer = await press(tally, what, () => form.submit(values, waiting));
  if (answer && isApology(answer) && !answer.text.includes(typed)) tally.lost.push(`typed: ${typed}`);
  return answer;
}
