import { expect, it } from 'vitest';
import { z } from 'zod';
import { counted } from '../../src/assistant/counted.ts';
import type { Completion, Endpoint } from '../../src/assistant/endpoint.ts';

const REQUEST = { instructions: '', data: '', name: 'answer', shape: z.string(), maxTokens: 1 };

it('counts each request by what came of it, with its tokens', async () => {
  const answers: Completion<never>[] = [
    { ok: true, value: '' as never, tokens: 40 },
    { ok: false, reason: 'limited', tokens: 7 },
  ];
  const vectors = [[[1]], undefined];
  const endpoint: Endpoint = {
    complete: async () => answers.shift() as Completion<never>,
    embed: async () => vectors.shift(),
    embeddingModel: 'a',
    isResting: () => false,
  };
  const seen: string[] = [];
  const { complete, embed } = counted(endpoint, (...request) => void seen.push(request.join(' ')));
  for (let times = 0; times < 2; times += 1) await complete?.(REQUEST);
  for (let times = 0; times < 2; times += 1) await embed?.(['text']);
  expect(seen).toEqual(['answer answered 40', 'answer limited 7', 'embedding answered 0', 'embedding failed 0']);
});

it('an endpoint without a model stays one', () => {
  const endpoint: Endpoint = {
    complete: undefined,
    embed: undefined,
    embeddingModel: undefined,
    isResting: () => false,
  };
  expect(counted(endpoint, () => undefined)).toEqual(endpoint);
});
