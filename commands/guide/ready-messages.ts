import type { Call } from '../../src/dialogue/call.ts';
import { messagesFor } from '../../src/guide/reading/advice.ts';
import type { Confidence } from '../../src/guide/search/by-words.ts';
import type { SearchDocument } from '../../src/guide/search/passages.ts';
import { type Block, buttons } from '../../src/messages/reply.ts';
import { guideFor } from './here.ts';
import { messageButton } from './message-button.ts';

/** The ready-made messages for found sections, the first one's first; nothing where none fits. */
export async function presentMessages(
  call: Call,
  documents: readonly SearchDocument[],
  confidence: Confidence,
): Promise<Block[]> {
  const { t, services, person } = call;
  const templates = messagesFor(await guideFor(call), documents, confidence).flatMap(
    (id) => services.templates[person.locale].find(id) ?? [],
  );
  if (templates.length === 0) return [];
  return [
    { type: 'text', text: `-# ${t('guide:read.templates')}` },
    buttons(...templates.map((template) => messageButton(template))),
  ];
}
