import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Discord's own drawings of all emoji, one file each. */
const DRAWINGS = fileURLToPath(new URL('./svg/', import.meta.resolve('@discordapp/twemoji')));

let drawings: ReadonlyMap<string, string> | undefined;

/** File of the drawing that the page asks for with `emoji/CODE-POINTS.svg`; only files that the package lists are ever found. */
export function drawingAt(asked: string): string | undefined {
  const name = /^emoji\/([0-9a-f-]+\.svg)$/.exec(asked)?.[1];
  if (name === undefined) return undefined;
  // The package leaves U+FE0F out of some names; the page leaves it out of all.
  drawings ??= new Map(readdirSync(DRAWINGS).map((file) => [file.replaceAll('-fe0f', ''), DRAWINGS + file]));
  return drawings.get(name);
}
