import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open.ts';
import { changeEntry } from '../../src/violations/changes.ts';
import { findEntry, logViolation } from '../../src/violations/entries.ts';
import { findClient, listClients } from '../../src/violations/list.ts';
import { testClock } from '../support/clock.ts';
import { silentLog, testDirectory } from '../support/database.ts';

// What members wrote stands in no file of the database, nor in its dumps, in plain text: not what they wrote first either.

const SECRETS = ['Opowiesc-o-kliencie', 'Etykieta-klienta', 'Nastepny-krok', 'Poprawiona-opowiesc', 'Inna-etykieta'];
const [STORY = '', LABEL = '', STEP = '', NEW_STORY = '', NEW_LABEL = ''] = SECRETS;
const AUTHOR = '100000000000000001';
const today = Temporal.PlainDate.from('2026-11-24');
const clock = testClock('2026-11-24T08:00:00Z');

let directory: string;
beforeAll(async () => {
  directory = await testDirectory();
});
afterAll(() => rm(dirname(directory), { recursive: true, force: true }));

async function write({ db, sealer }: Database): Promise<string> {
  const context = { db, sealer, clock };
  const {
    entry: { id },
  } = await logViolation(context, {
    authorId: AUTHOR,
    communityId: undefined,
    checkinId: undefined,
    kind: 'other',
    story: STORY,
    clientLabel: LABEL,
    reaction: 'let-pass',
    weight: 3,
    nextStep: STEP,
    happenedOn: today,
    interactionId: '1',
  });
  await changeEntry(context, AUTHOR, id, { story: NEW_STORY, clientLabel: NEW_LABEL }, today);
  const entry = await findEntry(context, AUTHOR, id);
  expect(entry).toMatchObject({ story: NEW_STORY, clientLabel: NEW_LABEL, nextStep: STEP });
  expect(entry?.history.map(({ was }) => was)).toEqual([{ story: STORY }]);
  expect(findClient(await listClients(context, AUTHOR), NEW_LABEL.toUpperCase())).toMatchObject({ entry: id });
  return id;
}

/** Every file below a directory, unpacked. */
async function contents(path: string): Promise<Buffer[]> {
  if ((await stat(path)).isDirectory()) {
    const inside = await readdir(path);
    return (await Promise.all(inside.map((name) => contents(join(path, name))))).flat();
  }
  const bytes = await readFile(path);
  return [bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes];
}

test('nothing of an entry stands in the files or dumps of the database', { timeout: 90_000 }, async () => {
  const url = `file:${directory}`;
  const database = await openDatabase({ url, log: silentLog, dataKeys: [randomBytes(32)] });
  const id = await write(database);
  await database.close(); // writes a dump
  const files = await contents(directory);
  expect(await readdir(join(directory, 'dumps'))).toHaveLength(1);
  // The search finds what is there: the author's id is not sealed.
  expect(files.filter((bytes) => bytes.includes(AUTHOR)).length).toBeGreaterThan(1);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  for (const secret of SECRETS) for (const bytes of files) expect(bytes.includes(secret)).toBe(false);
});

test('without a key, the same search finds them', { timeout: 90_000 }, async () => {
  const plain = await mkdtemp(join(tmpdir(), 'granica-test-'));
  const database = await openDatabase({ url: `file:${join(plain, 'data')}`, log: silentLog });
  await write(database);
  await database.close();
  const files = await contents(plain);
  for (const secret of SECRETS) expect(files.some((bytes) => bytes.includes(secret))).toBe(true);
  await rm(plain, { recursive: true, force: true });
});
