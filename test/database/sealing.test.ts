import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { checkDataKeys } from '../../src/database/data-keys.ts';
import { newId } from '../../src/database/ids.ts';
import { rotateKeys } from '../../src/database/rotate-keys.ts';
import { listSealedTables } from '../../src/database/sealed-columns.ts';
import { createSealer, keyIdOf, SealError } from '../../src/database/sealing.ts';
import { StartError } from '../../src/operations/start-error.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
const cell = { table: 'Violation', column: 'story', id: '1' };

describe('a sealed text', () => {
  test('is read again, whatever it holds, with a key and without', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, keyed) => {
        const sealer = createSealer(keyed ? [first] : []);
        const stored = sealer.sealText(cell, text);
        expect(sealer.openText(cell, stored)).toBe(text);
        if (keyed && text.length > 3) expect(stored).not.toContain(text);
      }),
    );
  });

  test.each(['sealed:1:0123456789ab:AAAA', 'plain:', 'plain:sealed:1:', 'sealed:'])(
    'that looks like our own marks stays what it is: %s',
    (text) => {
      const plain = createSealer([]);
      const stored = plain.sealText(cell, text);
      expect(plain.openText(cell, stored)).toBe(text);
      // Adopting a key later reads it alike.
      expect(createSealer([first]).openText(cell, stored)).toBe(text);
    },
  );

  test('is different each time, and names its key', () => {
    const sealer = createSealer([first, second]);
    const stored = [sealer.sealText(cell, 'the same'), sealer.sealText(cell, 'the same')];
    expect(new Set(stored).size).toBe(2);
    expect(stored[0]).toContain(keyIdOf(first));
  });

  test.each([
    ['another row', { ...cell, id: '2' }],
    ['another column', { ...cell, column: 'clientLabel' }],
    ['another table', { ...cell, table: 'Draft' }],
    ['a cell whose parts run together alike', { table: 'Violations', column: 'tory', id: '1' }],
  ])('cannot be moved to %s', (_name, elsewhere) => {
    const sealer = createSealer([first]);
    expect(() => sealer.openText(elsewhere, sealer.sealText(cell, 'text'))).toThrow(SealError);
  });

  test('cannot be changed', () => {
    const sealer = createSealer([first]);
    const stored = sealer.sealText(cell, 'a text of some length');
    const bytes = Buffer.from(stored.split(':')[3] ?? '', 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      const forged = `${stored.split(':').slice(0, 3).join(':')}:${changed.toString('base64url')}`;
      expect(() => sealer.openText(cell, forged)).toThrow(SealError);
    }
    expect(() => sealer.openText(cell, stored.slice(0, -8))).toThrow(SealError);
  });

  test('is read with an earlier key, and not without it; the error holds no text', () => {
    const stored = createSealer([first]).sealText(cell, 'private');
    expect(createSealer([second, first]).openText(cell, stored)).toBe('private');
    expect(() => createSealer([second]).openText(cell, stored)).toThrow(keyIdOf(first));
    expect(() => createSealer([second]).openText(cell, stored)).not.toThrow(/private/);
  });
});

test('a row keeps its other columns, its nulls and what was not selected', () => {
  const sealer = createSealer([first]);
  const row = { id: newId(Date.now()), story: 'a story', clientLabel: null, kind: 'scope-creep', weight: 3 };
  const sealed = sealer.seal('Violation', row);
  expect(sealed).toMatchObject({ id: row.id, clientLabel: null, kind: 'scope-creep', weight: 3 });
  expect(Object.keys(sealed)).toEqual(Object.keys(row));
  expect(sealed.story).toMatch(/^sealed:1:/);
  expect(sealer.open('Violation', sealed)).toEqual(row);
});

test('ids are UUIDs of version 7 and sort by time', () => {
  const ids = [0, 1, 255, 256, 1_700_000_000_000, 1_800_000_000_000].map((now) => newId(now));
  expect(ids).toEqual(ids.toSorted());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe('keys and the data', () => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.close());

  const entry = (id: string) => ({
    id,
    authorId: '1',
    kind: 'scope-creep',
    story: `story of ${id}`,
    clientLabel: 'the shop',
    reaction: 'reminded',
    weight: 3,
    interactionId: id,
  });
  const storedStories = async ({ db }: TestDatabase) =>
    (await db.violation.findMany({ orderBy: { id: 'asc' } })).map(({ story }) => story);

  test('a key that the data needs and that is missing stops the start', async () => {
    database = await testDatabase([first]);
    const check = (keys: Uint8Array[]) =>
      database?.withSession((session) => checkDataKeys(session, createSealer(keys)));
    await expect(check([])).rejects.toThrow(StartError);
    await expect(check([])).rejects.toThrow(/DATA_KEY is not set/);
    await expect(check([second])).rejects.toThrow(keyIdOf(first));
    await expect(check([second, first])).resolves.toBeUndefined();
  });

  test('rotation adopts a key late, then moves to another, and then the first is not needed', async () => {
    database = await testDatabase();
    const { db, withSession } = database;
    const ids = Array.from({ length: 450 }, () => newId(Date.now()));
    await db.violation.createMany({ data: ids.map(entry) });

    const adopting = createSealer([first]);
    expect(await withSession((session) => rotateKeys(session, adopting))).toEqual({
      texts: 900,
      retired: [],
      left: [],
    });
    expect((await storedStories(database)).every((story) => story.startsWith(`sealed:1:${keyIdOf(first)}:`))).toBe(
      true,
    );

    const moving = createSealer([second, first]);
    expect(await withSession((session) => rotateKeys(session, moving))).toEqual({
      texts: 900,
      retired: [keyIdOf(first)],
      left: [],
    });
    expect(await withSession((session) => rotateKeys(session, moving))).toMatchObject({ texts: 0 });
    const alone = createSealer([second]);
    await withSession((session) => checkDataKeys(session, alone));
    const rows = await db.violation.findMany({ orderBy: { id: 'asc' } });
    expect(rows.map((row) => alone.open('Violation', row).story)).toEqual(ids.map((id) => `story of ${id}`).toSorted());
  });

  test('a rotation that is interrupted goes on where it stopped', async () => {
    database = await testDatabase();
    const { db, withSession } = database;
    await db.violation.createMany({ data: Array.from({ length: 450 }, () => entry(newId(Date.now()))) });
    let calls = 0;
    const sealer = createSealer([first]);
    const failing = {
      ...sealer,
      sealText: (...args: Parameters<typeof sealer.sealText>) => {
        calls += 1;
        if (calls > 250) throw new Error('power cut');
        return sealer.sealText(...args);
      },
    };
    await expect(withSession((session) => rotateKeys(session, failing))).rejects.toThrow('power cut');
    expect((await storedStories(database)).filter((story) => story.startsWith('sealed:')).length).toBe(200);
    expect(await withSession((session) => rotateKeys(session, sealer))).toMatchObject({ texts: 700 });
  });
});

describe('the list of sealed columns', () => {
  test('names what the schema calls free text of a member, and nothing else', async () => {
    const schema = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
    const documented = [...schema.matchAll(/^model (\w+) \{$(.*?)^\}$/gms)].flatMap(([, table, body = '']) =>
      [...body.matchAll(/^ {2}\/\/\/ (?:Sealed|Free text)\b.*\n {2}(\w+)/gm)].map(([, column]) => `${table}.${column}`),
    );
    const listed = listSealedTables().flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    expect(listed.toSorted()).toEqual(documented.toSorted());
  });

  test('exists in the database', async () => {
    const database = await testDatabase();
    for (const { table, key, columns } of listSealedTables()) {
      for (const column of [key, ...columns]) {
        await database.withSession((session) => session.query(`SELECT "${column}" FROM "${table}" LIMIT 0`));
      }
    }
    await database.close();
  });
});
