import type { Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';
import { SHARE_WORDS, waysToShare } from '../support/ways-to-share.ts';

const clock = testClock(FRIDAY);
const bot = useBot({ clock });
const week = discussionOf(bot, 'pl');
/** A channel in which members may read, but not write. */
let readOnly: Channel;
beforeEach(() => {
  const { guild } = bot();
  readOnly = guild.addChannel({ name: 'ogloszenia' });
  readOnly.permit(guild, { deny: ['SendMessages'] });
});

const seat = (channel: Pick<Channel, 'id'>) => bot().member.in(channel);
const WAYS = waysToShare('pl');
const words = SHARE_WORDS.pl;

const publicTexts = (channel: Pick<Channel, 'id'>) =>
  bot()
    .other.in(channel)
    .messages()
    .map(({ text }) => text);

describe.each(Object.entries(WAYS))('where a person may not write, %s', (_file, way) => {
  it('offers nothing', async () => {
    const shown = await way.shown(bot().member, readOnly);
    expect(shown.text).not.toBe('');
    expect(shown.buttons.map(({ label }) => label)).not.toContain(way.button);
  });

  it('shares nothing if it is pressed all the same, says so, and gives back what was typed', async () => {
    const { guild } = bot();
    const place = guild.addChannel({ name: 'zamkniety-potem' });
    const prepared = await way.prepare(await way.shown(bot().member, place));
    const before = publicTexts(place);
    // Closed once the button stands there: every press is looked at anew.
    place.permit(guild, { deny: ['SendMessages'] });
    const refused = await way.finish(prepared);
    expect(refused.text).toContain(words.mayNot);
    expect(refused.ephemeral).toBe(true);
    expect(refused.text).toContain(way.typed ?? '');
    await bot().app.settle();
    expect(publicTexts(place)).toEqual(before);
  });

  it('shares as ever where they may', async () => {
    const place = bot().guild.addChannel({ name: 'rozmowy' });
    await way.finish(await way.prepare(await way.shown(bot().member, place)));
    await expect.poll(() => publicTexts(place).length).toBe(1);
  });
});

it('asks in a thread for the permission of threads, and shares with nobody in the bot’s direct messages', async () => {
  const { guild, member, checkin } = bot();
  await week.open();
  const offered = async (place: ReturnType<typeof seat>) => {
    const shown = await place.run('/poradnik czytaj', { article: 'tip-official-channels' });
    return shown.buttons.some(({ label }) => label === 'Udostępnij na kanale');
  };
  checkin.permit(guild, { deny: ['SendMessages'] });
  expect(await offered(member.in(checkin))).toBe(false);
  expect(await offered(week.inThread(member))).toBe(true);
  checkin.permit(guild, { deny: ['SendMessagesInThreads'] });
  expect(await offered(week.inThread(member))).toBe(false);
  expect(await offered(member.inDm())).toBe(false);
  member.set({ hasApp: true });
  expect(await offered(member.inDmWith(bot().other))).toBe(true);
});
