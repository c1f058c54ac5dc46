import type { Completion, CompletionFailure, CompletionRequest, Endpoint } from './endpoint.ts';

/** Called after each request with its outcome and the tokens that it cost, where the endpoint says so. */
export type CountRequest = (
  task: 'answer' | 'embedding',
  outcome: 'answered' | CompletionFailure | 'failed',
  tokens: number,
) => void;

/** An endpoint whose requests are counted. */
export function counted(endpoint: Endpoint, count: CountRequest): Endpoint {
  const { complete, embed } = endpoint;
  return {
    ...endpoint,
    complete:
      complete &&
      (async <T>(request: CompletionRequest<T>): Promise<Completion<T>> => {
        const completion = await complete(request);
        count('answer', completion.ok ? 'answered' : completion.reason, completion.tokens);
        return completion;
      }),
    embed:
      embed &&
      (async (texts) => {
        const vectors = await embed(texts);
        count('embedding', vectors ? 'answered' : 'failed', 0);
        return vectors;
      }),
  };
}
