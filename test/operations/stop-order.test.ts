import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { expect, it } from 'vitest';
import { stopInOrder } from '../../src/operations/shutdown.ts';

it('leaves the database the time that is kept for it, however many steps before it never end', async () => {
  const never = () => new Promise<void>(() => undefined);
  const closed: string[] = [];
  const steps = [
    { name: 'outbox', limitMs: 60_000, stop: never },
    { name: 'jobs', limitMs: 60_000, stop: never },
    {
      name: 'database',
      limitMs: 60_000,
      keptMs: 60_000,
      async stop() {
        await wait(50);
        closed.push('database');
      },
    },
  ];
  const { failed } = await stopInOrder(steps, pino({ level: 'silent' }), 60_300);
  expect(failed).toEqual(['outbox', 'jobs']);
  expect(closed).toEqual(['database']);
});
