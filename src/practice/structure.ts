import { hash } from 'node:crypto';
import { sayable } from './paths.ts';
import type { Scene } from './scene.ts';

/** Characters of a fingerprint: short enough for a custom id, and long enough that two versions of a scene differ. */
const LENGTH = 6;

const known = new WeakMap<Scene, string>();

/**
 * A fingerprint of a scene's language, nodes and links. A path belongs to one of them: followed through another version of the
 * scene, it could lead elsewhere without anybody noticing. Corrected words leave it as it is.
 */
export function structureOf(scene: Scene): string {
  const found = known.get(scene);
  if (found !== undefined) return found;
  const nodes = scene.nodes.map((node) =>
    node.type === 'end'
      ? [node.id, node.end]
      : [node.id, ...sayable(node).map(({ mark, said }) => `${mark}${said.to}`)],
  );
  const structure = hash('sha256', JSON.stringify([scene.locale, nodes]), 'base64url').slice(0, LENGTH);
  known.set(scene, structure);
  return structure;
}
