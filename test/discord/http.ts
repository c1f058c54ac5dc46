import { createServer } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Parsed JSON (of the part `payload_json` where files came along); undefined without a body. */
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface HttpAnswer {
  readonly status?: number;
  readonly body?: unknown;
  /** Does everything, but cuts the connection instead of answering. */
  readonly lost?: boolean;
}

/** A bare HTTP server in Discord's place, for the few questions that need answers of Discord's to the letter. */
export interface HttpStandIn {
  /** For discord.js's `rest.api`. */
  readonly url: string;
  readonly requests: HttpRequest[];
  close(): Promise<void>;
}

export async function startHttp(answer: (request: HttpRequest) => HttpAnswer): Promise<HttpStandIn> {
  const requests: HttpRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const request: HttpRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      body: parse(Buffer.concat(chunks).toString()),
      authorization: incoming.headers.authorization,
    };
    requests.push(request);
    const { status = 200, body, lost = false } = answer(request);
    if (lost) {
      incoming.socket.destroy();
      return;
    }
    if (body === undefined) outgoing.writeHead(204).end();
    else outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  const part = /name="payload_json"[^{]*(\{.*\})\r\n--/s.exec(text);
  return JSON.parse(part?.[1] ?? text);
}
