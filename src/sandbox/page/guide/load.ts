import { fetchGuide } from '../api.ts';
import { change } from '../store.ts';

/** Loads what the bot adds to the page: tours, moments, made-up life. */
export async function loadGuide(): Promise<void> {
  const guide = await fetchGuide().catch(() => undefined);
  if (guide) change({ guide });
}
