/** A picture as plain data, drawn by {@link file://./draw.ts}. All words are already in the reader's language. */
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
  /** At most seven; `values` has one number per place. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Shown instead of the chart if there is nothing to draw. */
  readonly empty: string;
}

/** Horizontal bars, the first on top. */
export interface Bars {
  readonly type: 'bars';
  readonly title: string;
  /** At most twelve. `said` is shown at the end of the bar instead of the number. */
  readonly rows: readonly BarRow[];
  /** Meaning of the bars, and of the thinner ones below rows with a `before`. Omitted if there are none. */
  readonly compared?: { readonly now: string; readonly before: string };
  readonly empty: string;
}

export interface BarRow {
  readonly name: string;
  readonly value: number;
  readonly said?: string;
  /** Value to compare with. */
  readonly before?: { readonly value: number; readonly said: string };
}
