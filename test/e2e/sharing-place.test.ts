import { readdirSync, readFileSync } from 'node:fs';
import type { Answer, Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

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

const QUESTION = 'Jak upiec sernik z rodzynkami na blachę?';
const seat = (channel: Pick<Channel, 'id'>) => bot().member.in(channel);

interface Way {
  /** Shows what can be shared. */
  readonly shown: (channel: Pick<Channel, 'id'>) => Promise<Answer>;
  readonly button: string;
  /** All but the last step, and the last one: then it is public. */
  readonly prepare: (answer: Answer) => Promise<Answer>;
  readonly finish: (answer: Answer) => Promise<Answer>;
  /** What was typed and must come back. */
  readonly typed?: string;
}

/** Every way in which a person has the bot write to a channel for them, by the file that does it. */
const WAYS: Readonly<Record<string, Way>> = {
  'guide/share.ts': {
    shown: (channel) => seat(channel).run('/poradnik czytaj', { article: 'tip-official-channels' }),
    button: 'Udostępnij na kanale',
    prepare: async (answer) => answer,
    finish: (answer) => answer.click('Udostępnij na kanale'),
  },
  'guide/discuss.ts': {
    shown: (channel) => seat(channel).run('/poradnik czytaj', { article: 'tip-official-channels' }),
    button: 'Zacznij rozmowę',
    prepare: async (answer) => answer,
    finish: (answer) => answer.click('Zacznij rozmowę'),
  },
  'guide/no-answer.ts': {
    shown: (channel) => seat(channel).run('/poradnik szukaj', { query: QUESTION }),
    button: 'Zapytaj społeczność',
    prepare: (answer) => answer.click('Zapytaj społeczność'),
    finish: (form) => form.submit({ question: QUESTION }),
    typed: QUESTION,
  },
  'template/share.ts': {
    async shown(channel) {
      const form = await seat(channel).run('/szablon użyj', { szablon: 'polite-refusal' });
      return form.submit({ client: 'Anna', sender: 'Kasia' });
    },
    button: 'Udostępnij na kanale',
    prepare: (answer) => answer.click('Udostępnij na kanale'),
    finish: (question) => question.click('Udostępnij'),
  },
};

const publicTexts = (channel: Pick<Channel, 'id'>) =>
  bot()
    .other.in(channel)
    .messages()
    .map(({ text }) => text);

it('knows every file that has the bot write to a channel for a person', () => {
  const commands = new URL('../../commands/', import.meta.url);
  const files = readdirSync(commands, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => readFileSync(new URL(file, commands), 'utf8').includes('toChannel('));
  expect(files.toSorted()).toEqual(Object.keys(WAYS).toSorted());
});

describe.each(Object.entries(WAYS))('where a person may not write, %s', (_file, way) => {
  it('offers nothing', async () => {
    const shown = await way.shown(readOnly);
    expect(shown.text).not.toBe('');
    expect(shown.buttons.map(({ label }) => label)).not.toContain(way.button);
  });

  it('shares nothing if it is pressed all the same, says so, and gives back what was typed', async () => {
    const { guild } = bot();
    const place = guild.addChannel({ name: 'zamkniety-potem' });
    const prepared = await way.prepare(await way.shown(place));
    const before = publicTexts(place);
    // Closed once the button stands there: every press is looked at anew.
    place.permit(guild, { deny: ['SendMessages'] });
    const refused = await way.finish(prepared);
    expect(refused.text).toContain('Nie możesz pisać na tym kanale');
    expect(refused.ephemeral).toBe(true);
    expect(refused.text).toContain(way.typed ?? '');
    await bot().app.settle();
    expect(publicTexts(place)).toEqual(before);
  });

  it('shares as ever where they may', async () => {
    const place = bot().guild.addChannel({ name: 'rozmowy' });
    await way.finish(await way.prepare(await way.shown(place)));
    await expect.poll(() => publicTexts(place).length).toBe(1);
  });
});

it('asks in a thread for the permission of threads, and in direct messages for none', async () => {
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
  expect(await offered(member.inDm())).toBe(true);
});
