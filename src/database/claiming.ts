import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { isRefusedClaim, isWrite, withClaim } from './claim-sql.ts';
import { type ClaimedEffects, currentEffects, HandledElsewhereError } from './effects.ts';

type Run<R> = (query: SqlQuery) => Promise<R>;

/**
 * An adapter by which what an interaction writes is written once, however many processes hear of it. The first statement that
 * writes for it stores a row with its id as well. Another process's first statement waits for the transaction in which that
 * happened, and is then refused as a whole. A write of its own would cost a round trip, and a moment in which the interaction is
 * claimed and nothing is done.
 *
 * @param process distinguishes this process's claims from those of others
 */
export function claiming(factory: SqlDriverAdapterFactory, process: string): SqlDriverAdapterFactory {
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect: async () => claimingAdapter(await factory.connect(), process) };
}

function claimingAdapter(adapter: SqlDriverAdapter, process: string): SqlDriverAdapter {
  /** Whether the claim that refused a write is an earlier one of this process, whose answer was lost. */
  const isOwn = async ({ doubtful, interactionId }: ClaimedEffects): Promise<boolean> =>
    doubtful && (await ownerOf(adapter, interactionId)) === process;
  const claimed = (query: SqlQuery, { interactionId }: ClaimedEffects) => withClaim(query, { interactionId, process });

  const alone =
    <R>(run: Run<R>): Run<R> =>
    async (query) => {
      const effects = currentEffects();
      effects?.look();
      const settle = effects && isWrite(query.sql) ? await effects.carry() : undefined;
      if (!effects || !settle) return run(query);
      try {
        const result = await run(claimed(query, effects));
        settle('kept');
        return result;
      } catch (error) {
        if (!isRefusedClaim(error)) {
          settle('failed');
          throw error;
        }
        if (await isOwn(effects).catch(() => false)) {
          settle('kept');
          return run(query);
        }
        settle('refused');
        throw refusedBy(error);
      }
    };

  const transactionOf = (transaction: Transaction, effects: ClaimedEffects): Transaction => {
    let settle: Awaited<ReturnType<ClaimedEffects['carry']>>;
    let failed = false;
    const end = (kept: boolean): void => {
      settle?.(kept && !failed ? 'kept' : 'failed');
      settle = undefined;
    };
    const within =
      <R>(run: Run<R>): Run<R> =>
      async (query) => {
        effects.look();
        let carries = false;
        if (!settle && isWrite(query.sql)) {
          settle = await effects.carry();
          carries = settle !== undefined;
        }
        try {
          return await run(carries ? claimed(query, effects) : query);
        } catch (error) {
          failed = true;
          if (!isRefusedClaim(error)) throw error;
          // PostgreSQL undoes the whole transaction, whosever claim it is.
          const own = await isOwn(effects).catch(() => false);
          settle?.(own ? 'kept' : 'refused');
          settle = undefined;
          throw own ? error : refusedBy(error);
        }
      };
    return {
      provider: transaction.provider,
      adapterName: transaction.adapterName,
      options: transaction.options,
      queryRaw: within((query) => transaction.queryRaw(query)),
      executeRaw: within((query) => transaction.executeRaw(query)),
      commit: () =>
        transaction.commit().then(
          () => end(true),
          (error: unknown) => {
            end(false);
            throw error;
          },
        ),
      rollback: () => transaction.rollback().finally(() => end(false)),
    };
  };

  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: alone<SqlResultSet>((query) => adapter.queryRaw(query)),
    executeRaw: alone<number>((query) => adapter.executeRaw(query)),
    async startTransaction(isolation) {
      const effects = currentEffects();
      const transaction = await adapter.startTransaction(isolation);
      return effects ? transactionOf(transaction, effects) : transaction;
    },
    executeScript: (script) => adapter.executeScript(script),
    dispose: () => adapter.dispose(),
    ...(adapter.getConnectionInfo ? { getConnectionInfo: adapter.getConnectionInfo.bind(adapter) } : {}),
  };
}

const refusedBy = (cause: unknown) => new HandledElsewhereError({ cause });

async function ownerOf(adapter: SqlDriverAdapter, interactionId: string): Promise<unknown> {
  const { rows } = await adapter.queryRaw({
    sql: 'SELECT "process"::text FROM "HandledInteraction" WHERE "id" = $1',
    args: [interactionId],
    argTypes: [{ scalarType: 'string', arity: 'scalar' }],
  });
  return rows[0]?.[0];
}
