// The whole bot as a process of its own, as shard-child.ts starts it: with short times for its locks, and a log that its parent reads.
import { flushCompileCache } from 'node:module';
import { startApp } from '../../src/app/app.ts';
import { CONTENT_DIR, loadContent } from '../../src/app/content.ts';
import { PREPARED_FOLDER } from '../../src/app/prepared-content.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createLog } from '../../src/operations/log.ts';
import { stopOnSignals } from '../../src/operations/shutdown.ts';
import { systemClock } from '../../src/time/clock.ts';

const { TEST_DATABASE = '', TEST_API = '', TEST_TOKEN = '', TEST_SHARDS = '' } = process.env;
const log = createLog({ level: 'info', json: true, destination: { write: (line) => void process.send?.(line) } });
const database = await openDatabase({ url: TEST_DATABASE, log });
// Ten times as short as in earnest where nothing depends on the machine's speed.
const times = { ping: 300, poll: 100, certain: 3000, idle: 4500, answer: 1500, connect: 1000, identify: 100 };
const app = await startApp({
  greets: false,
  token: TEST_TOKEN,
  apiUrl: TEST_API,
  ops: undefined,
  database,
  clock: { now: systemClock.now },
  log,
  content: await loadContent(CONTENT_DIR, undefined, PREPARED_FOLDER),
  deadlines: { dispensable: 60_000, hold: 60_000, interim: 120_000, announcedInterim: 120_000 },
  shards: { perProcess: Number(TEST_SHARDS) || undefined, times },
});
stopOnSignals({
  steps: [...app.stopSteps, { name: 'database', limitMs: 2000, stop: () => database.close() }],
  log,
  createIncidentId: () => 'none',
});
await app.ready;
flushCompileCache();
process.on('disconnect', () => process.exit());
