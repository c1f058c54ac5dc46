/** Why a process no longer held a shard. */
export type Ending = 'killed' | 'stopped in order' | 'frozen' | 'gateway cut' | 'closed by itself' | 'ended by itself';

/** A time in which a running process was connected to a shard's gateway. Times are those of one monotonic clock, in milliseconds. */
export interface Span {
  readonly shard: number;
  readonly process: number;
  readonly from: number;
  /** Undefined while it lasts. */
  until: number | undefined;
  why: Ending | undefined;
}

/** A time in which no running process was connected to a shard. */
export interface Gap {
  readonly shard: number;
  readonly from: number;
  readonly until: number;
  /** What ended the last holding before it; undefined if there was none yet. */
  readonly why: Ending | undefined;
}

/** Notes which process holds which shard. A frozen one holds nothing. */
export interface Holding {
  readonly spans: readonly Span[];
  begin(shard: number, process: number, at: number): void;
  /** Does nothing where the process does not hold the shard. */
  end(shard: number, process: number, at: number, why: Ending): void;
  /** Ends all that a process holds. */
  endAll(process: number, at: number, why: Ending): void;
}

export function createHolding(): Holding {
  const spans: Span[] = [];
  const open = (shard: number, process: number) =>
    spans.findLast((one) => one.shard === shard && one.process === process && one.until === undefined);
  const end: Holding['end'] = (shard, process, at, why) => {
    const span = open(shard, process);
    if (span) Object.assign(span, { until: at, why });
  };
  return {
    spans,
    begin(shard, process, at) {
      if (!open(shard, process)) spans.push({ shard, process, from: at, until: undefined, why: undefined });
    },
    end,
    endAll(process, at, why) {
      for (const span of spans.filter((one) => one.process === process)) end(span.shard, process, at, why);
    },
  };
}

/** The times between two moments in which nobody held a shard, in order. */
export function gapsOf(all: readonly Span[], shard: number, [from, to]: readonly [number, number]): Gap[] {
  const spans = all.filter((one) => one.shard === shard && one.from <= to).toSorted((a, b) => a.from - b.from);
  const gaps: Gap[] = [];
  let heldUntil = Number.NEGATIVE_INFINITY;
  let why: Ending | undefined;
  const gapTo = (until: number): void => {
    const begin = Math.max(heldUntil, from);
    if (until > begin) gaps.push({ shard, from: begin, until, why });
  };
  for (const span of spans) {
    gapTo(span.from);
    const until = span.until ?? Number.POSITIVE_INFINITY;
    if (until > heldUntil) [heldUntil, why] = [until, span.why];
  }
  gapTo(to);
  return gaps;
}
