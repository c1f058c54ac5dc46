// The bot on a PostgreSQL server behind a proxy that drops, stalls and resets its connections, while five persons use it and a
// check-in is due: `TEST_DATABASE_URL=… npm run chaos -- --seed=1 --seconds=60`. With `--server-pid` (that of the server's first
// process, on this machine) the server itself is frozen once. Ends with 1 if anything was unanswered, lost or doubled, or if the
// bot was not well again five seconds after the server.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runChaos } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    'server-pid': { type: 'string' },
  },
});
const serverUrl = process.env.TEST_DATABASE_URL;
if (serverUrl === undefined) {
  console.error('TEST_DATABASE_URL: Give the address of a PostgreSQL server whose user may create databases.');
  process.exit(2);
}
const pid = values['server-pid'];
const seconds = Number(values.seconds);
const limit = pause((seconds + 240) * 1000, undefined, { ref: false }).then(() => {
  throw new Error('The chaos run did not end in time');
});
const { tally, recovered, posts, left } = await Promise.race([
  runChaos({ serverUrl, serverPid: pid === undefined ? undefined : Number(pid), seed: Number(values.seed), seconds }),
  limit,
]);
const { unanswered, impossible, lost, doubled, duplicated } = tally;
const wrong = [...unanswered, ...impossible, ...lost, ...doubled, ...duplicated];
for (const line of wrong) console.log(`  ${line}`);
const done = [...tally.done].map(([what, count]) => `${what} ${count}`).join(', ');
console.log(
  `Seed ${values.seed}: ${tally.presses} presses (${tally.apologies} told that it did not work), ` +
    `${unanswered.length + impossible.length} unanswered, ${lost.length} lost, ` +
    `${doubled.length + duplicated.length} doubled; ` +
    `check-ins posted: ${posts}; well again within 5 s: ${recovered ? 'yes' : 'no'}.\n` +
    `Confirmed: ${done}; not posted yet: ${left}. Slowest first answer: ${Math.round(tally.slowest)} ms; ` +
    `late by what the machine took: ${tally.excused}.`,
);
process.exit(wrong.length === 0 && posts === 1 && recovered ? 0 : 1);
