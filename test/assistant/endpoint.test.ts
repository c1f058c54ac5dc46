import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createEndpoint, type EndpointLimits } from '../../src/assistant/endpoint.ts';
import { type EndpointStandIn, sentTexts, startEndpoint, type Turn } from '../support/endpoint.ts';

let standIn: EndpointStandIn;
beforeAll(async () => {
  standIn = await startEndpoint();
});
afterEach(() => {
  standIn.turns.length = 0;
  standIn.requests.length = 0;
});
afterAll(() => standIn.close());

const failures: object[] = [];
const endpoint = (limits?: EndpointLimits) => {
  failures.length = 0;
  const settings = { apiKey: 'key-1', baseUrl: standIn.url, chatModel: 'chat-1', embeddingModel: 'letters' };
  return createEndpoint(settings, (failure) => failures.push(failure), limits);
};
const request = {
  name: 'greeting',
  instructions: 'Greet.',
  data: { name: 'Ola "quoted" \n```' },
  shape: z.strictObject({ hello: z.string() }),
  maxTokens: 50,
};
const times = (count: number, turn: Turn): Turn[] => Array.from({ length: count }, () => turn);
const ask = (limits?: EndpointLimits) => endpoint(limits).complete?.(request);

describe('an answer', () => {
  it('is streamed, checked against its shape and counted', async () => {
    standIn.turns.push({ does: 'answer', value: { hello: 'Cześć, Olu' }, tokens: 77 });
    expect(await ask()).toEqual({ ok: true, value: { hello: 'Cześć, Olu' }, tokens: 77 });
    const [sent] = standIn.requests;
    expect(sent?.authorization).toBe('Bearer key-1');
    expect(sent?.body).toMatchObject({
      model: 'chat-1',
      stream: true,
      store: false,
      max_completion_tokens: 50,
      response_format: { type: 'json_schema', json_schema: { name: 'greeting', strict: true } },
    });
    // What people wrote is JSON in a message of its own; the instructions hold none of it.
    expect(sent && sentTexts(sent)).toEqual({ system: 'Greet.', user: JSON.stringify(request.data) });
  });

  it.each<[Turn, string]>([
    [{ does: 'say', text: 'Hello!' }, 'malformed'],
    [{ does: 'answer', value: { hello: 1 } }, 'malformed'],
    [{ does: 'answer', value: { hello: 'a', more: 'b' } }, 'malformed'],
    [{ does: 'refuse' }, 'refused'],
    [{ does: 'truncate', value: { hello: 'a very long one' } }, 'truncated'],
    [{ does: 'status', status: 401 }, 'unreachable'],
    [{ does: 'status', status: 400 }, 'unreachable'],
    [{ does: 'drop' }, 'unreachable'],
    [{ does: 'garble' }, 'unreachable'],
  ])('fails as a value: %o is %s', async (turn, reason) => {
    standIn.turns.push(turn);
    expect(await ask()).toMatchObject({ ok: false, reason });
    expect(standIn.requests).toHaveLength(1);
  });

  it.each([429, 500, 503])('is asked for again after %i', async (status) => {
    standIn.turns.push({ does: 'status', status }, { does: 'answer', value: { hello: 'a' } });
    expect(await ask()).toMatchObject({ ok: true });
    expect(standIn.requests).toHaveLength(2);
  });

  it('is given up after three times, and the log is told why, without a word of it', async () => {
    standIn.turns.push(...times(3, { does: 'status', status: 429 }));
    expect(await ask()).toMatchObject({ ok: false, reason: 'limited' });
    expect(standIn.requests).toHaveLength(3);
    expect(failures).toEqual([{ task: 'greeting', reason: 'limited', status: 429 }]);
  });

  it('is not waited for beyond its time', async () => {
    standIn.turns.push({ does: 'hang' });
    expect(await ask({ answerMs: 50 })).toMatchObject({ ok: false, reason: 'late' });
  });

  it('is not asked for while too many are', async () => {
    const one = endpoint({ atOnce: 1, answerMs: 200 });
    standIn.turns.push({ does: 'hang' });
    const first = one.complete?.(request);
    expect(await one.complete?.(request)).toEqual({ ok: false, reason: 'busy', tokens: 0 });
    expect(await first).toMatchObject({ reason: 'late' });
  });

  it('is not asked for while the endpoint is down, and is asked for again later', async () => {
    const broken = endpoint({ breakAfter: 2, breakMs: 300 });
    expect(broken.isResting()).toBe(false);
    standIn.turns.push(...times(6, { does: 'status', status: 500 }));
    for (let count = 0; count < 2; count += 1) expect(await broken.complete?.(request)).toMatchObject({ ok: false });
    expect(standIn.requests).toHaveLength(6);
    expect(await broken.complete?.(request)).toEqual({ ok: false, reason: 'resting', tokens: 0 });
    expect(broken.isResting()).toBe(true);
    expect(standIn.requests).toHaveLength(6);
    await expect
      .poll(async () => {
        if (standIn.turns.length === 0) standIn.turns.push({ does: 'answer', value: { hello: 'a' } });
        return (await broken.complete?.(request))?.ok;
      })
      .toBe(true);
    expect(broken.isResting()).toBe(false);
  });
});

describe('vectors', () => {
  it('come in the order of their texts', async () => {
    const vectors = await endpoint().embed?.(['aa', 'b']);
    expect(vectors?.map((vector) => vector.slice(0, 2))).toEqual([
      [2, 0],
      [0, 1],
    ]);
  });

  it.each(['hang', 'fail'] as const)('are undefined on: %s', async (embed) => {
    const before = standIn.embed;
    standIn.embed = embed;
    expect(await endpoint({ embedMs: 50 }).embed?.(['a'])).toBeUndefined();
    standIn.embed = before;
  });
});

it('has no chat without a chat model and no vectors without an embedding model', () => {
  const none = { apiKey: 'k', baseUrl: standIn.url, chatModel: undefined, embeddingModel: undefined };
  expect(createEndpoint(none, () => undefined)).toMatchObject({ complete: undefined, embed: undefined });
});
