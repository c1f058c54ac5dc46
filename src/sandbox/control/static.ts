import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { drawingAt } from './emoji.ts';
import { PAGE_HEADERS } from './guard.ts';

const PAGE = fileURLToPath(new URL('../page', import.meta.url));
/** Files outside the page's folder that the page may load. */
const OUTSIDE: Readonly<Record<string, string>> = {
  'protocol.ts': fileURLToPath(new URL('../protocol.ts', import.meta.url)),
};
/** The library that draws the page, in its package's build for browsers. */
const LIT = fileURLToPath(new URL('..', import.meta.resolve('lit-html')));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ts': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Lifetime of an emoji's drawing in the browser: it never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

interface Served {
  changed: number;
  type: string;
  etag: string;
  plain: Buffer;
  /** By name of the encoding; the smallest first. */
  zipped: readonly (readonly [encoding: string, content: Buffer])[];
}

const ENCODINGS = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Serves the page. TypeScript is served with its types stripped; each file is prepared once until it changes on disk. */
export function staticRoutes(app: FastifyInstance): void {
  const cache = new Map<string, Served>();
  app.get('/*', async (request, reply) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://page').pathname).slice(1);
    const drawing = drawingAt(asked);
    const path = drawing ?? locate(asked === '' ? 'index.html' : asked);
    const file = path === undefined ? undefined : await prepare(cache, path);
    reply
      .headers(PAGE_HEADERS)
      .header('cache-control', file && drawing ? FOREVER : 'no-cache')
      .header('vary', 'accept-encoding');
    if (file === undefined) return reply.code(404).type('text/plain').send('Not found');
    reply.header('etag', file.etag).type(file.type);
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    const taken = request.headers['accept-encoding'] ?? '';
    const [encoding, content] = file.zipped.find(([name]) => new RegExp(`\\b${name}\\b`).test(taken)) ?? [];
    if (encoding === undefined) return reply.send(file.plain);
    return reply.header('content-encoding', encoding).send(content);
  });
}

function locate(asked: string): string | undefined {
  const outside = OUTSIDE[asked];
  if (outside !== undefined) return outside;
  const library = /^vendor\/lit-html\/((?:directives\/)?[a-z-]+\.js)$/.exec(asked)?.[1];
  if (library !== undefined) return join(LIT, library);
  const path = normalize(join(PAGE, asked));
  const hidden = asked.split('/').some((part) => part.startsWith('.'));
  return path.startsWith(PAGE + sep) && !hidden && TYPES[extname(path)] !== undefined ? path : undefined;
}

async function prepare(cache: Map<string, Served>, path: string): Promise<Served | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  const known = cache.get(path);
  if (known?.changed === info.mtimeMs) return known;
  const raw = await readFile(path);
  const plain = await asServed(path, raw);
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const served: Served = {
    changed: info.mtimeMs,
    type,
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    zipped: /text|json|svg/.test(type)
      ? [
          ['br', await ENCODINGS.br(plain)],
          ['gzip', await ENCODINGS.gzip(plain)],
        ]
      : [],
  };
  cache.set(path, served);
  return served;
}

async function asServed(path: string, raw: Buffer): Promise<Buffer> {
  if (extname(path) === '.ts') return Buffer.from(stripTypeScriptTypes(raw.toString()));
  if (path !== join(PAGE, 'index.html')) return raw;
  // All modules are requested at once; otherwise each would be discovered only after the module that imports it has loaded.
  const files = await readdir(PAGE, { recursive: true });
  const modules = files.filter((file) => extname(file) === '.ts' && !file.endsWith('.d.ts')).sort();
  const links = modules.map((file) => `<link rel="modulepreload" href="/${file.split(sep).join('/')}" />`);
  return Buffer.from(raw.toString().replace('</head>', () => `${links.join('')}</head>`));
}
