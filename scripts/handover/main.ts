// Ends a process while another one stands by and people press a button every 50 ms: `TEST_DATABASE_URL=… npm run handover --
// --seconds=5`. Prints what they met for an orderly stop, as in a deploy, and for a process that dies or
// stands still (--seconds=60: for a minute). Ends with 1 if a deploy
// leaves a press unanswered, or if anything is done twice or lost.
import { parseArgs } from 'node:util';
import { type Walked, walk } from './walk.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '5' } } });
const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl === undefined) {
  console.error('TEST_DATABASE_URL: Give the address of a PostgreSQL server whose user may create databases.');
  process.exit(2);
}
const CASES = [
  { name: 'deploy (SIGTERM), 1 shard', end: 'SIGTERM', shards: 1 },
  { name: 'deploy (SIGTERM), 4 shards', end: 'SIGTERM', shards: 4 },
  { name: 'kill -9, 1 shard', end: 'SIGKILL', shards: 1 },
  { name: 'frozen and woken, 1 shard', end: 'SIGSTOP', shards: 1 },
] as const;
const COLUMNS = ['presses', 'unanswered', 'twice', 'lost', 'longest', 'gap'] as const;
const HEADS = ['presses', 'unanswered', 'done twice', 'lost', 'longest wait', 'no session'];

/** Minimum seconds of a freeze. */
const FREEZE = 25;

let wrong = false;
const line = (name: string, cells: readonly string[]) =>
  console.log([name.padEnd(28), ...cells.map((cell) => cell.padStart(13))].join(''));
line('', HEADS);
for (const { name, ...how } of CASES) {
  // A frozen process keeps its shards until the server ends its session.
  const seconds = how.end === 'SIGSTOP' ? Math.max(FREEZE, Number(values.seconds)) : Number(values.seconds);
  const walked: Walked = await walk({ serverUrl, seconds, ...how });
  line(
    name,
    COLUMNS.map((column) => `${walked[column]}${column === 'longest' || column === 'gap' ? ' ms' : ''}`),
  );
  wrong ||= walked.twice > 0 || walked.lost > 0 || (how.end === 'SIGTERM' && walked.unanswered > 0);
}
process.exit(wrong ? 1 : 0);
