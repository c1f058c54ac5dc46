/** What drivers and Prisma say when the database cannot be reached or does not answer in time; for most of it they have no code. */
const AWAY_MESSAGES =
  /query read timeout|timeout exceeded when trying to connect|connection (?:timeout|terminated|error|closed)|not queryable|can't reach database server|server has closed the connection|unable to start a transaction|transaction already closed|expired transaction|pglite is closed|calling end on the pool|server conn?ection/i;
/** Prisma's codes for a database that is not reached or too slow, those of Node's sockets, and PostgreSQL's for one that ends or starts. */
const AWAY_CODES: ReadonlySet<unknown> = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['57014', '57P01', '57P02', '57P03', '25P03', '53300', '08000', '08003', '08006'],
]);

/** The database did not answer in the time that a person can wait for it. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError';
}

/** Whether an error says that the database is away or too slow, and not that something is wrong with what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAwayError) return true;
  if (!(error instanceof Error)) return false;
  const { code, originalCode, kind } = error as { code?: unknown; originalCode?: unknown; kind?: unknown };
  if ([code, originalCode].some((each) => AWAY_CODES.has(each))) return true;
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout') return true;
  return AWAY_MESSAGES.test(error.message) || (error.cause !== undefined && isDatabaseAway(error.cause));
}
