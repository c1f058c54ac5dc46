import { html, type TemplateResult } from '/vendor/lit-html/lit-html.js';

/** Line icons for this page, on a grid of 24. */
const PATHS = {
  hash: 'M9 4 7 20M17 4l-2 16M4.5 9h16M3.5 15h16',
  megaphone: 'M4 10v4l3 .6L15 18V6L7 9.400zM18 9.500a3.500 3.500 0 0 1 0 5M7 14.600V19h3v-3.700',
  forum: 'M4 5h12v8H9l-3 3v-3H4zM19 9h1v8h-2v3l-3-3h-4',
  speaker: 'M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6',
  thread: 'M5 4v9a3 3 0 0 0 3 3h11M15 12l4 4-4 4',
  at: 'M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M15.500 12v1.500a2.500 2.500 0 0 0 5 0V12a8.500 8.500 0 1 0-3.500 6.900',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M15.500 15.500 20 20',
  send: 'M4 12 20 4l-5 16-3.500-6.500zM11.500 13.500 20 4',
  back: 'M14 6l-6 6 6 6',
  map: 'M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14',
  plus: 'M12 5v14M5 12h14',
  slash: 'M15 5 9 19',
  dots: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M6 9l6 6 6-6',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  eye: 'M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  download: 'M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14',
  smile: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9 10h.01M15 10h.01M8.500 14a4.200 4.200 0 0 0 7 0',
  reply: 'M9 7l-5 5 5 5M4 12h10a6 6 0 0 1 6 6v1',
  pencil: 'M5 19l1-4L16 5l3 3L9 18z',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  pin: 'M9 4h6l-1 6 3 3v1H7v-1l3-3zM12 14v6',
  panel: 'M4 5h16v14H4zM14 5v14',
  moon: 'M19 14.500A7.500 7.500 0 0 1 9.500 5 7.500 7.500 0 1 0 19 14.500',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1 1M17.400 17.400l1 1M18.400 5.600l-1 1M6.600 17.400l-1 1',
  app: 'M5 5h6v6H5zM13 5h6v6h-6zM5 13h6v6H5zM16 13v6M13 16h6',
  external: 'M14 5h5v5M19 5l-9 9M17 14v5H5V7h5',
  globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16',
  warning: 'M12 4 3 20h18zM12 10v5M12 17.500h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon that screen readers skip; its meaning is beside it or in a label. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
