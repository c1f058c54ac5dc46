/** Yields to the event loop between two pieces of work, so that answers are not held up by all of it. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
