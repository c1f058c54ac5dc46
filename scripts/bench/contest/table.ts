import type { Cell } from '../stand-in/protocol.ts';
import { BARE_PING, BARE_SAME, type Measured } from './measure.ts';
import { median, ratio } from './statistics.ts';

/** One line of the table: medians of the rounds, and ratios of measurements side by side. */
export interface Line {
  readonly people: number;
  readonly row: string;
  readonly bot: string;
  readonly perSecond: number;
  readonly perSecondOfPing: number;
  readonly perSecondOfSame: number;
  readonly processMs: number;
  readonly processMsOfPing: number;
  readonly processMsOfSame: number;
  readonly mainThreadMs: number;
  readonly acknowledgedP50: number;
  readonly acknowledgedP99: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p99OfPing: number;
  readonly answers: number;
  readonly failures: number;
}

/** Ratios of time are turned over, so that everywhere 1 is as good as the bare bot and less is worse. */
export function linesOf(measured: readonly Measured[]): Line[] {
  return measured.flatMap(({ row, people, cells }) =>
    Object.entries(cells).map(([bot, own]) => {
      const ping = cells[BARE_PING] ?? [];
      const same = cells[BARE_SAME] ?? [];
      const of = (pick: (cell: Cell) => number) => median(own.map(pick));
      const beside = (others: readonly Cell[], pick: (cell: Cell) => number) => ratio(own.map(pick), others.map(pick));
      const perSecond = (cell: Cell) => cell.perSecond;
      const process = (cell: Cell) => cell.processMs;
      return {
        people,
        row,
        bot,
        perSecond: of(perSecond),
        perSecondOfPing: beside(ping, perSecond),
        perSecondOfSame: beside(same, perSecond),
        processMs: of(process),
        processMsOfPing: 1 / beside(ping, process),
        processMsOfSame: 1 / beside(same, process),
        mainThreadMs: of((cell) => cell.mainThreadMs),
        acknowledgedP50: of((cell) => cell.acknowledged.p50),
        acknowledgedP99: of((cell) => cell.acknowledged.p99),
        p50: of((cell) => cell.final.p50),
        p95: of((cell) => cell.final.p95),
        p99: of((cell) => cell.final.p99),
        p99OfPing: beside(ping, (cell) => cell.final.p99),
        answers: own.reduce((sum, { answers }) => sum + answers, 0),
        failures: own.reduce((sum, cell) => sum + failuresOf(cell), 0),
      };
    }),
  );
}

export function failuresOf({ failures }: Pick<Cell, 'failures'>): number {
  return Object.values(failures).reduce((sum, count) => sum + count, 0);
}

/** The stand-in's own part where it has most to do, beside the bare bot: the median, and the worst measurement. */
export function standInOf(measured: readonly Measured[]) {
  const cells = measured.flatMap(({ cells: { [BARE_PING]: ping = [], [BARE_SAME]: same = [] } }) => [...ping, ...same]);
  const busy = cells.map(({ standInBusy }) => standInBusy);
  return {
    msAnAnswer: median(cells.map(({ standInMs }) => standInMs)),
    busy: median(busy),
    busiest: Math.max(...busy),
  };
}

/** Reasons of all failures, with an example of each. */
export function reasonsOf(measured: readonly Measured[]): string[] {
  return measured.flatMap(({ row, people, cells }) =>
    Object.entries(cells).flatMap(([bot, own]) =>
      own.flatMap(({ failures, examples }) =>
        Object.entries(failures).map(
          ([reason, count]) => `${bot}, ${row}, ${people} people: ${count} × ${reason}: ${examples[reason] ?? ''}`,
        ),
      ),
    ),
  );
}

const HEADS = [
  '',
  'answers/s',
  'of ping',
  'of same',
  'CPU ms',
  'of ping',
  'of same',
  'p50',
  'p95',
  'p99',
  '× ping',
  'first p99',
  'failed',
];

/** Tables in Markdown, one for each number of people. */
export function describe(lines: readonly Line[]): string {
  return [...Map.groupBy(lines, ({ people }) => people)]
    .map(([people, own]) => {
      const rows = own.map((line) => [
        `${line.row} · ${line.bot}`,
        Math.round(line.perSecond).toLocaleString('en-GB'),
        line.perSecondOfPing.toFixed(2),
        line.perSecondOfSame.toFixed(2),
        line.processMs.toFixed(2),
        line.processMsOfPing.toFixed(2),
        line.processMsOfSame.toFixed(2),
        ...[line.p50, line.p95, line.p99].map(short),
        line.p99OfPing.toFixed(1),
        short(line.acknowledgedP99),
        String(line.failures),
      ]);
      return `${people} at the same time\n\n${markdown(HEADS, rows)}`;
    })
    .join('\n\n');
}

/** Milliseconds as far as they are worth writing. */
export const short = (ms: number) => ms.toFixed(ms < 10 ? 1 : 0);

/** A table in Markdown with its columns aligned. */
export function markdown(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(heads), rule, ...rows.map(line)].join('\n');
}
