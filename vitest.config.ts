import { configDefaults, defineConfig } from 'vitest/config';
import { SlowFirst } from './test/support/order.ts';
import { filesWithoutDatabase } from './test/support/without-database.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/sandbox/test/**/*.test.ts'],
    // The second run of `.ci/run`: see test/support/without-database.ts.
    exclude: [...configDefaults.exclude, ...(process.env.ONLY_DATABASE === 'true' ? filesWithoutDatabase() : [])],
    sequence: { sequencer: SlowFirst },
    globalSetup: 'test/support/run.ts',
    // Two cores everywhere the suite runs; a file that starts an embedded database holds about 300 MB.
    maxWorkers: 2,
    // Files share a worker's modules (discord.js, Prisma, the loaded content), and one after the other its database: the suite
    // takes half of the time. No file may change a module's state; each has an empty database and a sandbox of its own.
    isolate: false,
    // What a test waits for comes at once, unless the computer is busy with something else.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
