import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions, turnedTo } from '../../commands/violation/clients.ts';
import { loadContent } from '../../src/app/content.ts';
import type { Tx } from '../../src/database/client.ts';
import { hashPerson } from '../../src/database/erasures.ts';
import { groupFiles, writeParts } from '../../src/messages/file-parts.ts';
import { personalDataFrame, readPersonalData } from '../../src/privacy/personal-data.ts';
import { systemClock } from '../../src/time/clock.ts';
import { allEntries, listClients } from '../../src/violations/list.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { entry } from '../support/rows.ts';

const ANNA = '100000000000000001';
/** Bytes of a file, so that few entries do what many do at Discord's limit. */
const LIMIT = 20_000;

describe('an export that is larger than Discord takes', () => {
  let database: TestDatabase;
  const stories = Array.from({ length: 450 }, (_, index) => `${index} ${'słowo "cytat"\n'.repeat(20)}`);
  beforeAll(async () => {
    database = await testDatabase();
    await database.db.violation.createMany({
      data: stories.map((story, index) => ({ ...entry(ANNA, story), clientLabel: `Klient ${index % 60}` })),
    });
  });
  afterAll(() => database.close());
  const context = () => ({
    db: database.db,
    sealer: database.sealer,
    clock: systemClock,
    hashPerson: (tx: Tx, text: string) => hashPerson(tx, database.sealer, text),
  });

  it('comes in compressed parts, each whole for itself, and nothing is missing', async () => {
    const frame = personalDataFrame(systemClock, ANNA);
    const files = await writeParts('dane.json', frame, readPersonalData(context(), ANNA), LIMIT);
    expect(files.length).toBeGreaterThan(5);
    const read = files.map(({ name, data }, index) => {
      expect(name).toBe(`dane-${index + 1}.json.gz`);
      const text = gunzipSync(data);
      expect(text.length).toBeLessThanOrEqual(LIMIT);
      return JSON.parse(text.toString()) as { personId: string; tables: Record<string, { story: string }[]> };
    });
    expect(read.every(({ personId }) => personId === ANNA)).toBe(true);
    const found = read.flatMap(({ tables }) => tables.Violation ?? []).map(({ story }) => story);
    expect(found.toSorted()).toEqual(stories.toSorted());
    // As messages: ten files at most in each, and no more in all than one may be.
    const groups = groupFiles(files, LIMIT);
    expect(groups.flat()).toEqual(files);
    for (const group of groups) {
      expect(group.length).toBeLessThanOrEqual(10);
      expect(group.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThanOrEqual(LIMIT);
    }
  });

  it('is one plain file where it is small, and reads rows in batches while it is written', async () => {
    const frame = personalDataFrame(systemClock, ANNA);
    const [file, ...others] = await writeParts('dane.json', frame, readPersonalData(context(), '2'));
    expect(others).toEqual([]);
    expect(file?.name).toBe('dane.json');
    expect(JSON.parse(Buffer.from(file?.data ?? []).toString()).tables.Violation).toEqual([]);
    let largest = 0;
    const { db } = database;
    const counting = db.$extends({
      query: {
        violation: {
          async findMany({ args, query }) {
            const rows = await query(args);
            largest = Math.max(largest, rows.length);
            return rows;
          },
        },
      },
    });
    const found: string[] = [];
    for await (const { story } of allEntries({ ...context(), db: counting as never }, ANNA)) found.push(story);
    expect(found.toSorted()).toEqual(stories.toSorted());
    expect(largest).toBeLessThanOrEqual(200);
  });

  it('offers every client, page by page', async () => {
    const { translator } = await loadContent();
    const clients = await listClients(context(), ANNA);
    expect(clients).toHaveLength(60);
    const seen = new Set<string>();
    for (let from: number | undefined = 0; from !== undefined; ) {
      const options = clientOptions(translator('pl'), clients, { room: 24, from });
      expect(options.length).toBeLessThanOrEqual(24);
      for (const { value } of options) if (turnedTo(value) === undefined) seen.add(value);
      const next = options.map(({ value }) => turnedTo(value)).filter((to) => to !== undefined && to > (from ?? 0));
      from = next[0];
    }
    expect(seen).toEqual(new Set(clients.map((client) => client.entry)));
    // The chosen one is among those shown.
    const last = clients.at(-1);
    const options = clientOptions(translator('pl'), clients, { room: 24, chosen: last?.entry });
    expect(options.map(({ label }) => label)).toContain(last?.label);
  });
});
