/** A pause that can be ended early; one that was ended before it began does not happen. */
export interface Pause {
  start(milliseconds: number): Promise<void>;
  end(): void;
}

export function createPause(): Pause {
  let finish: (() => void) | undefined;
  let skip = false;
  return {
    start(milliseconds) {
      if (skip) {
        skip = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => finish?.(), milliseconds);
        finish = () => {
          clearTimeout(timer);
          finish = undefined;
          resolve();
        };
      });
    },
    end() {
      if (finish) finish();
      else skip = true;
    },
  };
}
