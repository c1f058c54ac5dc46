import { describe, expect, it } from 'vitest';
import { startTicker } from '../../src/jobs/ticker.ts';
import { createLog } from '../../src/operations/log.ts';

const NEVER = '0 0 29 2 *'; // once in four years: only `runNow` runs these

function logged() {
  const lines: string[] = [];
  return {
    lines,
    log: createLog({ level: 'info', json: true, destination: { write: (line) => void lines.push(line) } }),
  };
}

describe('the ticker', () => {
  it('never runs a job beside itself', async () => {
    let running = 0;
    let most = 0;
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const run = async () => {
      running += 1;
      most = Math.max(most, running);
      await gate;
      running -= 1;
    };
    const ticker = startTicker([{ name: 'slow', pattern: NEVER, run }], logged().log);
    const both = [ticker.runNow('slow'), ticker.runNow('slow')];
    open();
    await Promise.all(both);
    expect(most).toBe(1);
    await ticker.stop();
  });

  it('logs a job that fails, and runs it again', async () => {
    const { lines, log } = logged();
    let tries = 0;
    const run = async () => {
      tries += 1;
      if (tries === 1) throw new Error('the first time');
    };
    const ticker = startTicker([{ name: 'shaky', pattern: NEVER, run }], log);
    await ticker.runNow('shaky');
    await ticker.runNow('shaky');
    expect(tries).toBe(2);
    expect(lines.filter((line) => line.includes('shaky'))).toHaveLength(1);
    await ticker.stop();
  });

  it('tells what is running to stop, waits for it, and starts nothing more', async () => {
    const { promise: stopped, resolve } = Promise.withResolvers<string>();
    const run = (signal: AbortSignal) =>
      new Promise<void>((done) => {
        signal.addEventListener('abort', () => {
          resolve('told');
          done();
        });
      });
    const ticker = startTicker([{ name: 'long', pattern: NEVER, run }], logged().log);
    void ticker.runNow('long');
    await ticker.stop();
    expect(await stopped).toBe('told');
    await ticker.runNow('long'); // would wait for ever if it ran
  });
});
