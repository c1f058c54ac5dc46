import type { SimulationReport } from './simulation.ts';

/** What one part of a run has brought, in the order in which it is read. */
export interface Part extends SimulationReport {
  readonly part: string;
  readonly guilds: number;
  readonly weeks: number;
  readonly seed: number;
  readonly database: string;
  readonly seconds: number;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

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
    ['requests', part.requests],
    ['refused as too many', part.refused],
    ['answers in time', part.answers],
    ['digests', part.digests],
    ['killed', part.kills],
    ['restarted in order', part.restarts],
    ['ticks', part.ticks],
    ['seconds', part.seconds],
  ];
  const title = `${part.part}: ${part.guilds} guilds, ${part.weeks} weeks, seed ${part.seed}, ${part.database} database`;
  return [title, ...rows.map(([name, value]) => `  ${name.padEnd(66)}${value}`)].join('\n');
}

/** Whether a part has shown what it is to show. */
export const isRight = ({ duplicated, lost }: Part): boolean => duplicated === 0 && lost === 0;
