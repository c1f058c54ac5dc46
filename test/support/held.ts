import type { Database } from '../../src/database/database.ts';

/** A database that answers nothing until it is let go. */
export interface Held {
  release(): Promise<void>;
}

/** Keeps every table from whoever asks: the embedded database has one session, and on a server all tables are locked. */
export async function hold({ kind, withSession }: Database): Promise<Held> {
  const taken = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = withSession((session) =>
    session.transaction(async (held) => {
      if (kind === 'server') {
        const rows = await held.query(
          `SELECT string_agg(format('%I', tablename), ', ') AS tables FROM pg_tables WHERE schemaname = current_schema()`,
        );
        await held.exec(`LOCK TABLE ${rows[0]?.tables} IN ACCESS EXCLUSIVE MODE`);
      }
      taken.resolve();
      await released.promise;
    }),
  );
  holding.catch(taken.reject);
  await taken.promise;
  return {
    async release() {
      released.resolve();
      await holding;
    },
  };
}
