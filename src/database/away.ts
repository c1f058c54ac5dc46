/**
 * Messages of drivers and Prisma for a database that is unreachable or does not answer in time; most of them come without a code.
 */
const AWAY_MESSAGES =
  /query read timeout|timeout exceeded when trying to connect|connection (?:timeout|terminated|error|closed)|not queryable|can't reach database server|server has closed the connection|unable to start a transaction|transaction already closed|expired transaction|pglite is closed|calling end on the pool|server conn?ection/i;
/** Prisma's codes for an unreachable or slow database, Node's for sockets, and PostgreSQL's for a server that stops or starts. */
const AWAY_CODES: ReadonlySet<unknown> = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'],
  ...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['57014', '57P01', '57P02', '57P03', '25P03', '53300', '08000', '08003', '08006'],
]);

/** The database did not answer within the time that a person can wait. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError';
}

/** Whether an error means that the database is away or too slow, rather than that the request was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAwayError) return true;
  if (!(error instanceof Error)) return false;
  const { code, originalCode, kind } = error as { code?: unknown; originalCode?: unknown; kind?: unknown };
  if ([code, originalCode].some((each) => AWAY_CODES.has(each))) return true;
  if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout') return true;
  return AWAY_MESSAGES.test(error.message) || (error.cause !== undefined && isDatabaseAway(error.cause));
}
