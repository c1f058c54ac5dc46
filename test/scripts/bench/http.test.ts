import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHttp, type Request, readRequest } from '../../../scripts/bench/stand-in/http.ts';

const seen: Request[] = [];
const server = createHttp((request) => {
  seen.push(request);
  if (request.url === '/nothing') return { status: 204 };
  return request.url === '/unknown' ? { status: 404 } : { status: 200, body: { said: `Zażółć ${request.body}` } };
});
let base = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it('is understood by the client that bots use', async () => {
  const headers = { authorization: 'Bot x', 'content-type': 'application/json' };
  const said = await fetch(`${base}/said?a=b`, { method: 'POST', body: '{"ę":1}', headers });
  expect(await said.json()).toEqual({ said: 'Zażółć {"ę":1}' });
  expect(seen.at(-1)).toMatchObject({
    method: 'POST',
    url: '/said?a=b',
    authorization: 'Bot x',
    type: 'application/json',
  });
  const [nothing, unknown] = [await fetch(`${base}/nothing`), await fetch(`${base}/unknown`)];
  expect([nothing.status, unknown.status, await unknown.text()]).toEqual([204, 404, '']);
});

it('takes files and what comes in chunks', async () => {
  const form = new FormData();
  form.set('files[0]', new Blob([Buffer.alloc(200_000, 'x')]), 'a.pdf');
  await fetch(`${base}/files`, { method: 'POST', body: form });
  expect(seen.at(-1)?.body.length).toBeGreaterThan(200_000);
  expect(seen.at(-1)?.type).toMatch(/^multipart\/form-data; boundary=/);
  const stream = new ReadableStream({
    start(controller) {
      for (const part of ['one ', 'two']) controller.enqueue(Buffer.from(part));
      controller.close();
    },
  });
  const chunked = await fetch(`${base}/chunks`, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
  expect(await chunked.json()).toEqual({ said: 'Zażółć one two' });
});

it('waits for the rest of a request, and finds where the next one begins', () => {
  const text = 'POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello';
  const bytes = Buffer.from(`${text}GET /b HTTP/1.1\r\nhost: x\r\n\r\n`);
  for (let length = 0; length < text.length; length += 1)
    expect(readRequest(bytes.subarray(0, length))).toBeUndefined();
  const first = readRequest(bytes);
  expect(first).toMatchObject({ end: text.length, request: { method: 'POST', url: '/a' } });
  expect(String(first?.request.body)).toBe('hello');
  expect(readRequest(bytes.subarray(first?.end))?.request).toMatchObject({ method: 'GET', url: '/b' });
});
