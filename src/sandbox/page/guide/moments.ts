import { act, type Deed } from '../api.ts';
import { change, state } from '../store.ts';
import { fill, words } from '../words/words.ts';
import { loadGuide } from './load.ts';
import { recognise } from './progress.ts';

/** Moves the clock to a moment that the bot knows of: its next post, say. */
export function goToMoment(id: string): Promise<void> {
  return moveClock({ to: id });
}

/** Moves or stops the clock. The bot does on its way what falls due, which takes a while. */
export async function moveClock(to: Extract<Deed, { kind: 'clock' }>['change']): Promise<void> {
  const result = await act({ kind: 'clock', change: to });
  if (!result.ok) {
    const none = typeof to === 'object' && 'to' in to;
    return change({ notice: none ? words().noMomentAhead : fill(words().notDone, { why: result.error }) });
  }
  if (typeof to === 'object') recognise({ kind: 'clock', ...('to' in to ? { moment: to.to } : {}) });
  await loadGuide();
}

/** Whether something is going on that moves the clock. */
export function isClockBusy(): boolean {
  return (state.guide?.busy ?? '') !== '';
}
