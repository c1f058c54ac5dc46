import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Reservation, reserve, usedToday } from '../../src/assistant/budget.ts';
import { createEndpoint, type EndpointLimits } from '../../src/assistant/endpoint.ts';
import { suggestFor } from '../../src/assistant/suggest.ts';
import { createSumUp } from '../../src/assistant/sum-up.ts';
import { summariseCards } from '../../src/assistant/summary.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { type EndpointStandIn, sentTexts, startEndpoint } from '../support/endpoint.ts';
import { forget } from '../support/forget.ts';

const GUILD = '10';
const clock = testClock('2026-11-24T22:00:00Z');
let database: TestDatabase;
let standIn: EndpointStandIn;
beforeAll(async () => {
  [database, standIn] = await Promise.all([testDatabase(), startEndpoint()]);
});
beforeEach(async () => {
  await database.reset();
  clock.set('2026-11-24T22:00:00Z');
  standIn.turns.length = 0;
  standIn.requests.length = 0;
  await database.db.community.create({
    data: { id: GUILD, locale: 'pl', zone: 'Europe/Warsaw', assistant: true, assistantTokens: 1000 },
  });
});
afterAll(async () => {
  await standIn.close();
  await database.close();
});

const context = () => ({ db: database.db, clock });
const payer = (personId: string) => ({ communityId: GUILD, personId });
const settled = async (reservation: Reservation | string, tokens: number) => {
  if (typeof reservation === 'string') throw new Error(reservation);
  await reservation.settle(tokens);
};

describe('the budget', () => {
  it('is a community’s a day, and a fifth of it a member’s', async () => {
    await settled(await reserve(context(), payer('1'), 150), 200);
    expect(await reserve(context(), payer('1'), 1)).toBe('member');
    for (const person of ['2', '3', '4', '5']) await settled(await reserve(context(), payer(person), 200), 200);
    expect(await usedToday(context(), GUILD)).toBe(1000);
    expect(await reserve(context(), payer('6'), 1)).toBe('community');
    // What was not allowed does not count.
    expect(await usedToday(context(), GUILD)).toBe(1000);
    clock.advance({ hours: 3 });
    expect(await usedToday(context(), GUILD)).toBe(0);
    expect(typeof (await reserve(context(), payer('1'), 200))).toBe('object');
  });

  it('is set aside before anything is sent: many at once do not pass it together', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, (_, at) => reserve(context(), payer(String(at)), 200)));
    expect(many.filter((one) => one === 'community')).toHaveLength(3);
  });

  it('keeps no counts of members beyond the next day', async () => {
    await reserve(context(), payer('1'), 10);
    clock.advance({ hours: 24 });
    expect(await forget('assistantMembers', context())).toBe(0);
    clock.advance({ hours: 24 });
    expect(await forget('assistantMembers', context())).toBe(1);
    clock.advance({ hours: 31 * 24 });
    expect(await forget('assistant', context())).toBe(1);
  });
});

const assistant = () => ({
  ...context(),
  endpoint: createEndpoint(
    { apiKey: 'k', baseUrl: standIn.url, chatModel: 'm', embeddingModel: undefined },
    () => undefined,
  ),
});

describe('a task', () => {
  const toSuggest = {
    story: 'Ewa (ewa@firma.pl, 600 700 800) dzwoni w sobotę',
    locale: 'pl',
    sections: [{ id: 'tip-a', title: 'A' }],
    templates: [{ id: 'extra-fee', title: 'B' }],
  } as const;

  it('is off until moderators switch it on: nothing is sent', async () => {
    await database.db.community.update({ where: { id: GUILD }, data: { assistant: false } });
    expect(await suggestFor(assistant(), payer('1'), toSuggest)).toEqual({ ok: false, reason: 'off' });
    expect(await suggestFor(assistant(), { communityId: '99', personId: '1' }, toSuggest)).toMatchObject({ ok: false });
    expect(standIn.requests).toEqual([]);
  });

  it('is charged with what it used, also where the answer was worthless', async () => {
    await database.db.community.update({ where: { id: GUILD }, data: { assistantTokens: 100_000 } });
    standIn.turns.push({ does: 'say', text: 'no JSON' });
    expect(await suggestFor(assistant(), payer('1'), toSuggest)).toEqual({ ok: false, reason: 'malformed' });
    expect(await usedToday(context(), GUILD)).toBe(100);
  });

  it('is not sent over budget', async () => {
    await database.db.community.update({ where: { id: GUILD }, data: { assistantTokens: 10 } });
    expect(await suggestFor(assistant(), payer('1'), toSuggest)).toEqual({ ok: false, reason: 'community' });
    expect(standIn.requests).toEqual([]);
  });

  it('suggests only what was offered, and sends no address of anybody', async () => {
    await database.db.community.update({ where: { id: GUILD }, data: { assistantTokens: 100_000 } });
    standIn.turns.push({ does: 'answer', value: { kind: 'after-hours', section: 'made-up', template: 'extra-fee' } });
    expect(await suggestFor(assistant(), payer('1'), toSuggest)).toEqual({
      ok: true,
      value: { kind: 'after-hours', section: undefined, template: 'extra-fee' },
    });
    const sent = JSON.stringify(standIn.requests);
    expect(sent).not.toContain('ewa@');
    expect(sent).not.toContain('600 700');
    expect(sent).toContain('[EMAIL-1]');
  });

  it('sums up three shared cards or more, and nothing that repeats what one said', async () => {
    await database.db.community.update({ where: { id: GUILD }, data: { assistantTokens: 100_000 } });
    const cards = ['a@b.pl pisał w nocy', 'Telefon w niedzielę', 'Mail o 23'];
    expect(await summariseCards(assistant(), GUILD, { cards: cards.slice(1), locale: 'pl' })).toMatchObject({
      ok: false,
    });
    expect(standIn.requests).toEqual([]);
    standIn.turns.push({ does: 'answer', value: { summary: 'Klienci piszą po godzinach.' } });
    expect(await summariseCards(assistant(), GUILD, { cards, locale: 'pl' })).toMatchObject({ ok: true });
    expect(await database.db.assistantMemberUse.count()).toBe(0);
    const [sent] = standIn.requests;
    expect(sent && sentTexts(sent).system).not.toContain('Telefon');
    const quoted = 'Jak ktoś napisał: telefon o dziesiątej w niedzielę, a potem drugi raz w poniedziałek';
    cards.push('TELEFON o dziesiątej w niedzielę; a potem drugi raz w poniedziałek.');
    for (const summary of [quoted, 'Pisał [EMAIL-1].', 'Zobacz https://zlo.pl', '', 'x'.repeat(901)]) {
      standIn.turns.push({ does: 'answer', value: { summary } });
      expect(await summariseCards(assistant(), GUILD, { cards, locale: 'pl' })).toMatchObject({ reason: 'malformed' });
    }
  });
});

describe('a summary for the digest', () => {
  const cards = ['Mail w nocy', 'Telefon w niedzielę', 'Wiadomość o świcie'];
  beforeEach(() => database.db.community.update({ where: { id: GUILD }, data: { assistantTokens: 100_000 } }));
  const checkin = (id: string) => ({ id, communityId: GUILD });
  const impatient = { answerMs: 40 };
  const sumUp = (limits: EndpointLimits, onError = vi.fn()) => {
    const settings = { apiKey: 'k', baseUrl: standIn.url, chatModel: 'm', embeddingModel: undefined };
    return createSumUp({ ...context(), endpoint: createEndpoint(settings, () => undefined, limits) }, onError);
  };
  const answer = { does: 'answer', value: { summary: 'Klienci piszą po godzinach.' } } as const;

  it('is asked for once a check-in and set of cards, and anew when one was taken back', async () => {
    const ask = sumUp({});
    standIn.turns.push(answer, answer);
    const what = { cards, locale: 'pl' } as const;
    const both = await Promise.all([ask(checkin('1'), what), ask(checkin('1'), what)]);
    expect(both).toEqual([answer.value.summary, answer.value.summary]);
    expect(standIn.requests).toHaveLength(1);
    await ask(checkin('1'), { ...what, cards: [...cards.slice(1), 'Inna'] });
    expect(standIn.requests).toHaveLength(2);
  });

  it('is left out when the endpoint hangs, when too many ask at once, and when there is a bug', async () => {
    const what = { cards, locale: 'pl' } as const;
    standIn.turns.push({ does: 'hang' });
    expect(await sumUp(impatient)(checkin('1'), what)).toBeUndefined();
    const ask = sumUp(impatient);
    for (let at = 0; at < 20; at += 1) standIn.turns.push({ does: 'hang' });
    const asked = Array.from({ length: 20 }, (_, at) => ask(checkin(String(at)), what));
    // The last ones do not even wait for their turn.
    expect(await Promise.race([asked[19], asked[0]?.then(() => 'late')])).toBeUndefined();
    await Promise.all(asked);
    const onError = vi.fn();
    const broken = { ...context(), endpoint: { complete: () => Promise.reject(new Error('a bug')) } };
    expect(await createSumUp(broken as never, onError)(checkin('9'), what)).toBeUndefined();
    expect(onError).toHaveBeenCalledTimes(1);
  });
});
