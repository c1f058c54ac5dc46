import type { SourceMessage } from '../src/dialogue/action.ts';
import { giveBack } from '../src/dialogue/failures.ts';
import type { Translate } from '../src/i18n/translator.ts';
import type { CustomId } from '../src/messages/custom-id.ts';
import type { FormValues } from '../src/messages/form.ts';
import { codeBlock, readCodeBlock } from '../src/messages/markdown.ts';
import { type Block, buttons, type MessageReply, toMe } from '../src/messages/reply.ts';

/** Maximum characters of typed texts in the message; longer ones are returned as a file. */
const INLINE_LIMIT = 3000;

/** Texts of a form as typed, by the ids of their fields; '' for empty ones. */
export type Typed<Id extends string> = Readonly<Record<Id, string>>;

/** A refused form, and the button that reopens it. */
export interface Refused<Id extends string> {
  readonly message: string;
  /** The form's text fields, always in the same order. */
  readonly fields: readonly Id[];
  readonly values: Pick<FormValues, 'text' | 'typed'>;
  /** The texts, if some of them were chosen rather than typed. */
  readonly texts?: Typed<Id>;
  readonly label: string;
  /** The button's action; `kept` says which texts the message holds (see {@link readTyped}), or undefined for none. */
  readonly again: (kept: number | undefined) => CustomId;
}

/**
 * An answer that explains why a form was refused, with the typed texts and a button that reopens the form with them: each text
 * is in its own block, and the button's id says which they are.
 */
export function refuseForm<Id extends string>(t: Translate, refused: Refused<Id>): MessageReply {
  const { message, fields, values, label, again } = refused;
  const texts = fields.map((id) => refused.texts?.[id] ?? values.text(id));
  const blocks = texts.filter((text) => text !== '').map(codeBlock);
  const button = (kept: number | undefined): Block => buttons({ label, style: 'primary', does: again(kept) });
  // Above the limit the texts are sent as a file, and the form opens with the stored ones.
  if (blocks.join('').length > INLINE_LIMIT) {
    const reply = giveBack(t, message, values.typed);
    return { ...reply, blocks: [...reply.blocks, button(undefined)] };
  }
  const kept = texts.reduce((bits, text, bit) => bits | (text === '' ? 0 : 1 << bit), 0);
  return toMe(message, ...(blocks.length > 0 ? [t('common:failures.typed'), ...blocks] : []), button(kept));
}

/** The texts that {@link refuseForm} put into the message; undefined if it has none, or others. */
export function readTyped<Id extends string>(
  message: SourceMessage | undefined,
  fields: readonly Id[],
  kept: number | undefined,
): Typed<Id> | undefined {
  if (kept === undefined || !message) return undefined;
  const read = message.texts.flatMap((text) => readCodeBlock(text) ?? []);
  const named = fields.filter((_, bit) => (kept & (1 << bit)) !== 0);
  if (read.length !== named.length) return undefined;
  const texts = fields.map((id) => [id, named.includes(id) ? (read[named.indexOf(id)] ?? '') : '']);
  return Object.fromEntries(texts) as Record<Id, string>;
}
