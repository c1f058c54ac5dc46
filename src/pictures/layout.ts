import type { EChartsOption } from 'echarts';
import type { BarRow, Bars, Chart, Columns, Figure, Picture } from './picture.ts';

/** Width in SVG units; Discord shows a picture some 550 wide on a computer and 350 on a phone, so letters are big. */
export const WIDTH = 800;
export const FONT = 'Lato';

const MARGIN = 32;
const INK = '#1f2430';
const SOFT = '#5b6272';
const LINE = '#dcdfe6';
/** Opaque background, so that the picture reads the same on Discord's dark and light themes. */
export const PAPER = '#fbfaf7';
/** Seven colours distinguishable with any kind of colour blindness (Okabe and Ito, 2008), darkest contrasts first. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a8f9c'];

/** Colour of comparison bars: neutral, and dark enough on the paper. */
const BEFORE = '#8a8f9c';

const HEADER = 84;
const TITLE_LINE = 34;
/** Combined height above the first line of a figure's label and below the last. */
const FIGURES = 68;
const LABEL_LINE = 21;
const CHART_TITLE = 44;
const COLUMNS_BODY = 230;
const BAR = 40;
/** Height of a row with a second bar. */
const COMPARED = 56;
const LEGEND_ROW = 30;
/** Maximum width of the bars' names, and the height of one of their lines. */
const NAMES = 320;
const NAME_LINE = 20;
const EMPTY = 70;
const GAP = 24;
/** Average letter width in Lato relative to the font size, for breaking legends and labels into lines. */
const LETTER = 0.54;

type Part<K extends keyof EChartsOption> = Extract<NonNullable<EChartsOption[K]>, readonly unknown[]>[number];

interface Parts {
  readonly title: Part<'title'>[];
  readonly grid: Part<'grid'>[];
  readonly xAxis: Part<'xAxis'>[];
  readonly yAxis: Part<'yAxis'>[];
  readonly series: Part<'series'>[];
  readonly legend: Part<'legend'>[];
}

/** The picture's layout as an ECharts option with absolute positions; pure, so that it can be tested without drawing. */
export function layOutPicture(picture: Picture): { readonly option: EChartsOption; readonly height: number } {
  const parts: Parts = { title: [], grid: [], xAxis: [], yAxis: [], series: [], legend: [] };
  const title = wrap(picture.title, (WIDTH - 2 * MARGIN) / (28 * LETTER));
  parts.title.push({
    text: title,
    subtext: picture.subtitle ?? '',
    left: MARGIN,
    top: 28,
    padding: 0,
    itemGap: 8,
    textStyle: { fontSize: 28, lineHeight: TITLE_LINE, fontWeight: 'bold', color: INK },
    subtextStyle: { fontSize: 18, color: SOFT },
  });
  let top = HEADER + (title.split('\n').length - 1) * TITLE_LINE + (picture.subtitle ? 18 : 0);
  if (picture.figures && picture.figures.length > 0) {
    top += placeFigures(parts, picture.figures, top);
  }
  for (const chart of picture.charts) {
    parts.title.push(heading(chart, top));
    top += CHART_TITLE;
    top += place(parts, chart, top) + GAP;
  }
  const option: EChartsOption = {
    animation: false,
    backgroundColor: PAPER,
    color: COLOURS,
    textStyle: { fontFamily: FONT },
    ...parts,
  };
  // Even, so that it is a whole number of pixels too.
  return { option, height: 2 * Math.ceil(top / 2) };
}

function heading({ title }: Chart, top: number): Part<'title'> {
  const textStyle = { fontSize: 21, fontWeight: 'bold', color: INK, width: WIDTH - 2 * MARGIN, overflow: 'truncate' };
  return { text: title, left: MARGIN, top: top + 6, padding: 0, textStyle } as Part<'title'>;
}

/** Adds the figures below `top`; returns their height. */
function placeFigures(parts: Parts, figures: readonly Figure[], top: number): number {
  const room = (WIDTH - 2 * MARGIN) / figures.length;
  const labels = figures.map(({ label }) => wrap(label, (room - 16) / (17 * LETTER)));
  figures.forEach(({ value }, index) => {
    parts.title.push({
      text: value,
      subtext: labels[index] ?? '',
      left: MARGIN + index * room,
      top: top + 8,
      padding: 0,
      itemGap: 4,
      textStyle: { fontSize: 34, fontWeight: 'bold', color: COLOURS[0] ?? INK },
      subtextStyle: { fontSize: 17, lineHeight: LABEL_LINE, color: SOFT },
    });
  });
  return FIGURES + LABEL_LINE * Math.max(...labels.map((label) => label.split('\n').length));
}

/** Breaks a text between words into lines of at most `letters` letters; a longer word gets its own line. */
function wrap(text: string, letters: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

/** Adds a chart below `top`; returns its height. */
function place(parts: Parts, chart: Chart, top: number): number {
  const isEmpty =
    chart.type === 'bars'
      ? chart.rows.every(({ value }) => value === 0)
      : chart.series.every(({ values }) => values.every((value) => value === 0));
  if (isEmpty) {
    parts.title.push({
      text: chart.empty,
      left: MARGIN,
      top: top + 16,
      padding: 0,
      textStyle: { fontSize: 18, fontWeight: 'normal', color: SOFT, width: WIDTH - 2 * MARGIN, overflow: 'break' },
    });
    return EMPTY;
  }
  return chart.type === 'bars' ? placeBars(parts, chart, top) : placeColumns(parts, chart, top);
}

function placeColumns(parts: Parts, { places, series }: Columns, top: number): number {
  const index = parts.grid.length;
  const axisLabel = { fontSize: 16, color: SOFT, interval: 0, rotate: places.length > 8 ? 45 : 0 };
  const body = COLUMNS_BODY;
  parts.grid.push({ left: MARGIN + 34, right: MARGIN, top: top + 12, height: body - 70 });
  parts.xAxis.push({
    gridIndex: index,
    type: 'category',
    data: [...places],
    axisLabel,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE } },
  });
  parts.yAxis.push({
    gridIndex: index,
    type: 'value',
    minInterval: 1,
    axisLabel: { fontSize: 16, color: SOFT },
    splitLine: { lineStyle: { color: LINE } },
  });
  const shown = series.filter(({ values }) => values.some((value) => value > 0));
  for (const { name, values } of shown)
    parts.series.push({
      type: 'bar',
      name,
      stack: `columns ${index}`,
      xAxisIndex: index,
      yAxisIndex: index,
      barMaxWidth: 46,
      // A column of height 0 would still draw its border over the axis.
      data: values.map((value) => (value === 0 ? '-' : value)),
      itemStyle: { borderColor: PAPER, borderWidth: 1 },
    });
  const names = shown.map(({ name }) => name);
  return body + placeLegend(parts, names, top + body);
}

function placeBars(parts: Parts, { rows, compared }: Bars, top: number): number {
  const index = parts.grid.length;
  const labels = rows.map(({ name }) => wrap(name, (NAMES - 12) / (17 * LETTER)));
  const lines = labels.map((label) => label.split('\n'));
  // All rows of a chart are equally high.
  const most = Math.max(1, ...lines.map(({ length }) => length));
  const height = rows.length * Math.max(compared ? COMPARED : BAR, most * NAME_LINE + 4);
  const longest = Math.max(...lines.flat().map(({ length }) => length));
  const names = Math.min(NAMES, longest * 17 * LETTER + 12);
  parts.grid.push({ left: MARGIN + names, right: MARGIN + 90, top, height });
  parts.xAxis.push({ gridIndex: index, type: 'value', show: false, min: 0 });
  parts.yAxis.push({
    gridIndex: index,
    type: 'category',
    inverse: true,
    data: labels,
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { fontSize: 17, lineHeight: NAME_LINE, color: INK, interval: 0 },
  });
  const bars = (color: string, data: readonly (Pick<BarRow, 'value' | 'said'> | undefined)[], fontSize = 17) => ({
    type: 'bar' as const,
    xAxisIndex: index,
    yAxisIndex: index,
    itemStyle: { color, borderRadius: 3 },
    data: data.map((row) => ({
      value: row?.value ?? '-',
      label: {
        show: row !== undefined,
        position: 'right' as const,
        fontSize,
        color: INK,
        formatter: () => row?.said ?? String(row?.value),
      },
    })),
  });
  // Always the first series' colour: all bars of a chart mean the same.
  const colour = COLOURS[0] ?? INK;
  if (!compared) {
    parts.series.push({ ...bars(colour, rows), barWidth: 22 });
    return height;
  }
  const { now, before } = compared;
  parts.series.push({ ...bars(colour, rows), name: now, barWidth: 22, barGap: '10%' });
  const befores = rows.map((row) => row.before);
  parts.series.push({ ...bars(BEFORE, befores, 15), name: before, barWidth: 12 });
  return height + placeLegend(parts, [now, before], top + height + 8) + 8;
}

/** Adds a legend below `top`, in as many rows as needed; returns its height. */
function placeLegend(parts: Parts, names: readonly string[], top: number): number {
  const rows = legendRows(names);
  rows.forEach((data, row) => {
    parts.legend.push({
      data: [...data],
      left: MARGIN,
      top: top + row * LEGEND_ROW,
      padding: 0,
      itemGap: 18,
      itemWidth: 18,
      itemHeight: 14,
      selectedMode: false,
      textStyle: { fontSize: 16, color: INK },
    });
  });
  return rows.length * LEGEND_ROW;
}

/** Names grouped into rows that fit the width. */
function legendRows(names: readonly string[]): string[][] {
  const rows: string[][] = [];
  let room = 0;
  for (const name of names) {
    const width = 18 + 18 + 8 + name.length * 16 * LETTER;
    if (width > room) {
      rows.push([]);
      room = WIDTH - 2 * MARGIN;
    }
    rows.at(-1)?.push(name);
    room -= width;
  }
  return rows;
}
