import type { Call } from '../../src/dialogue/call.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { templateFor } from '../../src/guide/reading/advice.ts';
import type { Confidence } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { LIMITS, shorten } from '../../src/messages/limits.ts';
import type { Button } from '../../src/messages/reply.ts';
import { templateControls } from '../template/controls.ts';

/** The ready-made message for a section that was found, as a button; undefined if none fits. */
export function templateBeside(
  { t, services, person }: Pick<Call, 't' | 'services' | 'person'>,
  guide: Guide,
  { id, slug }: SearchDocument,
  confidence: Confidence,
): Button | undefined {
  const article = guide.articles.get(slug);
  const templateId = article && templateFor(article, id.split('#')[1], confidence);
  const template = templateId && services.templates[person.locale].find(templateId);
  if (!template) return undefined;
  const label = shorten(t('guide:advice.template', { title: template.title }), LIMITS.buttonLabel);
  return { label, emoji: '✉️', does: templateControls.open.with({ id: template.id }) };
}
