import type { Span } from './sheet.ts';

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Minutes since midnight of "HH:MM", up to 1440 for "24:00". */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Duration of a span on each of its days, in minutes. */
export function spanMinutes({ from, to }: Pick<Span, 'from' | 'to'>): number {
  const length = minutesOf(to) - minutesOf(from);
  return length > 0 ? length : length + DAY;
}

/** Whether a span extends past midnight (ending at midnight does not count). */
export function isNight({ from, to }: Pick<Span, 'from' | 'to'>): boolean {
  return minutesOf(to) < minutesOf(from);
}

/** Minutes per week covered by the spans together. */
export function weeklyMinutes(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.days.length * spanMinutes(span), 0);
}

/** Spans in the order of the week, grouped by hours. */
export function orderSpans(spans: readonly Span[]): Span[] {
  const byHours = new Map<string, Span>();
  for (const { days, from, to } of spans) {
    const key = `${from}-${to}`;
    const all = new Set([...(byHours.get(key)?.days ?? []), ...days]);
    byHours.set(key, { days: [...all].toSorted((a, b) => a - b), from, to });
  }
  return [...byHours.values()].toSorted((a, b) => startOf(a) - startOf(b));
}

/** Two spans that share a minute of the week, as single days; undefined if there are none. Adjacent spans do not overlap. */
export function findOverlap(spans: readonly Span[]): readonly [Span, Span] | undefined {
  const pieces = spans
    .flatMap((span) =>
      span.days.map((day) => ({ span: { ...span, days: [day] }, start: (day - 1) * DAY + minutesOf(span.from) })),
    )
    .toSorted((a, b) => a.start - b.start);
  for (const [index, piece] of pieces.entries()) {
    const last = index === pieces.length - 1;
    const next = pieces[last ? 0 : index + 1];
    if (!next || next === piece) continue;
    // The last span of the week is followed by the first of the next.
    if (piece.start + spanMinutes(piece.span) > next.start + (last ? WEEK : 0)) return [piece.span, next.span];
  }
  return undefined;
}

function startOf({ days, from }: Span): number {
  return ((days[0] ?? 1) - 1) * DAY + minutesOf(from);
}
