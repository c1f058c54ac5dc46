import { change, state } from '../store.ts';

/** Pixels from the newest message within which a person counts as being at it. */
const NEAR = 80;

/** Shows the newest message, as Discord does for whatever a person sends or runs. The list is drawn from its end. */
export function toNewest(): void {
  state.newBelow = 0;
  state.scrolledUp = false;
  change();
  queueMicrotask(() =>
    queueMicrotask(() => {
      const list = document.querySelector('.messages');
      if (list) list.scrollTop = 0;
    }),
  );
}

/** Notes whether the newest message is out of view. */
export function noteScroll(list: HTMLElement): void {
  const up = list.scrollTop < -NEAR;
  if (up === state.scrolledUp) return;
  change({ scrolledUp: up, ...(up ? {} : { newBelow: 0 }) });
}

/** A message came into the channel on screen: somebody's own brings it into view, others are counted if it cannot be seen. */
export function newestCame(own: boolean): void {
  if (own) toNewest();
  else if (state.scrolledUp) state.newBelow += 1;
}
