import { createServer, type Server, type Socket } from 'node:net';

/** A request, with no more of its head than bots' requests need. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly type: string;
  readonly authorization: string;
  readonly body: Buffer;
}

export interface Response {
  readonly status: number;
  /** Sent as JSON; nothing if left out. */
  readonly body?: unknown;
}

/** A request that has arrived whole, and where the next one begins. */
interface Read {
  readonly request: Request;
  readonly end: number;
}

const END = Buffer.from('\r\n\r\n');
const WORDS: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
};

/**
 * An HTTP/1.1 server for one local client that keeps its connections. Node's own takes as long for a request as a bare bot does for an
 * answer, and would be what is measured.
 */
export function createHttp(serve: (request: Request) => Response): Server {
  return createServer({ noDelay: true }, (socket) => {
    let waiting: Buffer = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      for (let read = readRequest(waiting); read; read = readRequest(waiting)) {
        waiting = waiting.subarray(read.end);
        send(socket, serve(read.request));
      }
    });
    socket.on('error', () => socket.destroy());
  });
}

function send(socket: Socket, { status, body }: Response): void {
  const line = `HTTP/1.1 ${status} ${WORDS[status] ?? 'Status'}\r\n`;
  if (body === undefined) {
    socket.write(status === 204 ? `${line}\r\n` : `${line}content-length: 0\r\n\r\n`, 'latin1');
    return;
  }
  const text = JSON.stringify(body);
  socket.write(`${line}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

/** Undefined while some of it is still to come. */
export function readRequest(bytes: Buffer): Read | undefined {
  const headEnd = bytes.indexOf(END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const start = headEnd + END.length;
  const chunked = /\r\ntransfer-encoding: *chunked/i.test(head);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const read = chunked
    ? readChunks(bytes, start)
    : { body: bytes.subarray(start, start + length), end: start + length };
  if (!read || read.end > bytes.length) return undefined;
  const [method = '', url = ''] = head.slice(0, head.indexOf('\r\n')).split(' ');
  const type = /\r\ncontent-type: *([^\r]*)/i.exec(head)?.[1] ?? '';
  const authorization = /\r\nauthorization: *([^\r]*)/i.exec(head)?.[1] ?? '';
  return { request: { method, url, type, authorization, body: read.body }, end: read.end };
}

/** A body in chunks, each of them after its length in hexadecimal digits; an empty one is the last. */
function readChunks(bytes: Buffer, start: number): { body: Buffer; end: number } | undefined {
  const chunks: Buffer[] = [];
  for (let from = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', from);
    if (lineEnd < 0) return undefined;
    const length = Number.parseInt(bytes.toString('latin1', from, lineEnd), 16);
    const end = lineEnd + 2 + length;
    if (end + 2 > bytes.length) return undefined;
    if (length === 0) return { body: Buffer.concat(chunks), end: end + 2 };
    chunks.push(bytes.subarray(lineEnd + 2, end));
    from = end + 2;
  }
}
