/**
 * The sandbox's time. It runs with the machine's clock until it is frozen, and can be moved in both states. Everything that
 * Discord times (3 s for the first answer, 15 minutes for a token, snowflakes, slow mode) reads it.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Moves the time forward and fires every due timer, in order. */
  advance(milliseconds: number): void;
  /** Sets the time, also backwards. Due timers fire. */
  set(time: number | Date): void;
  /** Stops the time until it is moved or released. */
  freeze(): void;
  release(): void;
  readonly frozen: boolean;
  /** Calls back after the given milliseconds of sandbox time. */
  after(milliseconds: number, callback: () => void): Timer;
  /** Drops all timers. */
  stop(): void;
}

export interface Timer {
  readonly due: number;
  cancel(): void;
}

/** `onMove` is called on every move, freeze and release (the page shows the time). */
export function createClock(onMove: () => void = () => {}): Clock {
  let offset = 0;
  let frozenAt: number | undefined;
  let wake: NodeJS.Timeout | undefined;
  const timers = new Map<Timer, () => void>();

  const now = () => frozenAt ?? Date.now() + offset;

  function next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers.keys()) if (first === undefined || timer.due < first.due) first = timer;
    return first;
  }

  function schedule(): void {
    clearTimeout(wake);
    const first = next();
    if (first === undefined || frozenAt !== undefined) return;
    wake = setTimeout(fire, Math.min(Math.max(0, first.due - now()), 2_000_000_000));
    wake.unref();
  }

  function fire(): void {
    for (let first = next(); first !== undefined && first.due <= now(); first = next()) {
      const callback = timers.get(first);
      timers.delete(first);
      callback?.();
    }
    schedule();
  }

  function set(time: number | Date): void {
    const target = Number(time);
    if (frozenAt === undefined) offset = target - Date.now();
    else frozenAt = target;
    fire();
    onMove();
  }

  return {
    now,
    set,
    advance: (milliseconds) => set(now() + milliseconds),
    freeze() {
      frozenAt ??= now();
      schedule();
      onMove();
    },
    release() {
      if (frozenAt === undefined) return;
      offset = frozenAt - Date.now();
      frozenAt = undefined;
      schedule();
      onMove();
    },
    get frozen() {
      return frozenAt !== undefined;
    },
    after(milliseconds, callback) {
      const timer: Timer = {
        due: now() + milliseconds,
        cancel: () => {
          if (timers.delete(timer)) schedule();
        },
      };
      timers.set(timer, callback);
      schedule();
      return timer;
    },
    stop() {
      timers.clear();
      clearTimeout(wake);
    },
  };
}
