import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locale } from '../../src/i18n/locales.ts';
import { readScene } from '../../src/practice/read-scene.ts';
import type { Scene } from '../../src/practice/scene.ts';

/** The folder of a scene for tests, laid out as `content/`. */
export const SCENES_DIR = fileURLToPath(new URL('./scenes', import.meta.url));
export const LATE_CALL = 'late-call';

/** The Markdown of the scene for tests. */
export function lateCallSource(locale: Locale): string {
  return readFileSync(`${SCENES_DIR}/${locale}/practice/${LATE_CALL}.md`, 'utf8');
}

/** The scene for tests: a client who calls at nine in the evening; five ends, 16 paths and those by own words. */
export function lateCall(locale: Locale): Scene {
  const { scene, problems } = readScene(LATE_CALL, locale, lateCallSource(locale));
  if (!scene) throw new Error(JSON.stringify(problems));
  return scene;
}
