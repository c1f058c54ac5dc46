import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEntries, type Client, type EntryFilter, listClients, listEntries } from '../../src/violations/list.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { entry } from '../support/rows.ts';

const ANNA = '100000000000000001';
/** More entries about one client than PostgreSQL takes parameters. */
const MANY = 33_000;
const TODAY = Temporal.PlainDate.from('2026-11-30');
const NO_FILTER: EntryFilter = { kind: undefined, state: undefined, period: undefined, client: undefined };

describe('a client about whom there are more entries than a statement takes parameters', () => {
  let database: TestDatabase;
  let clients: readonly Client[];
  let client: Client;
  beforeAll(async () => {
    database = await testDatabase();
    await database.withSession((session) =>
      session.exec(`
        INSERT INTO "Violation" (id, "authorId", kind, story, "clientLabel", reaction, weight, "happenedOn", "interactionId", "createdAt", "updatedAt")
        SELECT md5(n::text)::uuid, '${ANNA}', CASE n % 2 WHEN 0 THEN 'scope-creep' ELSE 'other' END, 'story ' || n,
          CASE n % 3 WHEN 0 THEN 'Studio  Róż' ELSE 'studio róż' END, 'reminded', 3, DATE '2026-11-30' - n % 1000, 'many-' || n,
          '2026-11-01T10:00:00Z'::timestamptz - n / 10 * interval '1 second', now()
        FROM generate_series(1, ${MANY}) n;
        ANALYZE "Violation"`),
    );
    await database.db.violation.createMany({
      data: [
        { ...entry(ANNA, 'another client'), clientLabel: 'Agencja' },
        { ...entry(ANNA, 'no client') },
        { ...entry('2', 'another author'), clientLabel: 'studio róż' },
      ],
    });
    clients = await listClients(database, ANNA);
    [client] = clients.filter(({ label }) => /róż/i.test(label)) as [Client];
  });
  afterAll(() => database.close());
  const page = (filter: Partial<EntryFilter>, skip = 0) =>
    listEntries(database, ANNA, { ...NO_FILTER, ...filter }, { skip, take: 5 }, TODAY, clients);

  it('is one of the member’s clients, by whatever case and spaces', () => {
    expect(clients.map(({ label, ids }) => [label.toLowerCase().replace('  ', ' '), ids.length])).toEqual([
      ['agencja', 1],
      ['studio róż', MANY],
    ]);
    expect(client.ids).toContain(client.entry);
  });

  it('can be filtered by, alone and with all other filters', async () => {
    expect(await page({})).toMatchObject({ total: MANY + 2 });
    const found = await page({ client: client.entry });
    expect(found.total).toBe(MANY);
    expect(found.entries.map(({ happenedOn }) => happenedOn.toString())).toEqual(new Array(5).fill('2026-11-30'));
    // Of one day, those that were written last come first.
    expect(found.entries.map(({ story }) => story)).toEqual([1000, 2000, 3000, 4000, 5000].map((n) => `story ${n}`));
    expect((await page({ client: client.entry }, 10)).entries.map(({ story }) => story)[0]).toBe('story 11000');
    expect(await page({ client: client.entry, kind: 'other' })).toMatchObject({ total: MANY / 2 });
    expect(await page({ client: client.entry, state: 'resolved' })).toMatchObject({ total: 0, entries: [] });
    // 31 days, each of 33 entries.
    expect(await page({ client: client.entry, kind: 'scope-creep', period: 'month' })).toMatchObject({
      total: 16 * 33,
    });
  });

  it('has a timeline with each entry once, in order, also where one is deleted while it is written', async () => {
    const read: string[] = [];
    let last = '';
    for await (const { id, story, happenedOn, loggedAt } of allEntries(database, ANNA, client)) {
      const at = `${happenedOn} ${loggedAt.toISOString()}`;
      expect(at >= last).toBe(true);
      last = at;
      read.push(story);
      // The end of a batch.
      if (read.length === 200) await database.db.violation.delete({ where: { id } });
    }
    expect(read).toHaveLength(MANY);
    expect(new Set(read).size).toBe(MANY);
    expect(read).not.toContain('another client');
  });
});
