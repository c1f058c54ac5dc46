import { type ClaimContext, readClaimed, readRow } from './claim.ts';
import type { Notice } from './notices.ts';
import { findStandings, type Standing } from './standing.ts';

/** A notice with everything that decides whether it may be sent. */
export interface ReadNotice {
  readonly notice: Notice;
  readonly standing: Standing;
}

/** Reads a notice by its id; undefined, and deleted, if it is no longer useful. */
export type ReadOne = (id: string) => Promise<ReadNotice | undefined>;

export const readAlone =
  (context: ClaimContext): ReadOne =>
  async (id) => {
    const notice = await readClaimed(context, id);
    return notice && withStanding(notice, await findStandings(context, [notice]));
  };

interface Asked {
  readonly id: string;
  readonly answer: (read: ReadNotice | undefined | Promise<ReadNotice | undefined>) => void;
}

/**
 * Like {@link readAlone}, but requests made at the same moment, as for steps claimed together, are read in a few statements. If
 * that fails, each is read alone: a corrupt one does not affect the others.
 */
export function readTogether(context: ClaimContext): ReadOne {
  const alone = readAlone(context);
  let asked: Asked[] = [];
  const readAll = async (those: readonly Asked[]): Promise<void> => {
    const read = await readMany(
      context,
      those.map(({ id }) => id),
    ).catch(() => undefined);
    for (const { id, answer } of those) answer(read?.get(id) ?? alone(id));
  };
  return (id) =>
    new Promise((answer) => {
      if (asked.length === 0)
        setImmediate(() => {
          const those = asked;
          asked = [];
          void readAll(those);
        });
      asked.push({ id, answer });
    });
}

async function readMany(context: ClaimContext, ids: readonly string[]): Promise<ReadonlyMap<string, ReadNotice>> {
  const rows = await context.db.notice.findMany({ where: { id: { in: [...ids] } } });
  const notices: Notice[] = [];
  for (const row of rows) {
    const notice = await readRow(context, row).catch(() => undefined);
    if (notice) notices.push(notice);
  }
  const standings = await findStandings(context, notices);
  const read = notices.map((notice) => withStanding(notice, standings));
  return new Map(read.flatMap((one) => (one ? [[one.notice.id, one]] : [])));
}

function withStanding(notice: Notice, standings: ReadonlyMap<string, Standing>): ReadNotice | undefined {
  const standing = standings.get(notice.id);
  return standing && { notice, standing };
}
