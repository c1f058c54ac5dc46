import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach } from 'vitest';

/** What the endpoint is to do with the next request for an answer. */
export type Turn =
  | { readonly does: 'answer'; readonly value: unknown; readonly tokens?: number }
  /** The text as it is, instead of JSON that fits. */
  | { readonly does: 'say'; readonly text: string }
  | { readonly does: 'status'; readonly status: number }
  | { readonly does: 'refuse' }
  /** Cut off by the limit of tokens. */
  | { readonly does: 'truncate'; readonly value: unknown }
  /** Takes the request and never answers. */
  | { readonly does: 'hang' }
  /** Breaks the connection in the middle of the stream. */
  | { readonly does: 'drop' }
  /** Streams a line that is no JSON. */
  | { readonly does: 'garble' };

export interface EndpointRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

/** A local stand-in for an OpenAI-compatible endpoint: HTTP, server-sent events, structured output, embeddings. */
export interface EndpointStandIn {
  /** For OPENAI_BASE_URL. */
  readonly url: string;
  readonly requests: EndpointRequest[];
  /** What happens to the next requests for an answer, in order; after them each is refused with a 500. */
  readonly turns: Turn[];
  /** Makes the vector of a text; replaceable. */
  embed: ((text: string) => readonly number[]) | 'hang' | 'fail';
  close(): Promise<void>;
}

/** Words of the instructions and the data of a request, as they were sent. */
export function sentTexts({ body }: EndpointRequest): { system: string; user: string } {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const of = (role: string) => String(messages.find((message) => message.role === role)?.content);
  return { system: of('system'), user: of('user') };
}

export async function startEndpoint(): Promise<EndpointStandIn> {
  const requests: EndpointRequest[] = [];
  const turns: Turn[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    const path = incoming.url ?? '';
    requests.push({ path, authorization: incoming.headers.authorization, body });
    if (path.endsWith('/embeddings')) answerVectors(outgoing, body);
    else if (path.endsWith('/chat/completions')) take(outgoing, turns.shift() ?? { does: 'status', status: 500 });
    else outgoing.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const standIn: EndpointStandIn = {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    turns,
    embed: countLetters,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function answerVectors(outgoing: ServerResponse, { input }: Record<string, unknown>) {
    const { embed } = standIn;
    if (embed === 'hang') return;
    if (embed === 'fail') return void outgoing.writeHead(500).end('{}');
    const texts = Array.isArray(input) ? input.map(String) : [String(input)];
    const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }));
    json(outgoing, 200, { object: 'list', data, model: 'letters', usage: { prompt_tokens: 1, total_tokens: 1 } });
  }
  return standIn;
}

/** A vector that is close for texts with the same letters. */
function countLetters(text: string): number[] {
  const vector = Array.from({ length: 26 }, () => 0);
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) - 97;
    if (at >= 0 && at < 26) vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
}

function json(outgoing: ServerResponse, status: number, body: unknown): void {
  // Otherwise the client would wait half a second and more before it repeats.
  outgoing.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' }).end(JSON.stringify(body));
}

function take(outgoing: ServerResponse, turn: Turn): void {
  if (turn.does === 'hang') return;
  if (turn.does === 'status') return json(outgoing, turn.status, { error: { message: `status ${turn.status}` } });
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (choice: object | undefined, usage?: object) => {
    const chunk = { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', choices: choice ? [choice] : [] };
    outgoing.write(`data: ${JSON.stringify({ ...chunk, ...(usage ? { usage } : {}) })}\n\n`);
  };
  const say = (text: string) => {
    // In pieces, as a model speaks.
    for (let at = 0; at < text.length; at += 7)
      send({ index: 0, delta: { content: text.slice(at, at + 7) }, finish_reason: null });
  };
  const finish = (reason: string, tokens = 100) => {
    send({ index: 0, delta: {}, finish_reason: reason });
    send(undefined, { prompt_tokens: tokens - 10, completion_tokens: 10, total_tokens: tokens });
    outgoing.end('data: [DONE]\n\n');
  };
  switch (turn.does) {
    case 'answer':
      say(JSON.stringify(turn.value));
      return finish('stop', turn.tokens);
    case 'say':
      say(turn.text);
      return finish('stop');
    case 'truncate':
      say(JSON.stringify(turn.value).slice(0, -4));
      return finish('length');
    case 'refuse':
      send({ index: 0, delta: { refusal: 'I cannot help with that.' }, finish_reason: null });
      return finish('stop');
    case 'drop':
      // Only once it is on its way: a connection that breaks before the first byte is another case.
      say('{"covered": true, "cl');
      outgoing.write(': \n\n', () => setTimeout(() => outgoing.destroy(), 20));
      return;
    case 'garble':
      outgoing.write('data: {not json\n\n');
      outgoing.end();
  }
}

/**
 * One endpoint for a test file, without turns and requests before each test, and the assistant's settings that lead to it:
 * `const { endpoint, assistant } = await useEndpoint();`, since its address must be known before the bot is made.
 */
export async function useEndpoint() {
  const endpoint = await startEndpoint();
  beforeEach(() => {
    endpoint.turns.length = 0;
    endpoint.requests.length = 0;
  });
  afterAll(() => endpoint.close());
  const assistant = { apiKey: 'k', baseUrl: endpoint.url, chatModel: 'm', embeddingModel: undefined };
  return { endpoint, assistant };
}
