/** A picture as plain data: what {@link file://./draw.ts} draws. All words are in the reader's language already. */
export interface Picture {
  readonly title: string;
  /** One line below the title. */
  readonly subtitle?: string;
  /** At most four big numbers, side by side below the title. */
  readonly figures?: readonly Figure[];
  /** Top to bottom. */
  readonly charts: readonly Chart[];
}

export interface Figure {
  /** Short: "71%", "2.5". */
  readonly value: string;
  readonly label: string;
}

export type Chart = Columns | Bars;

/** Stacked columns over time: one column per place on the axis, one colour per series. */
export interface Columns {
  readonly type: 'columns';
  readonly title: string;
  /** Labels of the axis, e.g. the Mondays of twelve weeks. */
  readonly places: readonly string[];
  /** At most seven; `values` are as many as there are places. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Said in the chart's place where there is nothing to draw. */
  readonly empty: string;
}

/** Horizontal bars, the first on top. */
export interface Bars {
  readonly type: 'bars';
  readonly title: string;
  /** At most twelve. `said` stands at the end of the bar in place of the number. */
  readonly rows: readonly BarRow[];
  /** What the bars mean, and the thinner ones below those rows that have a `before`. Left out, there are none. */
  readonly compared?: { readonly now: string; readonly before: string };
  readonly empty: string;
}

export interface BarRow {
  readonly name: string;
  readonly value: number;
  readonly said?: string;
  /** What the value is held against. */
  readonly before?: { readonly value: number; readonly said: string };
}
