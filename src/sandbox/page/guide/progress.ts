import type { TourMark, TourView } from '../../protocol.ts';
import { change, recall, remember, state } from '../store.ts';
import { say } from '../ui/live-region.ts';
import { fill, words } from '../words/words.ts';
import { loadGuide } from './load.ts';

/** Stands for “no tour, and no offer of one”. */
const OFF = '-';

/** What a person has just done, by which a step may be recognised. */
export type Done =
  | { kind: 'command'; path: string }
  | { kind: 'press' | 'form'; customId: string }
  | { kind: 'panel'; tab: string }
  | { kind: 'record' | 'fault' | 'language' }
  | { kind: 'clock'; moment?: string }
  | { kind: 'person'; name: string };

/** The tour that the person takes. */
export function currentTour(): TourView | undefined {
  const id = recall('tour');
  return state.guide?.tours.find((tour) => tour.id === id);
}

/** Whether the page offers the tours by itself: until one is taken, or the offer is hidden. */
export function isOffered(): boolean {
  return recall('tour') === '' && (state.guide?.tours.length ?? 0) > 0;
}

/** Steps of a tour that were taken or skipped. */
export function stepOf(id: string): number {
  return Number(recall(`tour.${id}`)) || 0;
}

/** Begins a tour, or takes it up where it was left; one that was finished begins again. */
export function takeTour(id: string): void {
  const tour = state.guide?.tours.find((known) => known.id === id);
  if (!tour) return;
  if (stepOf(id) >= tour.steps.length) remember(`tour.${id}`, '0');
  remember('tour', id);
  change({ notice: '' });
}

export function leaveTour(): void {
  remember('tour', OFF);
  change();
}

export function nextStep(): void {
  const tour = currentTour();
  if (!tour) return;
  remember(`tour.${tour.id}`, String(Math.min(tour.steps.length, stepOf(tour.id) + 1)));
  change();
  // The next step may lead to a moment that has come into being with this one.
  void loadGuide();
}

/** Moves the tour on if that was its present step. */
export function recognise(done: Done): void {
  const tour = currentTour();
  const step = tour?.steps[stepOf(tour.id)];
  if (!tour || !step || !matches(step.done, done)) return;
  if (step.as !== '' && state.world?.me.name !== step.as) return;
  nextStep();
  const next = tour.steps[stepOf(tour.id)];
  say(`${fill(words().tourStepDone, { title: step.title })} ${next ? next.title : words().tourEnd}`);
}

function matches(mark: TourMark, done: Done): boolean {
  switch (done.kind) {
    case 'command':
      return mark.kind === 'command' && (mark.path === '' || mark.path === done.path);
    case 'press':
    case 'form':
      return mark.kind === done.kind && new RegExp(mark.customId).test(done.customId);
    case 'panel':
      return mark.kind === 'panel' && mark.tab === done.tab;
    case 'clock':
      return mark.kind === 'clock' && (mark.moment === undefined || mark.moment === done.moment);
    case 'person':
      return mark.kind === 'person' && (mark.name === undefined || mark.name === done.name);
    default:
      return mark.kind === done.kind;
  }
}
