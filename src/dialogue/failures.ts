import type { Translate } from '../i18n/translator.ts';
import { cut } from '../messages/limits.ts';
import { codeBlock } from '../messages/markdown.ts';
import { type MessageReply, toMe } from '../messages/reply.ts';
import type { Call } from './call.ts';

/** Maximum characters of returned text in the message itself; longer text is attached as a file (design: 3,500 characters). */
const INLINE_LIMIT = 3500;

/** Why the bot posts nothing here for a person; see {@link Call.mayPost}. */
export function mayNotPost({ t, alone }: Pick<Call, 't' | 'alone'>): string {
  return t(alone ? 'common:failures.nobodyElse' : 'common:failures.mayNotPost');
}

/** An answer that explains why something was not done and returns the typed text, ready to copy. */
export function giveBack(t: Translate, message: string, typed: readonly { text: string }[]): MessageReply {
  const texts = typed.map(({ text }) => text).filter((text) => text.trim() !== '');
  if (texts.length === 0) return toMe(message);
  const whole = texts.join('\n\n');
  if (codeBlock(whole).length > INLINE_LIMIT)
    return toMe(message, t('common:failures.typedFile'), { type: 'file', file: { name: 'tekst.txt', data: whole } });
  return toMe(message, t('common:failures.typed'), codeBlock(cut(whole, INLINE_LIMIT)));
}
