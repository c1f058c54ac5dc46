import { setFlagsFromString } from 'node:v8';

let optimising = false;

/** For a process that computes for minutes and then ends (a simulation), where optimised code pays off. Call it first. */
export function useOptimisingCompiler(): void {
  optimising = true;
}

/**
 * Compiles WebAssembly with V8's baseline compiler only. PGlite and Prisma's query compiler are some 15 MB of it, and optimising
 * that in the background costs a chat bot more than it gains: measured without and with this, 270 and 170 MB resident after the
 * first query, twice the processor time for the start and the first thousands of statements, against a pure computation in SQL
 * that takes 1.5 times as long. Call it before either is loaded.
 */
export function useBaselineCompiler(): void {
  if (optimising) return;
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
}
