import type { FormInput } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { findContent } from '../../../src/library/content.ts';
import { type ContentDraft, changeContentDraft, startContentDraft } from '../../../src/library/drafts.ts';
import { type Block, type Button, buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import type { PreviewedDraft, WrittenContent } from './content.ts';
import { definePublishing } from './publish.ts';

/**
 * The purpose of a form: a draft, or (`content` and `version`) a piece to change, or a new one. `slug` is the name of a new
 * one.
 */
interface WriteParams {
  readonly draft?: string | undefined;
  readonly content?: string | undefined;
  readonly version?: number | undefined;
  readonly slug?: string | undefined;
  readonly locale?: Locale;
}

/** Writing articles or templates: typed text is stored as a draft and previewed, and only then published. */
export function defineWriting(content: WrittenContent) {
  const { controls, say } = content;
  const { findDraft, editButton, actions } = definePublishing(content);

  /** The draft for a form, still without its text; undefined if the piece to change is gone. */
  async function begin(call: Call, params: WriteParams): Promise<ContentDraft | undefined> {
    const { content: contentId, version, slug, locale } = params;
    const scope = content.scope(call);
    if (!locale || (contentId && !(await findContent(call.services.db, scope, contentId)))) return undefined;
    const edits = contentId === undefined || version === undefined ? undefined : { contentId, version };
    return { ...scope, id: call.interactionId, authorId: call.person.id, locale, edits, slug, text: '' };
  }

  /** Stores the typed text of a form, and shows its preview or its problems. */
  async function write(call: Call, params: WriteParams, { values, message }: FormInput): Promise<Reply> {
    const { t, services } = call;
    const present = params.draft === undefined ? undefined : await findDraft(call, params.draft);
    const draft = present ?? (await begin(call, params));
    if (!draft) return giveBack(t, say(call, 'gone'), values.typed);
    const { text, check = content.check } = await content.read(call, draft, values);
    const kept = { ...draft, text };
    if (present) await changeContentDraft(services, draft, text);
    else await startContentDraft(services, kept);
    const checked = await check(call, kept);
    const answer = message && present ? update : toMe;
    if (checked.ok) return answer(...(await preview(call, kept, checked)));
    const reply = giveBack(t, [say(call, 'notSaved'), ...checked.problems].join('\n'), values.typed);
    return answer(...reply.blocks, buttons({ ...editButton(call, draft.id), style: 'primary' }));
  }

  /** The draft as its readers will see it, and buttons to continue. */
  async function preview(
    call: Call,
    { id }: ContentDraft,
    checked: PreviewedDraft,
    page = 0,
  ): Promise<(string | Block)[]> {
    const does = controls.publish.with({ draft: id, over: undefined });
    const publishIt: Button = { label: say(call, 'preview.publish'), style: 'primary', does };
    return [...(await checked.preview(page)), buttons(publishIt, editButton(call, id))];
  }

  return { write, findDraft, preview, actions };
}
