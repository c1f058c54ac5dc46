import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/database/client.ts';
import { apart, createEffects, type Effects } from '../../src/database/effects.ts';
import { newId } from '../../src/database/ids.ts';
import { inBackground } from '../../src/database/lanes.ts';
import { testClock } from '../support/clock.ts';
import { forget } from '../support/forget.ts';
import { type TwoClients, twoClients } from '../support/two-processes.ts';

let clients: TwoClients;
beforeAll(async () => {
  clients = await twoClients();
});
beforeEach(async () => {
  await clients.one.community.deleteMany();
  await clients.one.handledInteraction.deleteMany();
});
afterAll(() => clients.close());

let interactions = 0;
const next = () => `${++interactions}`;
const community = (id: string) => ({ id, locale: 'pl', zone: 'Europe/Warsaw' });
const stored = async () => (await clients.one.community.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
const claims = () => clients.one.handledInteraction.count();
/** Each process's own handling of one interaction. */
const both = (): [Effects, Effects] => {
  const id = next();
  return [createEffects(id), createEffects(id)];
};
const REFUSED = /Another process has this interaction/;

/** Ways in which a handler writes. */
const WAYS: Readonly<Record<string, (db: Db, id: string) => Promise<unknown>>> = {
  'creates a row': (db, id) => db.community.create({ data: community(id) }),
  'creates several': (db, id) => db.community.createMany({ data: [community(id), community(`${id}1`)] }),
  'creates or updates': (db, id) =>
    db.community.upsert({ where: { id }, create: community(id), update: { locale: 'en' } }),
  'creates a row and one below it': (db, id) =>
    db.community.create({ data: { ...community(id), skips: { create: { week: new Date('2026-11-30') } } } }),
  'executes SQL': (db, id) =>
    db.$executeRaw`INSERT INTO "Community" (id, locale, zone, "updatedAt") VALUES (${id}, 'pl', 'Europe/Warsaw', now())`,
  'executes SQL that begins with a query': (db, id) =>
    db.$queryRaw`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)
      INSERT INTO "Community" (id, locale, zone, "updatedAt") SELECT ${id} || i, 'pl', 'Europe/Warsaw', now() FROM n RETURNING id`,
  'writes in a transaction': (db, id) =>
    db.$transaction(async (tx) => {
      await tx.community.count();
      await tx.community.create({ data: community(id) });
      await tx.community.update({ where: { id }, data: { locale: 'en' } });
    }),
  'writes in a list of statements': (db, id) =>
    db.$transaction([
      db.community.create({ data: community(id) }),
      db.community.update({ where: { id }, data: { locale: 'en' } }),
    ]),
};

describe.each(Object.entries(WAYS))('a handler that %s', (_way, write) => {
  it('does so in one of two processes, whichever is first', async () => {
    const [first, second] = both();
    const outcomes = await Promise.allSettled([
      first.run(async () => write(clients.one, 'a')),
      second.run(async () => write(clients.two, 'b')),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes[0].status === 'fulfilled' ? first : second;
    expect(winner.owner).toBe('here');
    expect((winner === first ? second : first).owner).toBe('elsewhere');
    const letters = new Set((await stored()).map((id) => id[0]));
    expect([...letters]).toEqual([winner === first ? 'a' : 'b']);
    expect(await claims()).toBe(1);
  });

  it('claims nothing outside an interaction', async () => {
    await write(clients.one, 'c');
    expect(await claims()).toBe(0);
  });
});

describe('the process that has an interaction', () => {
  it('writes what follows without a further claim, alone, at once and in transactions', async () => {
    const [first] = both();
    await first.run(async () => {
      const { one } = clients;
      await Promise.all(['1', '2', '3'].map((id) => one.community.create({ data: community(id) })));
      await Promise.all(
        ['4', '5'].map((id) =>
          one.$transaction(async (tx) => void (await tx.community.create({ data: community(id) }))),
        ),
      );
      expect(await one.community.updateMany({ data: { locale: 'en' } })).toEqual({ count: 5 });
    });
    expect(await stored()).toEqual(['1', '2', '3', '4', '5']);
    expect(await claims()).toBe(1);
  });

  it('learns the number of rows of its first statement, not of the claim', async () => {
    await clients.one.community.createMany({ data: ['1', '2', '3'].map(community) });
    const [first] = both();
    const deleted = await first.run(async () => clients.one.community.deleteMany());
    expect(deleted).toEqual({ count: 3 });
  });

  it('has not got it before a write is kept: a transaction that is undone leaves it to another', async () => {
    const [first, second] = both();
    const undone = first.run(() =>
      clients.one.$transaction(async (tx) => {
        await tx.community.create({ data: community('1') });
        throw new Error('a rule was broken');
      }),
    );
    await expect(undone).rejects.toThrow('a rule was broken');
    expect(first.owner).toBe('nobody');
    await second.run(async () => clients.two.community.create({ data: community('2') }));
    expect(second.owner).toBe('here');
    expect(await stored()).toEqual(['2']);
  });

  it('may try again after a write that PostgreSQL refused for another reason', async () => {
    await clients.one.community.create({ data: community('1') });
    const [first] = both();
    await first.run(async () => {
      await expect(clients.one.community.create({ data: community('1') })).rejects.toMatchObject({ code: 'P2002' });
      await clients.one.community.create({ data: community('2') });
    });
    expect(first.owner).toBe('here');
    expect(await claims()).toBe(1);
  });

  it('knows its own claim again where only the answer to the first write was lost', async () => {
    const [first, second] = both();
    await first.run(async () => {
      await clients.one.community.create({ data: community('1') });
    });
    // As it stands to a process that was told of a broken connection instead.
    const doubtful = createEffects(first.interactionId);
    await doubtful.run(async () => {
      await expect(clients.one.community.create({ data: community('1') })).rejects.toMatchObject({ code: 'P2002' });
      await clients.one.community.create({ data: community('2') });
    });
    expect(doubtful.owner).toBe('here');
    await expect(second.run(async () => clients.two.community.deleteMany())).rejects.toThrow(REFUSED);
    expect(await stored()).toEqual(['1', '2']);
  });
});

describe('the process that has it not', () => {
  const lost = async () => {
    const [first, second] = both();
    await first.run(async () => clients.one.community.create({ data: community('1') }));
    await expect(second.run(async () => clients.two.community.create({ data: community('2') }))).rejects.toThrow(
      REFUSED,
    );
    return second;
  };

  it('writes nothing more, in no way', async () => {
    const second = await lost();
    for (const write of Object.values(WAYS))
      await expect(second.run(async () => write(clients.two, 'x'))).rejects.toThrow(REFUSED);
    expect(await stored()).toEqual(['1']);
  });

  it('writes nothing in a transaction, although the refusal was caught in it', async () => {
    const [first, second] = both();
    await first.run(async () => clients.one.community.create({ data: community('1') }));
    const caught = second.run(() =>
      clients.two.$transaction(async (tx) => {
        await tx.community.create({ data: community('2') }).catch(() => undefined);
      }),
    );
    await expect(caught).rejects.toThrow();
    expect(second.owner).toBe('elsewhere');
    expect(await stored()).toEqual(['1']);
  });

  it('still reads, and does what is no effect of the interaction', async () => {
    const second = await lost();
    await second.run(async () => {
      expect(await clients.two.community.count()).toBe(1);
      await apart(async () => clients.two.community.create({ data: community('3') }));
      await inBackground(async () => clients.two.community.create({ data: community('4') }));
    });
    expect(await stored()).toEqual(['1', '3', '4']);
  });
});

it('is known whether anything was read for an interaction', async () => {
  const effects = createEffects(next());
  await effects.run(async () => apart(async () => clients.one.community.count()));
  expect(effects.looked).toBe(false);
  await effects.run(async () => clients.one.community.count());
  expect(effects.looked).toBe(true);
});

it('is forgotten an hour later, when nobody can answer the interaction any more', async () => {
  const { one: db } = clients;
  const clock = testClock('2026-11-27T09:00:00Z');
  const row = (id: string, at: string) => ({ id, process: newId(0), at: new Date(at) });
  await db.handledInteraction.createMany({
    data: [row('1', '2026-11-27T07:59:00Z'), row('2', '2026-11-27T08:01:00Z')],
  });
  expect(await forget('interactions', { db, clock })).toBe(1);
  expect(await db.handledInteraction.findMany({ select: { id: true } })).toEqual([{ id: '2' }]);
});
