import type { Call } from '../../src/dialogue/call.ts';
import type { Guide } from '../../src/guide/articles.ts';
import { templateFor } from '../../src/guide/reading/advice.ts';
import type { Confidence } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import type { Button } from '../../src/messages/reply.ts';
import { messageButton } from './message-button.ts';

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
  return template ? messageButton(template, t('guide:advice.template', { title: template.title })) : undefined;
}
