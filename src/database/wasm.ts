import { setFlagsFromString } from 'node:v8';

let optimising = false;

/** For a process that computes for minutes and then ends (a simulation): optimised code then pays off. To be called first. */
export function useOptimisingCompiler(): void {
  optimising = true;
}

/**
 * Compiles WebAssembly with V8's baseline compiler alone. PGlite and Prisma's query compiler are some 15 MB of it, and
 * optimising that in the background costs more than it brings to a chat bot: measured without and with this, 270 and
 * 170 MB resident after the first query, twice the processor time to start and for the first thousands of statements,
 * against a pure computation in SQL that takes 1.5 times as long. To be called before either is loaded.
 */
export function useBaselineCompiler(): void {
  if (optimising) return;
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
}
