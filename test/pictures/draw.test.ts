import { describe, expect, it } from 'vitest';
import { draw, tryToDraw } from '../../src/pictures/draw.ts';
import { layOutPicture, WIDTH } from '../../src/pictures/layout.ts';
import type { Picture } from '../../src/pictures/picture.ts';

const places = ['7.09', '14.09', '21.09'];
const picture: Picture = {
  title: 'Zażółć gęślą jaźń',
  subtitle: 'od września do listopada',
  figures: [
    { value: '71%', label: 'naruszeń, na które była odpowiedź' },
    { value: '2,5', label: 'dnia do odpowiedzi' },
  ],
  charts: [
    {
      type: 'columns',
      title: 'Tygodnie',
      places,
      series: [
        { name: 'Spóźniona płatność', values: [1, 0, 2] },
        { name: 'Nigdy', values: [0, 0, 0] },
      ],
      empty: 'Nic',
    },
    { type: 'bars', title: 'Rodzaje', rows: [{ name: 'Kontakt', value: 3, said: '3 osoby' }], empty: 'Nic' },
  ],
};
const nothing: Picture = {
  title: 'Nothing',
  charts: [
    { type: 'columns', title: 'Weeks', places, series: [{ name: 'a', values: [0, 0, 0] }], empty: 'No entries yet' },
    { type: 'bars', title: 'Kinds', rows: [], empty: 'No kinds yet' },
  ],
};

/** Width and height out of a PNG's header. */
function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG');
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

describe('a picture', () => {
  it('is laid out with everything that it holds, and without series that are empty', () => {
    const text = JSON.stringify(layOutPicture(picture).option);
    for (const word of ['Zażółć', '71%', 'Tygodnie', 'Rodzaje', 'Spóźniona płatność', '21.09'])
      expect(text).toContain(word);
    expect(text).not.toContain('Nigdy');
  });

  it('holds bars against what was before, and says which is which', () => {
    const rows = [
      { name: 'Kontakt', value: 3, before: { value: 2.5, said: '2,5' } },
      { name: 'Płatność', value: 4 },
    ];
    const compared = { now: 'ten tydzień', before: 'średnia' };
    const bars = { type: 'bars', title: 'Rodzaje', rows, empty: 'Nic' } as const;
    const { option, height } = layOutPicture({ title: 'x', charts: [{ ...bars, compared }] });
    const [now, before] = Array.isArray(option.series) ? option.series : [];
    expect(now).toMatchObject({ name: 'ten tydzień', data: [{ value: 3 }, { value: 4 }] });
    expect(before).toMatchObject({ name: 'średnia', data: [{ value: 2.5 }, { value: '-' }] });
    expect(option.legend).toMatchObject([{ data: ['ten tydzień', 'średnia'] }]);
    expect(height).toBeGreaterThan(layOutPicture({ title: 'x', charts: [bars] }).height);
  });

  it('says so where there is nothing to draw', () => {
    const { option } = layOutPicture(nothing);
    expect(JSON.stringify(option)).toContain('No entries yet');
    expect(JSON.stringify(option)).toContain('No kinds yet');
    expect(option.series).toEqual([]);
  });

  it('breaks long labels between words, into lines that fit', () => {
    const label = 'tygodnie z rzędu, w których nic nie zostało odpuszczone';
    const figures = [1, 2, 3, 4].map((value) => ({ value: String(value), label }));
    const titles = layOutPicture({ ...nothing, figures }).option.title;
    const shown = Array.isArray(titles) ? titles.map(({ subtext }) => subtext) : [];
    const lines = shown.find((text) => text?.includes('rzędu'))?.split('\n') ?? [];
    expect(lines.join(' ')).toBe(label);
    for (const line of lines) expect(line.length).toBeLessThan(20);
  });

  it('shows names of bars and titles whole, on as many lines as they need', () => {
    const name = 'Przekroczenie granic w mediach społecznościowych';
    const rows = [
      { name, value: 3 },
      { name: 'Cisza', value: 1 },
    ];
    const title = 'Klient: '.padEnd(108, 'Agencja reklamowa z bardzo długą nazwą ');
    const charts = [{ type: 'bars', title: 'Rodzaje', rows, empty: 'Nic' }] as const;
    const { option, height } = layOutPicture({ title, charts });
    const [axis] = Array.isArray(option.yAxis) ? option.yAxis : [];
    const shown: string[] = axis && 'data' in axis ? (axis.data as string[]) : [];
    expect(shown.map((label) => label.replaceAll('\n', ' '))).toEqual([name, 'Cisza']);
    for (const line of shown.flatMap((label) => label.split('\n'))) expect(line.length).toBeLessThan(36);
    expect(JSON.stringify(axis)).not.toContain('truncate');
    const [first] = Array.isArray(option.title) ? option.title : [];
    expect(first?.text?.replaceAll('\n', ' ')).toBe(title.trimEnd());
    expect(height).toBeGreaterThan(layOutPicture({ title: 'x', charts }).height);
  });

  it('comes as a PNG, several at once', async () => {
    await draw(picture);
    const pngs = await Promise.all([draw(picture), draw(nothing), draw(picture)]);
    const [first, second, third] = pngs.map(sizeOf);
    expect(first).toEqual({ width: WIDTH * 1.5, height: layOutPicture(picture).height * 1.5 });
    expect(second).toEqual({ width: WIDTH * 1.5, height: layOutPicture(nothing).height * 1.5 });
    expect(Buffer.from(pngs[0] ?? [])).toEqual(Buffer.from(pngs[2] ?? []));
    expect(third).toEqual(first);
  });

  it('draws letters, Polish ones too: another title is another picture', async () => {
    const [plain, polish] = await Promise.all([
      draw({ ...nothing, title: 'zazolc' }),
      draw({ ...nothing, title: 'zażółć' }),
    ]);
    expect(Buffer.from(plain)).not.toEqual(Buffer.from(polish));
  });
});

it('is left out of an answer where it cannot be drawn, and that is reported without its words', async () => {
  const broken = { title: 'Tajny tytuł', charts: [{ type: 'pie', title: 'Tajne' }] } as unknown as Picture;
  const reports: unknown[] = [];
  expect(await tryToDraw(broken, (error, what) => reports.push(String(error), what))).toBeUndefined();
  expect(reports).toEqual([expect.stringContaining('could not be drawn'), 'A picture was left out']);
  expect(JSON.stringify(reports)).not.toContain('Tajn');
  expect(await tryToDraw(nothing, () => expect.fail('it can be drawn'))).toBeInstanceOf(Uint8Array);
});
