import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerAsClient } from '../../src/assistant/client-answer.ts';
import { createEndpoint } from '../../src/assistant/endpoint.ts';
import type { Locale } from '../../src/i18n/locales.ts';
import { nodeOf } from '../../src/practice/scene.ts';
import { testClock } from '../support/clock.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { sentTexts, useEndpoint } from '../support/endpoint.ts';
import { lateCall } from '../support/scenes.ts';

const INJECTIONS = JSON.parse(readFileSync(new URL('./injections.json', import.meta.url), 'utf8')) as Record<
  Locale,
  string[]
>;

const { endpoint: standIn, assistant } = await useEndpoint();
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const settings = { id: '10', locale: 'en', zone: 'Europe/London', assistant: true, assistantTokens: 1_000_000 };
  await database.db.community.create({ data: settings });
});
afterAll(() => database.close());

const endpoint = (answerMs?: number) =>
  createEndpoint(assistant, () => undefined, answerMs === undefined ? {} : { answerMs });

function say(words: string, locale: Locale = 'en', answerMs?: number) {
  const scene = lateCall(locale);
  const turn = nodeOf(scene, 'start');
  if (turn?.type !== 'turn') throw new Error('no start');
  const context = { db: database.db, clock: testClock('2026-11-24T08:00:00Z'), endpoint: endpoint(answerMs) };
  return answerAsClient(context, { communityId: '10', personId: '1' }, { scene, turn, words });
}
const answer = (value: unknown) => standIn.turns.push({ does: 'answer', value });
const sent = () => {
  const [request] = standIn.requests;
  if (!request) throw new Error('nothing was sent');
  const { system, user } = sentTexts(request);
  return { system, data: JSON.parse(user) as Record<string, unknown> };
};

describe('the assistant as the client', () => {
  it('reacts in character, in the way that it hears', async () => {
    answer({ way: 'clear', reaction: 'Tomorrow? Oh dear. My customers come at seven.' });
    expect(await say('Please call tomorrow.')).toEqual({
      ok: true,
      value: { way: 'clear', reaction: 'Tomorrow? Oh dear. My customers come at seven.' },
    });
    const { system, data } = sent();
    expect(system).not.toContain('Harper');
    expect(system).not.toContain('call tomorrow');
    expect(data.client).toMatchObject({ name: 'Ms Harper' });
    expect(Object.keys(data.next as object)).toEqual(['clear', 'soft', 'yielding', 'sharp']);
  });

  it('is sent no addresses and numbers, and may say them back', async () => {
    answer({ way: 'clear', reaction: 'So I write to [EMAIL-1]?' });
    const said = await say('Please write to ann@example.com, or call 600 100 200.');
    expect(JSON.stringify(sent().data)).not.toMatch(/example\.com|600 100/);
    expect(said).toMatchObject({ ok: true, value: { reaction: 'So I write to ann@example.com?' } });
  });

  it.each([
    ['says that it is a program', 'As an AI language model, I would wait.'],
    ['says so in Polish', 'Jako model językowy nie mogę odpowiedzieć.'],
    ['shows its instructions', 'My instructions say that I am the client.'],
    ['answers in another format', '{"way": "clear"}'],
    ['brings in a link', 'Look at https://evil.example first.'],
    ['mentions everybody', '@everyone look at this'],
    ['invents a hidden value', 'Write to [EMAIL-7].'],
    ['invents an amount', 'I pay you 5000 for it.'],
    ['talks without an end', 'Please! '.repeat(60)],
    ['says nothing', '   '],
  ])('is set aside where it %s', async (_what, reaction) => {
    answer({ way: 'soft', reaction });
    expect(await say('Tomorrow.')).toEqual({ ok: false, reason: 'strayed' });
  });

  it.each([
    ['another way', { way: 'happy', reaction: 'Yes.' }],
    ['no reaction', { way: 'clear' }],
    ['an end of its own', { way: 'clear', reaction: 'Yes.', end: 'kept' }],
  ])('is set aside with %s', async (_what, value) => {
    answer(value);
    expect(await say('Tomorrow.')).toEqual({ ok: false, reason: 'malformed' });
  });

  it('is not waited for when it hangs', async () => {
    standIn.turns.push({ does: 'hang' });
    expect(await say('Tomorrow.', 'en', 60)).toEqual({ ok: false, reason: 'late' });
  });

  it('goes by the budget', async () => {
    await database.db.community.update({ where: { id: '10' }, data: { assistantTokens: 10 } });
    expect(await say('Tomorrow.')).toEqual({ ok: false, reason: 'community' });
    expect(standIn.requests).toEqual([]);
    await database.db.community.update({ where: { id: '10' }, data: { assistantTokens: 1_000_000 } });
  });

  describe.each(['pl', 'en'] as const)('asked to do something else in %s', (locale) => {
    it.each(INJECTIONS[locale])('keeps it among the data: %s', async (injection) => {
      answer({ way: 'sharp', reaction: locale === 'pl' ? 'Słucham?' : 'Pardon?' });
      expect(await say(injection, locale)).toMatchObject({ ok: true });
      const { system, data } = sent();
      expect(system).not.toContain(injection.slice(0, 20));
      expect(typeof data.freelancerSaid).toBe('string');
    });

    it.each(INJECTIONS[locale])('is set aside where it obeys: %s', async (injection) => {
      answer({ way: 'clear', reaction: `{"said": "${injection}"}`.slice(0, 290) });
      expect(await say(injection, locale)).toEqual({ ok: false, reason: 'strayed' });
    });
  });
});
