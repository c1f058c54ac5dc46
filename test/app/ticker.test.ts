import { describe, expect, it } from 'vitest';
import { startTicker } from '../../src/app/ticker.ts';
import { createLog } from '../../src/operations/log.ts';
import { type Clock, systemClock } from '../../src/time/clock.ts';
import { testClock } from '../support/clock.ts';

const clock = systemClock;
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
    const ticker = startTicker([{ name: 'slow', pattern: NEVER, run }], { clock, log: logged().log });
    const both = [ticker.runNow('slow'), ticker.runNow('slow')];
    open();
    await Promise.all(both);
    expect(most).toBe(1);
    await ticker.stop();
  });

  it('run now looks once more after one that is under way, which may have looked too early; once for all who ask', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let runs = 0;
    const run = async () => {
      runs += 1;
      await gate;
    };
    const ticker = startTicker([{ name: 'slow', pattern: NEVER, run }], { clock, log: logged().log });
    const asked = [1, 2, 3].map(() => ticker.runNow('slow'));
    open();
    await Promise.all(asked);
    expect(runs).toBe(2);
    await ticker.stop();
  });

  it('logs a job that fails, and runs it again', async () => {
    const { lines, log } = logged();
    let tries = 0;
    const run = async () => {
      tries += 1;
      if (tries === 1) throw new Error('the first time');
    };
    const ticker = startTicker([{ name: 'shaky', pattern: NEVER, run }], { clock, log });
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
    const ticker = startTicker([{ name: 'long', pattern: NEVER, run }], { clock, log: logged().log });
    void ticker.runNow('long');
    await ticker.stop();
    expect(await stopped).toBe('told');
    await ticker.runNow('long'); // would wait for ever if it ran
  });
});

/** A machine whose clock and timers are moved by hand, the one without the other. */
function handMoved(start: string) {
  let clock = Date.parse(start);
  let real = 0;
  let timer: { readonly at: number; readonly callback: () => void } | undefined;
  const pass = (milliseconds: number) => {
    real += milliseconds;
    clock += milliseconds;
  };
  return {
    timing: {
      now: () => clock,
      after(milliseconds: number, callback: () => void) {
        timer = { at: real + milliseconds, callback };
        return () => {
          timer = undefined;
        };
      },
    },
    /** Lets real time pass: timers go off. */
    live(minutes: number) {
      const end = real + minutes * 60_000;
      while (timer && timer.at <= end) {
        const { at, callback } = timer;
        timer = undefined;
        pass(at - real);
        callback();
      }
      pass(end - real);
    },
    /** Somebody sets the clock, or the machine sleeps: its timers stand still meanwhile. */
    set(minutes: number) {
      clock += minutes * 60_000;
    },
  };
}

describe('the ticks', () => {
  const start = (pattern: string, clock: Clock = systemClock) => {
    const machine = handMoved('2026-11-27T08:59:30Z');
    const { lines, log } = logged();
    let ticks = 0;
    const run = async () => {
      ticks += 1;
    };
    const ticker = startTicker([{ name: 'each', pattern, run }], { clock, log, timing: machine.timing });
    /** Lets minutes pass, one at a time, and returns how many ticks there were. */
    const ticksIn = async (minutes: number) => {
      const before = ticks;
      for (let minute = 0; minute < minutes; minute += 1) {
        machine.live(1);
        await ticker.settle();
      }
      return ticks - before;
    };
    return { machine, lines, ticker, ticksIn, ticks: () => ticks };
  };

  it.each([-30, -1440, 40 * 1440])('come each real minute after the clock was set by %i minutes', async (minutes) => {
    const { machine, lines, ticksIn, ticker } = start('* * * * *');
    expect(await ticksIn(3)).toBe(3);
    machine.set(minutes);
    expect(await ticksIn(10)).toBe(10);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ seconds: minutes * 60 }]);
    await ticker.stop();
    expect(await ticksIn(3)).toBe(0);
  });

  it('come at once and once after days asleep, with one line in the log', async () => {
    const { machine, lines, ticksIn, ticker } = start('* * * * *');
    await ticksIn(1);
    machine.set(3 * 1440);
    expect(await ticksIn(1)).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\s*$/);
    await ticker.stop();
  });

  it('of each hour come once an hour, and soon after a sleep', async () => {
    const { machine, ticksIn, ticker } = start('17 * * * *');
    expect(await ticksIn(17)).toBe(0);
    expect(await ticksIn(1)).toBe(1);
    expect(await ticksIn(120)).toBe(2);
    machine.set(600);
    expect(await ticksIn(1)).toBe(1);
    await ticker.stop();
  });

  it('do not come by themselves where the clock only tells the time: whoever moves it runs the jobs', async () => {
    const { ticksIn, ticks, ticker } = start('* * * * *', testClock('2026-11-27T08:59:30Z'));
    expect(await ticksIn(10)).toBe(0);
    await ticker.runNow('each');
    expect(ticks()).toBe(1);
    await ticker.stop();
  });
});
