import { randomUUID } from 'node:crypto';
import type { Sandbox } from '@granica/discord-sandbox';
import type { Answer, Channel, Guild } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import type { Db } from '../../src/database/client.ts';
import { writeEntry } from './acts.ts';
import { type Act, type Life, press, pressUntilDone, send, waiting } from './persons.ts';

const ME_TOO = 'Też tak mam';

/** A community whose check-in is open, with its discussion: where the bot had posted it before. */
export async function openDiscussion(
  { apiUrl, token }: Sandbox,
  db: Db,
  guild: Guild,
  channel: Channel,
): Promise<{ readonly id: string }> {
  const asBot = async (path: string, body: object): Promise<{ readonly id: string }> => {
    const headers = {
      authorization: `Bot ${token}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://example.org, 1)',
    };
    const answer = await fetch(`${apiUrl}/v10${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  const post = await asBot(`/channels/${channel.id}/messages`, { content: 'Check-in' });
  const thread = await asBot(`/channels/${channel.id}/messages/${post.id}/threads`, { name: 'Dyskusja' });
  const now = Temporal.Now.instant();
  const at = (days: number) => new Date(now.epochMilliseconds + days * 86_400_000);
  const today = Temporal.Now.plainDateISO('UTC');
  const day = (date: Temporal.PlainDate) => new Date(`${date.toString()}T00:00:00Z`);
  await db.community.create({
    data: { id: guild.id, locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId: channel.id, sharing: 'anonymous' },
  });
  await db.checkin.create({
    data: {
      id: randomUUID(),
      communityId: guild.id,
      week: day(today.subtract({ days: today.dayOfWeek - 1 })),
      localDate: day(today),
      dueAt: at(-1),
      latestAt: at(2),
      closesAt: at(3),
      postedAt: at(-1),
      state: 'posted',
      theme: 'tip-official-channels',
      channelId: channel.id,
      messageId: post.id,
      threadId: thread.id,
    },
  });
  return thread;
}

const shareEntry: Act = (life, turn) => shareAs(life, turn, life.random(2) === 0 ? 'named' : 'anonymous');

/** Logs something and shares it, by name or not; each press is repeated until it worked. */
export async function shareAs(life: Life, turn: number, as: 'named' | 'anonymous'): Promise<void> {
  const { number, discussion, tally, confirmed } = life;
  const story = `Karta ${number}-${turn}: klient nie płaci`;
  const { saved } = await writeEntry(life, discussion.channel, story);
  const share = saved?.buttons.find(({ label }) => label === 'Udostępnij w dyskusji');
  if (!saved || !share) return;
  const form = await pressUntilDone(tally, 'card form', () => saved.click(share.customId ?? '', waiting));
  if (form?.kind !== 'form') return;
  const values = { story, learned: 'Zaliczka z góry', as };
  const draft = await send(life, 'card draft', form, { typed: story, values });
  if (!draft?.buttons.some(({ label }) => label === 'Udostępnij')) return;
  const answer = await pressUntilDone(tally, 'card', () =>
    // What was still under way may have shared it meanwhile: then the message says so, and its button is gone.
    draft.buttons.some(({ label }) => label === 'Udostępnij')
      ? draft.click('Udostępnij', waiting)
      : Promise.resolve(draft),
  );
  if (/\*\*Karta (?:za chwilę|pojawi się|jest)/.test(answer?.text ?? '')) confirmed.card.add(story);
}

/** Someone's card in the discussion, drawn by lot. */
function someCard({ person, discussion, random }: Life): { readonly card: Answer; readonly id: string } | undefined {
  const cards = person
    .in(discussion.thread)
    .messages()
    .flatMap((card) => {
      const id = cardOf(card);
      return id === undefined ? [] : [{ card, id }];
    });
  return cards[random(Math.max(cards.length, 1))];
}

/** The card (id) that a message shows: it stands in its buttons. Undefined for other messages. */
export function cardOf({ buttons }: Answer): string | undefined {
  return buttons.find(({ customId }) => customId?.startsWith('1:card.meToo:'))?.customId?.split(':')[2];
}

/** How many have pressed it, as a card's message says. */
export function shownMeToo({ buttons }: Answer): number {
  const label = buttons.find(({ label }) => label?.startsWith(ME_TOO))?.label;
  return Number(label?.split('·')[1] ?? 0);
}

async function noteMeToo(life: Life): Promise<void> {
  const found = someCard(life);
  if (!found) return;
  const { card, id } = found;
  const button = card.buttons.find(({ label }) => label?.startsWith(ME_TOO));
  const answer = await press(life.tally, 'me too', () => card.click(button?.customId ?? '', waiting));
  if (/Zapisane\. Licznik|już się liczy/.test(answer?.text ?? '')) life.confirmed.meToo.add(`${id} ${life.person.id}`);
}

async function giveAdvice(life: Life, turn: number): Promise<void> {
  const { number, tally, confirmed } = life;
  const { card } = someCard(life) ?? {};
  if (!card) return;
  const form = await press(tally, 'advice form', () => card.click('Doradź', waiting));
  if (form?.kind !== 'form') return;
  const text = `Rada ${number}-${turn}: poproś o zaliczkę`;
  const answer = await send(life, 'advice', form, { typed: text, values: { advice: text } });
  if (answer?.text.includes('Rada pojawi się')) confirmed.advice.add(text);
}

/** What people do in a community's discussion. */
export const DISCUSSION_ACTS: readonly Act[] = [shareEntry, noteMeToo, noteMeToo, giveAdvice];
