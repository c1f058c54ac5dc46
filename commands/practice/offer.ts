import type { Translate } from '../../src/i18n/translator.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import type { Button } from '../../src/messages/reply.ts';
import type { Scene } from '../../src/practice/scene.ts';
import { practiceControls } from './controls.ts';

/** The button that offers a fitting conversation in other messages; none where there is no such scene. */
export function practiseButtons(t: Translate, scene: Scene | undefined, where: 'here' | 'week' = 'here'): Button[] {
  if (scene === undefined) return [];
  const label = shorten(t(`practice:offer.${where}`, { title: scene.title }), LIMITS.buttonLabel);
  return [{ label, emoji: '🎭', does: practiceControls.open.with({ scene: scene.slug }) }];
}
