import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { z } from 'zod';
import type { AssistantSettings } from '../config.ts';
import { mostTokens } from './tokens.ts';

/** A request to the model. User-written text is data: it is sent as JSON in a separate message. */
export interface CompletionRequest<T> {
  /** The task, in English; never contains user-written text. */
  readonly instructions: string;
  /** Input of the task: any JSON. */
  readonly data: unknown;
  /** Name of the answer's schema, `[a-z_]+`. */
  readonly name: string;
  /** The answer's schema; anything else is rejected. */
  readonly shape: z.ZodType<T>;
  /** Maximum tokens of the answer. */
  readonly maxTokens: number;
}

/**
 * Why there is no answer: `busy`, too many concurrent requests of ours; `resting`, the circuit is open after repeated failures;
 * `late`, not in time; `limited`, a 429 from the endpoint; `unreachable`, network, 5xx or a wrong setting; `refused`, the model
 * declined; `truncated`, the answer was cut off; `malformed`, it does not match its schema.
 */
export type CompletionFailure =
  | 'busy'
  | 'resting'
  | 'late'
  | 'limited'
  | 'unreachable'
  | 'refused'
  | 'truncated'
  | 'malformed';

/** `tokens` is the usage reported by the endpoint, or else an estimate from the length. */
export type Completion<T> =
  | { readonly ok: true; readonly value: T; readonly tokens: number }
  | { readonly ok: false; readonly reason: CompletionFailure; readonly tokens: number };

/** An OpenAI-compatible endpoint. Its failures are values; it never throws for them. */
export interface Endpoint {
  /** Undefined without a chat model. */
  readonly complete: (<T>(request: CompletionRequest<T>) => Promise<Completion<T>>) | undefined;
  /** One vector per text, in order; undefined if it failed or took too long. Undefined without an embedding model. */
  readonly embed: ((texts: readonly string[]) => Promise<readonly (readonly number[])[] | undefined>) | undefined;
  /** Identifies comparable vectors: those of two models cannot be compared. */
  readonly embeddingModel: string | undefined;
  /** Whether requests are suspended after repeated failures. */
  isResting(): boolean;
}

/** Loggable facts about a failed request: never its text. */
export type ReportFailure = (failure: {
  readonly task: string;
  readonly reason: CompletionFailure;
  readonly status: number | undefined;
}) => void;

export interface EndpointLimits {
  /** Milliseconds for an answer, including retries. */
  readonly answerMs?: number;
  /** Milliseconds for vectors: a search must not wait longer. */
  readonly embedMs?: number;
  /** Maximum concurrent requests; further ones are `busy`. */
  readonly atOnce?: number;
  /** Consecutive failures that open the circuit, and milliseconds for which it stays open. */
  readonly breakAfter?: number;
  readonly breakMs?: number;
}

/** @param report called for each failure that may interest the operator */
export function createEndpoint(
  settings: AssistantSettings,
  report: ReportFailure,
  limits: EndpointLimits = {},
): Endpoint {
  const { answerMs = 8000, embedMs = 800, atOnce = 8, breakAfter = 5, breakMs = 30_000 } = limits;
  const client = new OpenAI({
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl ?? null,
    // The package retries after 408, 409, 429 and 5xx with growing, jittered pauses, and respects Retry-After.
    maxRetries: 2,
    timeout: answerMs,
    // At level "debug", which an environment variable can set, it would log whole requests.
    logLevel: 'off',
  });
  const newCircuit = () =>
    circuitBreaker(handleWhen(isOutage), { halfOpenAfter: breakMs, breaker: new ConsecutiveBreaker(breakAfter) });
  const guarded = (ms: number, circuit = newCircuit()) =>
    wrap(timeout(ms, TimeoutStrategy.Aggressive), bulkhead(atOnce), circuit);
  const { chatModel, embeddingModel } = settings;
  const reportFailure = (task: string, error: unknown): CompletionFailure => {
    const reason = failureOf(error);
    report({ task, reason, status: error instanceof APIError ? error.status : undefined });
    return reason;
  };
  const answerCircuit = newCircuit();
  const answering = guarded(answerMs, answerCircuit);
  const embedding = guarded(embedMs);

  async function complete<T>(model: string, request: CompletionRequest<T>): Promise<Completion<T>> {
    try {
      const { text, refused, cutOff, tokens } = await answering.execute(({ signal }) =>
        readAnswer(client, model, request, signal),
      );
      const used = tokens ?? Math.min(mostTokens(request), mostTokens({ ...request, maxTokens: text.length / 3 }));
      if (refused) return { ok: false, reason: 'refused', tokens: used };
      if (cutOff) return { ok: false, reason: 'truncated', tokens: used };
      const parsed = request.shape.safeParse(parseJson(text));
      if (!parsed.success) return { ok: false, reason: 'malformed', tokens: used };
      return { ok: true, value: parsed.data, tokens: used };
    } catch (error) {
      // A sent request may have been billed, whatever the outcome.
      const sent = !(error instanceof BulkheadRejectedError || error instanceof BrokenCircuitError);
      return {
        ok: false,
        reason: reportFailure(request.name, error),
        tokens: sent ? mostTokens({ ...request, maxTokens: 0 }) : 0,
      };
    }
  }

  async function embed(model: string, texts: readonly string[]) {
    try {
      return await embedding.execute(async ({ signal }) => {
        const { data } = await client.embeddings.create(
          { model, input: [...texts], encoding_format: 'float' },
          { signal, maxRetries: 0 },
        );
        const vectors = data.sort((a, b) => a.index - b.index).map(({ embedding: vector }) => vector);
        return vectors.length === texts.length ? vectors : undefined;
      });
    } catch (error) {
      reportFailure('embedding', error);
      return undefined;
    }
  }

  return {
    complete: chatModel === undefined ? undefined : (request) => complete(chatModel, request),
    embed: embeddingModel === undefined ? undefined : (texts) => embed(embeddingModel, texts),
    embeddingModel,
    isResting: () => answerCircuit.state === CircuitState.Open,
  };
}

interface Answer {
  readonly text: string;
  readonly refused: boolean;
  readonly cutOff: boolean;
  readonly tokens: number | undefined;
}

/** Streamed, so that a dead connection is noticed and an abandoned answer is not generated to the end. */
async function readAnswer<T>(
  client: OpenAI,
  model: string,
  { instructions, data, name, shape, maxTokens }: CompletionRequest<T>,
  signal: AbortSignal,
): Promise<Answer> {
  const stream = await client.chat.completions.create(
    {
      model,
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: JSON.stringify(data) },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name, strict: true, schema: z.toJSONSchema(shape, { target: 'draft-7' }) },
      },
      max_completion_tokens: maxTokens,
      stream: true,
      stream_options: { include_usage: true },
      // Asks the endpoint to store nothing for training or evaluation, if it supports that.
      store: false,
    },
    { signal },
  );
  let text = '';
  let refused = false;
  let finish: string | null = null;
  let tokens: number | undefined;
  try {
    for await (const { choices, usage } of stream) {
      const choice = choices[0];
      text += choice?.delta.content ?? '';
      refused ||= Boolean(choice?.delta.refusal) || choice?.finish_reason === 'content_filter';
      finish = choice?.finish_reason ?? finish;
      tokens = usage?.total_tokens ?? tokens;
    }
  } catch (error) {
    // A connection that dies mid-stream, or a line that is not JSON, throws a bare TypeError or SyntaxError.
    if (error instanceof APIError) throw error;
    // biome-ignore lint/style/useErrorCause: this class takes its cause in its only argument.
    throw new APIConnectionError({ cause: error instanceof Error ? error : undefined });
  }
  return { text, refused, cutOff: finish === null || finish === 'length', tokens };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether an error means that the endpoint itself is in trouble, so that waiting is better than more requests. */
function isOutage(error: unknown): boolean {
  if (error instanceof APIConnectionError || error instanceof APIUserAbortError) return true;
  return error instanceof APIError && (error.status === undefined || error.status === 429 || error.status >= 500);
}

/** @throws any error that is not the endpoint's failure: a bug of ours */
function failureOf(error: unknown): CompletionFailure {
  if (error instanceof BulkheadRejectedError) return 'busy';
  if (error instanceof BrokenCircuitError) return 'resting';
  if (error instanceof TaskCancelledError || error instanceof APIUserAbortError) return 'late';
  if (error instanceof APIError) return error.status === 429 ? 'limited' : 'unreachable';
  throw error;
}
