import type { Call } from '../../src/dialogue/call.ts';
import { giveBack } from '../../src/dialogue/failures.ts';
import type { MessageReply } from '../../src/messages/reply.ts';
import { findDraft, type TemplateDraft } from '../../src/templates/drafts.ts';
import { type FillResult, fillTemplate } from '../../src/templates/fill.ts';
import type { UsableTemplate } from '../../src/templates/usable.ts';
import { findTemplate } from './find.ts';

/** A person's draft with its template. */
export interface OpenDraft {
  readonly draft: TemplateDraft;
  readonly template: UsableTemplate;
  /** Whether the draft was written just now and with that became complete; undefined if it was not written. */
  readonly filled?: boolean;
}

/** The person's own draft. Undefined for another person's, for an expired one, and if its template is gone. */
export async function openDraft(call: Call, id: string): Promise<OpenDraft | undefined> {
  const draft = await findDraft(call.services, id, call.person.id);
  const template = draft?.template && (await findTemplate(call, draft.template, draft.locale));
  return draft && template ? { draft, template } : undefined;
}

/** The message of a draft, or the problems of its values. */
export function fillDraft({ draft, template }: OpenDraft): FillResult {
  return fillTemplate({ template, tone: draft.tone, values: draft.values });
}

/** Says that a draft no longer exists, and returns the text typed meanwhile. */
export function draftGone({ t, command }: Call, typed: readonly { text: string }[] = []): MessageReply {
  return giveBack(t, t('templates:draft.gone', { use: command('template.use') }), typed);
}
