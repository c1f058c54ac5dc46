import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../src/sandbox/persons/answer.ts';
import type { Channel, Person } from '../../src/sandbox/persons/handles.ts';
import type { Tally } from './tally.ts';

export interface Life {
  readonly person: Person;
  /** Tells the persons apart in what they write. */
  readonly number: number;
  readonly channel: Channel;
  readonly checkin: Channel;
  readonly tally: Tally;
  /** From 0 up to, and without, the given number. */
  readonly random: (below: number) => number;
  /** What the person was told is saved. */
  readonly confirmed: { readonly entries: Set<string>; readonly templates: Set<string>; readonly answers: Set<string> };
}

/** How long a person waits for an outcome, in milliseconds: longer than anything may take. */
const PATIENCE = 30_000;
/** What the bot says when something did not work, or is not known yet. */
const APOLOGY = /nie odpowiada|Coś poszło nie tak|dłużej niż zwykle|trwało za długo/;
const CALM = 'Spokojny tydzień';
const waiting = { patience: PATIENCE };

/** Uses the bot until it is told to stop. */
export async function live(life: Life, isOver: () => boolean): Promise<void> {
  for (let turn = 1; !isOver(); turn += 1) {
    await ACTS[life.random(ACTS.length)]?.(life, turn);
    await pause(200 + life.random(800));
  }
}

type Act = (life: Life, turn: number) => Promise<unknown>;
const ACTS: readonly Act[] = [
  logEntry,
  logEntry,
  saveTemplate,
  answerCheckin,
  ({ person, channel, tally }) => press(tally, 'help', () => person.in(channel).run('/help', {}, waiting)),
  ({ person, channel, tally }) =>
    press(tally, 'search', () => person.in(channel).run('/guide search', { query: 'zaliczka' }, waiting)),
  ({ person, channel, tally }) =>
    press(tally, 'template', () => person.in(channel).run('/template use', { template: 'extra-fee' }, waiting)),
  ({ person, channel, tally, random }) =>
    press(tally, 'settings', () =>
      person.in(channel).run('/settings language', { language: ['pl', 'discord'][random(2)] ?? 'pl' }, waiting),
    ),
];

/** One press or command, to its outcome. Undefined where the person got none. */
async function press(tally: Tally, what: string, act: () => Promise<Answer>): Promise<Answer | undefined> {
  tally.presses += 1;
  try {
    const answer = await act();
    if (answer.kind === 'message' && APOLOGY.test(answer.text)) tally.apologies += 1;
    return answer;
  } catch (error) {
    tally.unanswered.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** An entry, with the retry that the bot offers as often as it takes. */
export async function logEntry({ person, number, channel, tally, confirmed }: Life, turn: number): Promise<boolean> {
  const story = `Wpis ${number}-${turn}: klient zadzwonił w nocy`;
  const form = await press(tally, 'entry form', () => person.in(channel).run('/violation log', {}, waiting));
  if (form?.kind !== 'form') return false;
  const values = { kind: 'disrespect', story, reaction: 'refused', weight: '3' };
  const first = await press(tally, 'entry', () => form.submit(values, waiting));
  const apology = first !== undefined && APOLOGY.test(first.text);
  if (apology && !first.text.includes(story)) tally.lost.push(`typed: ${story}`);
  let answer = first;
  for (let tries = 0; answer !== undefined && tries < 20; tries += 1) {
    if (!APOLOGY.test(answer.text)) {
      confirmed.entries.add(story);
      return tries === 0;
    }
    await pause(500);
    // What was still under way may have come to its end: then the message says so, and its button is gone.
    const [again] = first?.buttons ?? [];
    if (!apology || !APOLOGY.test(first.text) || !again) return false;
    answer = await press(tally, 'entry again', () => first.click(again.customId ?? '', waiting));
  }
  return false;
}

async function saveTemplate({ person, number, channel, tally, confirmed }: Life, turn: number): Promise<void> {
  const title = `Szablon ${number}-${turn}`;
  const form = await press(tally, 'template form', () => person.in(channel).run('/template save', {}, waiting));
  if (form?.kind !== 'form') return;
  const text = `Treść szablonu ${number}-${turn}`;
  const answer = await press(tally, 'template', () => form.submit({ title, text }, waiting));
  if (!answer) return;
  if (!APOLOGY.test(answer.text)) confirmed.templates.add(title);
  else if (!answer.text.includes(text)) tally.lost.push(`typed: ${text}`);
}

async function answerCheckin({ person, number, checkin, tally, confirmed }: Life): Promise<void> {
  const post = person
    .in(checkin)
    .messages()
    .find(({ buttons }) => buttons.some(({ label }) => label?.includes(CALM)));
  if (!post) return;
  const answer = await press(tally, 'check-in', () => post.click(CALM, waiting));
  if (answer && !APOLOGY.test(answer.text)) confirmed.answers.add(`${number}`);
}
