import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '@granica/discord-sandbox/persons';
import { type Act, isApology, type Life, press, send, waiting } from './persons.ts';

const CALM = 'Spokojny tydzień';
const REMIND = 'Włącz przypomnienia';

/** What people do alone, and in the community whose check-in is due. */
export const OWN_ACTS: readonly Act[] = [
  logEntry,
  logEntry,
  saveTemplate,
  answerCheckin,
  wantReminders,
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

/** An entry, with the retry that the bot offers as often as it takes. True if it was saved at the first try. */
export async function logEntry(life: Life, turn: number): Promise<boolean> {
  return (await writeEntry(life, life.channel, `Wpis ${life.number}-${turn}: klient zadzwonił w nocy`)).atOnce;
}

/** The same, in any channel; the answer that shows the entry, where it was saved. */
export async function writeEntry(
  life: Life,
  channel: { readonly id: string },
  story: string,
): Promise<{ readonly atOnce: boolean; readonly saved: Answer | undefined }> {
  const { person, tally, confirmed } = life;
  const form = await press(tally, 'entry form', () => person.in(channel).run('/violation log', {}, waiting));
  if (form?.kind !== 'form') return { atOnce: false, saved: undefined };
  const values = { kind: 'disrespect', story, reaction: 'refused' };
  const first = await send(life, 'entry', form, { typed: story, values });
  const apologised = first !== undefined && isApology(first);
  let answer = first;
  for (let tries = 0; answer !== undefined && tries < 20; tries += 1) {
    if (answer.text.includes('**Zapisane.')) {
      confirmed.entry.add(story);
      return { atOnce: tries === 0, saved: answer };
    }
    await pause(500);
    // What was still under way may have come to its end: then the message says so, and its button is gone.
    const [again] = first?.buttons ?? [];
    if (!first || !apologised || !isApology(first) || !again) break;
    answer = await press(tally, 'entry again', () => first.click(again.customId ?? '', waiting));
  }
  return { atOnce: false, saved: undefined };
}

async function saveTemplate(life: Life, turn: number): Promise<void> {
  const { person, number, channel, tally, confirmed } = life;
  const form = await press(tally, 'template form', () => person.in(channel).run('/template save', {}, waiting));
  if (form?.kind !== 'form') return;
  const [title, text] = [`Szablon ${number}-${turn}`, `Treść szablonu ${number}-${turn}`];
  const answer = await send(life, 'template', form, { typed: text, values: { title, text } });
  if (answer?.text.includes('**Zapisane: ')) confirmed.template.add(title);
}

async function answerCheckin({ person, number, checkin, tally, confirmed }: Life): Promise<void> {
  const post = person
    .in(checkin)
    .messages()
    .find(({ buttons }) => buttons.some(({ label }) => label?.includes(CALM)));
  if (!post) return;
  const answer = await press(tally, 'check-in', () => post.click(CALM, waiting));
  if (answer?.text.includes('Spokojny tydzień: zapisane')) confirmed.answer.add(`${number}`);
}

async function wantReminders({ person, number, checkin, tally, confirmed }: Life): Promise<void> {
  const shown = await press(tally, 'reminders', () => person.in(checkin).run('/checkin reminders', {}, waiting));
  // Where they are on, the button turns them off: what is confirmed stays so.
  if (!shown?.buttons.some(({ label }) => label === REMIND)) return;
  const answer = await press(tally, 'reminders on', () => shown.click(REMIND, waiting));
  if (answer?.text.includes('Przypomnienia są włączone')) confirmed.reminder.add(`${number}`);
}
