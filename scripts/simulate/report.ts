import { REQUESTS_PER_SECOND } from '../../src/outbox/pace.ts';
import type { Load } from './load.ts';
import type { SimulationReport } from './simulation.ts';

/** What one part of a run has brought, in the order in which it is read. */
export interface Part extends SimulationReport, Load {
  readonly part: string;
  readonly guilds: number;
  readonly weeks: number;
  readonly seed: number;
  readonly database: string;
  readonly seconds: number;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Statements of the database: altogether, by the machine's clock, and by what is sent. */
function describeStatements({ statements, seconds, requests }: Part): [string, string | number][] {
  if (statements === undefined) return [];
  const each = statements / requests;
  return [
    ['statements', statements],
    ['statements a second, by the machine’s clock', Math.round(statements / seconds)],
    [
      'statements a request; a second at 48 requests/s',
      `${each.toFixed(1)}; ${Math.round(each * REQUESTS_PER_SECOND)}`,
    ],
  ];
}

/** A part as lines for a person. */
export function describePart(part: Part): string {
  const { due, posted, late, missed, uncertain, duplicated, lost, use } = part;
  const rows: [string, string | number][] = [
    ['due', due],
    ['posted', posted],
    ['late', late],
    ['missed', missed],
    ['uncertain', uncertain],
    ['duplicated', duplicated],
    ['lost', lost],
    ['of 50 requests/s, busiest second', percent(use.busiestSecond)],
    ['of 50 requests/s, busiest minute', percent(use.busiestMinute)],
    ['of 50 requests/s, mean of the minutes in which check-ins were due', percent(use.dueMinutes)],
    [
      `of 50 requests/s, mean of ${use.full} minutes with a whole minute’s work waiting`,
      use.full > 0 ? percent(use.fullMinutes) : 'none',
    ],
    ['requests', part.requests],
    ['refused as too many', part.refused],
    ['answers in time', part.answers],
    ['digests', part.digests],
    ['killed', part.kills],
    ['restarted in order', part.restarts],
    ['ticks', part.ticks],
    ['database', megabytes(part.databaseSize)],
    ...describeStatements(part),
    ['seconds', part.seconds],
  ];
  const title = `${part.part}: ${part.guilds} guilds, ${part.weeks} weeks, seed ${part.seed}, ${part.database} database`;
  return [title, ...rows.map(([name, value]) => `  ${name.padEnd(70)}${value}`)].join('\n');
}

/** Whether a part has shown what it is to show. */
export const isRight = ({ duplicated, lost }: Part): boolean => duplicated === 0 && lost === 0;
