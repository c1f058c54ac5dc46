import type { Db } from '../database/client.ts';
import type { Clock } from '../time/clock.ts';
import { BELOW_CHECKINS, lettingGo, listed } from './batch-sql.ts';
import { createStride, type Stride } from './stride.ts';

/** Dependencies of deletion in short statements, none of which share a transaction. */
export interface LettingWork {
  readonly db: Db;
  readonly clock: Clock;
  /** Maximum rows per statement. */
  readonly limit: number;
  /** Stops the work between two statements. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each statement with its number of rows; the next one waits for it. */
  readonly onLetGo?: ((rows: number) => Promise<void>) | undefined;
}

/** Check-ins to be deleted. */
export interface Checkins {
  /** SQL that finds the ids of some of them, at most $1, with the values from $2 on. */
  readonly some: string;
  readonly values: readonly unknown[];
  /** A condition that each statement checks again: SQL with a value at the given place. */
  readonly only?: { readonly where: (value: string) => string; readonly value: unknown };
}

export interface LettingGo {
  /** Repeats one kind of statement until it finds fewer rows than allowed, or is stopped. @returns the number of rows */
  repeat(kind: string, statement: (rows: number) => Promise<number>, first?: number): Promise<number>;
  /**
   * Repeats a statement of `lettingGo` along its list until it finds nothing more.
   * @param more the statement's values from $4 on
   * @returns the number of rows
   */
  along(statement: string, ids: readonly string[], more?: readonly unknown[]): Promise<number>;
  /**
   * Deletes all such check-ins, and the rows below them.
   * @returns the number of check-ins
   */
  checkins(which: Checkins): Promise<number>;
}

/** Progress of a statement of `lettingGo`. */
interface Reached {
  readonly found: number;
  readonly place: number | null;
  readonly after: string | null;
}

/** Check-ins whose dependent rows are searched for at once. */
const CHECKINS_AT_ONCE = 100;

/** Each kind of statement adapts its size to the previous ones. */
export function createLettingGo({ db, clock, limit: most, signal, onLetGo }: LettingWork): LettingGo {
  const strides = new Map<string, Stride>();
  const repeat: LettingGo['repeat'] = async (kind, statement, first) => {
    const stride = strides.get(kind) ?? createStride({ clock, most, ...(first === undefined ? {} : { first }) });
    strides.set(kind, stride);
    let total = 0;
    for (let more = true; more && !signal?.aborted; ) {
      const taken = await stride.take(statement);
      if (taken.found > 0) await onLetGo?.(taken.found);
      total += taken.found;
      more = taken.more;
    }
    return total;
  };
  const along: LettingGo['along'] = (statement, ids, more = []) => {
    let left = ids;
    let after: string | null = null;
    return repeat(statement, async (rows) => {
      const [reached] = await db.$queryRawUnsafe<Reached[]>(statement, left, rows, after, ...more);
      if (reached === undefined) throw new TypeError('a statement did not tell how far it came');
      // The items before it in the list have no more rows.
      if (reached.place !== null) left = left.slice(reached.place - 1);
      after = reached.after;
      return reached.found;
    });
  };
  return {
    repeat,
    along,
    async checkins({ some, values, only }) {
      const more = only ? [only.value] : [];
      const remove = `DELETE FROM "Checkin" WHERE id = ANY($1::uuid[])${only ? ` AND ${only.where('$2')}` : ''}`;
      let total = 0;
      for (let going = true; going && !signal?.aborted; ) {
        const rows = await db.$queryRawUnsafe<{ id: string }[]>(some, CHECKINS_AT_ONCE, ...values);
        const ids = rows.map(({ id }) => id);
        for (const statement of belowCheckins(only?.where('$4'))) await along(statement, ids, more);
        let gone = 0;
        // The first one alone: for each, the database's cascade checks once more for dependent rows.
        const next = async (count: number): Promise<number> => {
          const some = ids.splice(0, count);
          if (some.length > 0) gone += await db.$executeRawUnsafe(remove, some, ...more);
          return some.length;
        };
        await repeat(remove, next, 1);
        total += gone;
        going = gone > 0 && rows.length === CHECKINS_AT_ONCE;
      }
      return total;
    },
  };
}

const belowCheckins = (where: string | undefined): string[] =>
  BELOW_CHECKINS.map(({ card, ...letting }) =>
    lettingGo(letting, {
      list: listed('uuid'),
      by: card === undefined ? { column: 'checkinId' } : { through: `${card} WHERE d."checkinId" = c.id` },
      ...(where === undefined ? {} : { where }),
    }),
  );
