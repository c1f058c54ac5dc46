import { LIMITS, shorten } from '../../src/messages/limits.ts';
import type { Button } from '../../src/messages/reply.ts';
import { templateControls } from '../template/controls.ts';

/** A button beside a text of the guide that opens the form of a ready-made message. */
export function messageButton({ id, title }: { readonly id: string; readonly title: string }, label = title): Button {
  return { label: shorten(label, LIMITS.buttonLabel), emoji: '✉️', does: templateControls.open.with({ id }) };
}
