// Several processes of the bot on one PostgreSQL server, used by members and moderators while processes are killed, frozen and
// replaced, gateways and database connections cut, and requests refused or their answers lost, all at once:
// `TEST_DATABASE_URL=… npm run soak -- --minutes 10 --processes 2`. docs/scale.md says what is counted. Ends with 1 if a goal is
// missed.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeSoak, missedGoals } from './report.ts';
import { runSoak } from './run.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    processes: { type: 'string', default: '2' },
    shards: { type: 'string', default: '4' },
    persons: { type: 'string', default: '6' },
    seed: { type: 'string', default: '1' },
    log: { type: 'string' },
  },
});
const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl === undefined) {
  console.error('TEST_DATABASE_URL: Give the address of a PostgreSQL server whose user may create databases.');
  process.exit(2);
}
const minutes = Number(values.minutes);
const [processes, shards, persons, seed] = [values.processes, values.shards, values.persons, values.seed].map(
  Number,
) as [number, number, number, number];
if (!(minutes > 0) || ![processes, shards, persons, seed].every((value) => Number.isSafeInteger(value) && value > 0))
  throw new RangeError(
    '--minutes is a number above 0; --processes, --shards, --persons and --seed are whole numbers from 1',
  );
const limit = pause((minutes * 60 + 300) * 1000, undefined, { ref: false }).then(() => {
  throw new Error('The soak run did not end in time');
});
const tell = (line: string) => console.error(line);
const result = await Promise.race([
  runSoak({ serverUrl, minutes, processes, shards, persons, seed, tell, log: values.log }),
  limit,
]);
console.log(`${minutes} minutes, ${processes} processes, ${shards} shards, ${persons} members, seed ${seed}`);
console.log(describeSoak(result));
const missed = missedGoals(result);
for (const line of missed) console.log(`MISSED ${line}`);
process.exit(missed.length === 0 ? 0 : 1);
