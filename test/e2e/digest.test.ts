import { readFileSync } from 'node:fs';
import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';
import { sentTexts, useEndpoint } from '../support/endpoint.ts';

const WORDS = {
  pl: {
    told: 'asystent streszcza karty',
    title: 'O czym są karty',
    by: 'napisał asystent',
    whole: 'Całe podsumowanie',
    cards: 'W dyskusji są 3 karty',
    summary: 'Klienci piszą *po godzinach*; pomagało spokojne „nie”.',
    escaped: 'Klienci piszą \\*po godzinach\\*',
  },
  en: {
    told: 'the assistant sums up the cards',
    title: 'What the cards are about',
    by: 'The assistant wrote',
    whole: 'Full digest',
    cards: 'There are 3 cards',
    summary: 'Clients write *after hours*; a calm no helped.',
    escaped: 'Clients write \\*after hours\\*',
  },
} as const;

const corpus = JSON.parse(readFileSync(new URL('../assistant/injections.json', import.meta.url), 'utf8')) as Record<
  'pl' | 'en',
  string[]
>;

const SEND = 'POST /channels/:channelId/messages';
const { endpoint, assistant } = await useEndpoint();

describe.each(['pl', 'en'] as const)('the digest of a discussion in %s', (locale) => {
  const words = WORDS[locale];
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock, assistant });
  const week = discussionOf(bot, locale);
  let people: Person[];
  // The sandbox's channel keeps the posts of earlier tests.
  let before: number;
  const inChannel = () => bot().other.in(bot().checkin).messages().slice(before);
  const announced = () => inChannel().filter(({ text }) => text.includes(week.words.digest));
  const digests = () =>
    week
      .inThread(bot().other)
      .messages()
      .filter(({ text }) => text.includes(week.words.digest));

  beforeEach(() => {
    clock.set(FRIDAY);
    before = bot().other.in(bot().checkin).messages().length;
    people = ['Anna', 'Bartek', 'Celina'].map((name) => week.join(name));
  });
  const shareAll = async (stories: readonly string[] = []) => {
    for (const [index, person] of people.entries())
      await week.shared(person, index === 0 ? 'named' : 'anonymous', stories[index] ?? `Telefon po 22, osoba ${index}`);
  };
  const close = async () => {
    clock.advance({ days: 4 });
    await week.tick();
    await week.tick();
  };

  it('goes into the channel as well where moderators want it: once, short, with the way to the whole one', async () => {
    await week.open({ digestInChannel: true });
    await shareAll();
    bot().sandbox.faults.add({ kind: 'done-but-lost', on: SEND, after: 1 });
    await close();
    clock.advance({ minutes: 1 });
    await week.tick();
    await bot().restart();
    await week.tick();
    expect(digests()).toHaveLength(1);
    expect(announced()).toHaveLength(1);
    const [short] = announced();
    expect(short?.text).toContain(words.cards);
    expect(short?.files).toEqual([]);
    expect(short?.raw.flags ?? 0).toBe((1 << 15) | (1 << 12));
    const link = `https://discord.com/channels/${bot().guild.id}/${week.thread()}/${digests()[0]?.id}`;
    expect(JSON.stringify(short?.raw.components)).toContain(link);
    expect(short?.buttons.map(({ label }) => label)).toContain(words.whole);
  });

  it('stays in the discussion where they do not, or no longer do', async () => {
    await week.open();
    await shareAll();
    await close();
    expect(digests()).toHaveLength(1);
    expect(announced()).toEqual([]);
  });

  it('is summed up by the assistant, from cards whose authors were told so', async () => {
    await week.open({ assistant: true, digestSummary: true });
    const injected = `${corpus[locale][1]} ewa@firma.pl <@${people[0]?.id}>`;
    expect((await week.share(people[0] as Person, 'named', injected)).text).toContain(words.told);
    await shareAll([injected, corpus[locale][3] ?? '']);
    // The invitation in it waits for a moderator.
    await (await bot().moderator.in(bot().checkin).run('/admin moderate queue')).click(week.words.show);
    await week.tick();
    endpoint.turns.push({ does: 'answer', value: { summary: words.summary } });
    await close();
    const [digest] = digests();
    expect(digest?.text).toContain(words.title);
    expect(digest?.text).toContain(words.escaped);
    expect(digest?.text).toContain(words.by);
    expect(endpoint.requests).toHaveLength(1);
    const [sent] = endpoint.requests.map(sentTexts);
    const data = JSON.parse(sent?.user ?? '') as { cards: string[] };
    expect(Object.keys(data)).toEqual(['cards']);
    expect(data.cards).toHaveLength(3);
    // What stands in a card never becomes an instruction, and leads nobody outside.
    for (const story of corpus[locale]) expect(sent?.system).not.toContain(story.slice(0, 20));
    const pseudonyms = await bot().database.db.cardPseudonym.findMany();
    for (const secret of [...pseudonyms.map(({ name }) => name), ...people.map(({ id }) => id), 'ewa@', 'discord.gg'])
      expect(JSON.stringify(endpoint.requests)).not.toContain(secret);
    expect(sent?.user).not.toMatch(/example|@everyone/);
  });

  // What does not depend on words is lived through in one language.
  if (locale === 'en') return;

  it.each([
    ['links', { does: 'answer', value: { summary: 'Zobacz https://zlo.example' } }],
    ['fails', { does: 'status', status: 400 }],
  ] as const)('goes without a summary where the model %s', async (_what, turn) => {
    await week.open({ assistant: true, digestSummary: true });
    await shareAll();
    endpoint.turns.push(turn);
    await close();
    expect(endpoint.requests).toHaveLength(1);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.text).not.toContain(words.title);
  });

  it.each([
    ['the summary is off', { assistant: true }],
    ['the assistant is off', { digestSummary: true }],
  ])('sends no card anywhere where %s', async (_what, settings) => {
    await week.open(settings);
    await shareAll();
    await close();
    expect(endpoint.requests).toEqual([]);
    expect(digests()).toHaveLength(1);
  });

  it('sends nothing once moderators have switched the summary off, whatever authors were told', async () => {
    await week.open({ assistant: true, digestSummary: true });
    await shareAll();
    await bot().database.db.community.updateMany({ data: { digestSummary: false } });
    await close();
    expect(endpoint.requests).toEqual([]);
    expect(digests()).toHaveLength(1);
  });

  it('sends nothing that was shared before anybody was told, taken back, or comes from fewer than three', async () => {
    await week.open({ assistant: true });
    await week.shared(people[0] as Person, 'named', 'Zanim ktokolwiek włączył streszczenie');
    await bot().database.db.community.updateMany({ data: { digestSummary: true } });
    const [own] = [await week.shared(people[1] as Person), await week.shared(people[2] as Person)];
    await week.shared(people[2] as Person);
    await week.shared(bot().other);
    await own.click(week.words.withdraw);
    await close();
    expect(endpoint.requests).toEqual([]);
    expect(digests()).toHaveLength(1);
  });

  it('is set up by moderators, who read what is sent, and can take it back', async () => {
    const { moderator, checkin, database } = bot();
    const stored = () => database.db.community.findFirstOrThrow();
    await week.open();
    const all = await moderator.in(checkin).run('/admin settings');
    expect(all.text).toContain('Podsumowanie check-inu: tylko w dyskusji');
    const page = await all.click('Zmień zasady');
    expect(page.text).not.toContain('Streszczenie kart');
    const on = await page.choose('Asystent', ['100000']);
    expect(on.text).toContain('Do modelu językowego trafia wtedy treść tych kart');
    const both = await on.choose('Streszczenie kart', ['on']);
    await (await (await both.click('Wszystkie ustawienia')).click('Zmień check-in')).choose('Podsumowanie check-inu', [
      'on',
    ]);
    expect(await stored()).toMatchObject({ assistant: true, digestSummary: true, digestInChannel: true });
    const trail = await moderator.in(checkin).run('/admin audit');
    expect(trail.text).toContain('Podsumowanie check-inu: tylko w dyskusji → w dyskusji i w skrócie na kanale');
    expect(trail.text).toContain('Streszczenie kart: wyłączone → włączone');
    await trail.click('Cofnij');
    // Members see it, wherever they ask.
    const overview = await people[0]?.in(checkin).run('/privacy show');
    const shown = await overview?.choose('Co, po co, jak długo: wybierz temat', ['shared']);
    const { host } = new URL(endpoint.url);
    await expect
      .poll(() => [shown, ...(shown?.followUps ?? [])].map((part) => part?.text).join('\n'))
      .toContain(`**Freelancerzy:** asystent jest włączony. Pod adres ${host} trafiają pytania z`);
    const text = [shown, ...(shown?.followUps ?? [])].map((part) => part?.text).join('\n');
    expect(text).toContain('trafiają tam też karty');
    expect(text).not.toContain('po znaczeniu');
    expect(await stored()).toMatchObject({ digestSummary: true, digestInChannel: false });
  });

  it('asks the model once, however often the digest has to be sent', async () => {
    await week.open({ assistant: true, digestSummary: true });
    await shareAll();
    clock.advance({ days: 4 });
    endpoint.turns.push({ does: 'answer', value: { summary: words.summary } });
    bot().sandbox.faults.add({ kind: 'error-503', on: SEND, times: 3 });
    for (let minute = 0; minute < 12; minute += 1) {
      await week.tick();
      clock.advance({ minutes: 1 });
    }
    expect(endpoint.requests).toHaveLength(1);
    expect(digests()).toHaveLength(1);
    expect(digests()[0]?.text).toContain(words.title);
  });
});
