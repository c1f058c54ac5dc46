// The whole bot as a process of its own, as app-child.ts starts it: it ticks when it is told to, at the time that it is told.
import { subscribe } from 'node:diagnostics_channel';
import { flushCompileCache } from 'node:module';
import { Temporal } from 'temporal-polyfill';
import { startApp } from '../../src/app/app.ts';
import { CONTENT_DIR, loadContent } from '../../src/app/content.ts';
import { PREPARED_FOLDER } from '../../src/app/prepared-content.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createLog } from '../../src/operations/log.ts';
import type { FromApp, ToApp } from './app-child.ts';

const {
  TEST_DATABASE = '',
  TEST_API = '',
  TEST_TOKEN = '',
  TEST_NOW = '',
  TEST_SHARDS = '',
  TEST_FREEZE_AT = '',
} = process.env;
const log = createLog({ level: 'error', json: true });
let ahead = Number(TEST_NOW) - Date.now();
const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now() + ahead) };
const tell = (message: FromApp) => process.send?.(message);

const { openLockSession, ...opened } = await openDatabase({ url: TEST_DATABASE, log });
const database = openLockSession && TEST_SHARDS !== 'unlocked' ? { ...opened, openLockSession } : opened;
const shards = { perProcess: Number(TEST_SHARDS) || undefined };
// As main.ts does it: only the first process since a change of the content reads and indexes it.
const content = await loadContent(CONTENT_DIR, undefined, PREPARED_FOLDER);
const app = await startApp({
  greets: false,
  token: TEST_TOKEN,
  apiUrl: TEST_API,
  ops: undefined,
  shards,
  database,
  clock,
  log,
  content,
});
await app.ready;
// Where the one before was killed a moment ago, the server may not have noticed yet.
await app.serving;
// For the next one: nobody that is killed leaves behind what it compiled.
flushCompileCache();
process.on('message', ({ job, now }: ToApp) => {
  ahead = now - Date.now();
  void app.runJob(job).then(() => tell({ done: job }));
});
// undici announces a request between the bot's check and the first byte.
let posts = 0;
subscribe('undici:request:create', (message) => {
  const { method, path } = (message as { request: { method: string; path: string } }).request;
  if (method !== 'POST' || !/\/channels\/[0-9]+\/(messages|threads)$/.test(path)) return;
  posts += 1;
  if (posts !== Number(TEST_FREEZE_AT)) return;
  tell({ done: 'freeze' });
  process.kill(process.pid, 'SIGSTOP');
});
process.on('disconnect', () => process.exit());
tell({ done: 'start' });
