import type { Db } from '../../src/database/client.ts';
import { Killed } from './discord.ts';

/** Who watches over what a process does with its database. */
export interface Watch {
  readonly isAlive: () => boolean;
  /** Called before and after each write and each commit, with its name. */
  readonly atWrite: (write: string) => void;
  /** Runs each statement outside a transaction, and each transaction. */
  readonly work?: <T>(work: () => Promise<T>) => Promise<T>;
}

const atOnce = <T>(work: () => Promise<T>): Promise<T> => work();

const WRITES = /^(create|update|upsert|delete|\$executeRaw|\$queryRaw)/;

/**
 * The database as a mortal process has it: what a dead one still tries fails, and a transaction that it had open is rolled
 * back, as when its connection breaks.
 */
export function guardDb(db: Db, watch: Watch): Db {
  return guard(db, watch, '');
}

function guard<T extends object>(target: T, watch: Watch, path: string): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key);
      if (typeof key !== 'string') return value;
      if (key === '$transaction') return transactionOf(object, value, watch);
      if (typeof value === 'function') return callOf(object, value, watch, `${path}${key}`);
      const isModel = typeof value === 'object' && value !== null && path === '' && !key.startsWith('_');
      return isModel ? guard(value, watch, `${key}.`) : value;
    },
  });
}

function transactionOf(client: object, begin: unknown, watch: Watch) {
  const { work: run = atOnce, ...inside } = watch;
  return async (work: (tx: object) => Promise<unknown>, options?: object): Promise<unknown> => {
    dieUnless(watch.isAlive());
    if (typeof begin !== 'function') throw new TypeError('no $transaction');
    const result: unknown = await run(async () =>
      Reflect.apply(begin, client, [
        async (tx: object) => {
          const done: unknown = await work(guard(tx, inside, ''));
          note(watch, 'before commit');
          return done;
        },
        options,
      ]),
    );
    note(watch, 'after commit');
    return result;
  };
}

function callOf(owner: object, call: object, watch: Watch, name: string) {
  const writes = WRITES.test(name.slice(name.indexOf('.') + 1));
  return async (...args: unknown[]): Promise<unknown> => {
    dieUnless(watch.isAlive());
    if (writes) note(watch, `before ${name}`);
    if (typeof call !== 'function') throw new TypeError(`no ${name}`);
    const { work: run = atOnce } = watch;
    const result: unknown = await run(async () => Reflect.apply(call, owner, args));
    if (writes) note(watch, `after ${name}`);
    dieUnless(watch.isAlive());
    return result;
  };
}

function note(watch: Watch, write: string): void {
  watch.atWrite(write);
  dieUnless(watch.isAlive());
}

function dieUnless(alive: boolean): void {
  if (!alive) throw new Killed();
}
