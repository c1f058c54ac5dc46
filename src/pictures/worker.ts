// Draws in a thread of its own: ECharts computes layouts for tens of milliseconds, which would block the bot.
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { answerAside } from '../threads/aside-worker.ts';
import { FONT, layOutPicture, PAPER, WIDTH } from './layout.ts';
import type { Picture } from './picture.ts';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const require = createRequire(import.meta.url);
/** Fonts from npm packages: the same letters on every machine, including Polish ones. */
const FONTS = [
  require.resolve('@expo-google-fonts/lato/400Regular/Lato_400Regular.ttf'),
  require.resolve('@expo-google-fonts/lato/700Bold/Lato_700Bold.ttf'),
];
/** Pixels per unit: sharp on high-density screens, and still some 60 KB. */
const PIXELS_A_UNIT = 1.5;

function draw(picture: Picture): Uint8Array {
  const { option, height } = layOutPicture(picture);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption(option);
    const svg = chart.renderToSVGString();
    const image = new Resvg(svg, {
      background: PAPER,
      fitTo: { mode: 'width', value: WIDTH * PIXELS_A_UNIT },
      font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: FONT },
    });
    return image.render().asPng();
  } finally {
    chart.dispose();
  }
}

answerAside<Picture>((picture) => new Uint8Array(draw(picture)));
