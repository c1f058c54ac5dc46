// A process that opens the embedded database in DIRECTORY, says so, and then writes rows until it is killed. It prints
// the id of each row after the database has acknowledged it.
import { openDatabase } from '../../src/database/open.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { db } = await openDatabase({ url: `file:${process.argv[2]}`, log });
process.stdout.write('open\n');
for (let n = 0; ; n += 1) {
  const id = `${process.pid}-${n}`;
  await db.community.create({ data: { id, locale: 'pl', zone: 'Europe/Warsaw' } });
  process.stdout.write(`${id}\n`);
}
