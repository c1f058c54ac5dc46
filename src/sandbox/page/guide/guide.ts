import { act } from '../api.ts';
import { change, recall, state } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { openPopup } from '../ui/popup.ts';
import { fill, words } from '../words/words.ts';
import { stepOf, takeTour } from './progress.ts';

/** The tours, with how far the person has come, and what changes the whole sandbox. */
export function openGuide({ currentTarget: anchor }: Event): void {
  const { guide } = state;
  const w = words();
  if (!guide || !(anchor instanceof Element)) return;
  const tours = guide.tours.map(({ id, name, summary, steps }) => {
    const done = stepOf(id);
    const progress = done >= steps.length ? w.tourAllDone : fill(w.tourProgress, { done, steps: steps.length });
    return { value: `tour.${id}`, label: name, description: `${summary} · ${progress}`, picture: icon('map') };
  });
  openPopup({
    label: w.guide,
    role: 'menu',
    anchor,
    width: 360,
    items: [
      ...tours,
      ...(guide.life
        ? [{ value: 'life', label: guide.life.label, description: guide.life.description, picture: icon('globe') }]
        : []),
      ...(guide.canStartOver
        ? [
            {
              value: 'over',
              label: w.fromScratch,
              description: w.fromScratchText,
              picture: icon('trash'),
              danger: true,
            },
          ]
        : []),
    ],
    done: ([value = '']) => {
      if (value === 'over') confirmStartOver(anchor);
      else if (value === 'life') void makeLife();
      else takeTour(value.slice('tour.'.length));
    },
  });
}

async function makeLife(): Promise<void> {
  const result = await act({ kind: 'make-life' });
  if (!result.ok) change({ notice: fill(words().notDone, { why: result.error }) });
}

function confirmStartOver(anchor: Element): void {
  const w = words();
  openPopup({
    label: w.fromScratchSure,
    role: 'menu',
    anchor,
    items: [
      { value: 'no', label: w.keepAll, picture: icon('back') },
      { value: 'yes', label: w.deleteAll, picture: icon('trash'), danger: true },
    ],
    done: ([value]) => value === 'yes' && void startOver(),
  });
}

async function startOver(): Promise<void> {
  const result = await act({ kind: 'start-over' });
  if (!result.ok) change({ notice: fill(words().notDone, { why: result.error }) });
}

/** The sandbox was emptied: what the page remembers of it means nothing any more, except how the page looks. */
export function beginAgain(): void {
  const theme = recall('theme');
  try {
    for (const storage of [localStorage, sessionStorage])
      for (const key of Object.keys(storage)) if (key.startsWith('sandbox.')) storage.removeItem(key);
    if (theme) localStorage.setItem('sandbox.theme', theme);
  } catch {
    // Nothing was stored.
  }
  location.replace('/');
}
