import type { Call } from '../../src/dialogue/call.ts';
import { escapeMarkdown } from '../../src/messages/markdown.ts';
import { type Reply, toMe } from '../../src/messages/reply.ts';
import { beginTemplate } from './fill.ts';
import { findTemplate } from './find.ts';

/** Opens the template of a button or a list: its form, or its list to tick off. */
export async function openTemplateNamed(call: Call, reference: string): Promise<Reply> {
  const template = await findTemplate(call, reference);
  return template ? beginTemplate(call, template, undefined) : unknownTemplate(call, reference);
}

/** Says that no template has this name. */
export function unknownTemplate({ t }: Pick<Call, 't'>, typed: string): Reply {
  return toMe(t('templates:unknown', { template: escapeMarkdown(typed) }));
}
