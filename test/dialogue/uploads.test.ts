import { expect, it } from 'vitest';
import { readUpload } from '../../src/dialogue/uploads.ts';

const MAX = 1000;
const fetchOf =
  (bytes: Uint8Array): typeof fetch =>
  async () =>
    new Response(Buffer.from(bytes));
const read = (bytes: Uint8Array) =>
  readUpload(fetchOf(bytes), { url: 'https://cdn.example/a', size: bytes.length }, MAX);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

it.each([
  ['UTF-8', Buffer.from('Cześć\r\nŁódź')],
  ['UTF-8 with its mark', Buffer.from('\uFEFFCześć\r\nŁódź')],
  ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('Cześć\r\nŁódź')])],
  ['UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16('Cześć\r\nŁódź').swap16()])],
])('reads a text in %s', async (_what, bytes) => {
  expect(await read(bytes)).toEqual({ ok: true, text: 'Cześć\nŁódź' });
});

it.each([
  ['UTF-16 without its mark', utf16('---\ntitle: a\n---\nBardzo zwykły tekst'), 'utf16'],
  ['UTF-16 without its mark, the other way round', utf16('title: a\nZażółć').swap16(), 'utf16'],
  ['Windows-1250', Buffer.from([0x43, 0x7a, 0x65, 0x9c, 0xe6]), 'encoding'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), 'encoding'],
  ['larger than allowed', Buffer.alloc(MAX + 1, 65), 'size'],
])('says that a file is %s', async (_what, bytes, why) => {
  expect(await read(bytes)).toEqual({ ok: false, why });
});

it('counts what arrives, not what was announced', async () => {
  const large = fetchOf(Buffer.alloc(MAX + 1, 65));
  expect(await readUpload(large, { url: 'https://cdn.example/a', size: 1 }, MAX)).toEqual({ ok: false, why: 'size' });
});

it('says that Discord did not hand it over', async () => {
  const gone: typeof fetch = async () => new Response('', { status: 404 });
  const broken: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
  for (const get of [gone, broken])
    expect(await readUpload(get, { url: 'https://cdn.example/a', size: 1 }, MAX)).toEqual({
      ok: false,
      why: 'unavailable',
    });
});
