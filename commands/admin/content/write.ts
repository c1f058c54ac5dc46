import { defineButton, type FormInput } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { type ContentItem, findContent } from '../../../src/library/content.ts';
import {
  type ContentDraft,
  changeContentDraft,
  findContentDraft,
  startContentDraft,
} from '../../../src/library/drafts.ts';
import { findPublishedDraft, publishDraft } from '../../../src/library/versions.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Block, type Button, buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import type { ContentDialogue, GoodDraft } from './content.ts';

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

/** Writing articles, templates or scenes: typed text is stored as a draft and previewed, and only then published. */
export function defineWriting(content: ContentDialogue) {
  const { controls, say } = content;

  const findDraft = (call: Call, id: string) =>
    findContentDraft(call.services, content.scope(call), { id, authorId: call.person.id });

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
  async function preview(call: Call, { id }: ContentDraft, checked: GoodDraft, page = 0): Promise<(string | Block)[]> {
    const does = controls.publish.with({ draft: id, over: undefined });
    const publishIt: Button = { label: say(call, 'preview.publish'), style: 'primary', does };
    return [...(await checked.preview(page)), buttons(publishIt, editButton(call, id))];
  }

  const editButton = (call: Call, draft: string): Button => ({
    label: say(call, 'preview.edit'),
    does: controls.draft.with({ draft }),
  });

  const edit = defineButton({
    ...controls.draft,
    access: 'moderator',
    async run(call, { draft: id }) {
      const draft = await findDraft(call, id);
      return draft ? content.openDraft(call, draft) : toMe(say(call, 'gone'));
    },
  });

  /** Saves the draft as the newest version. */
  const publish = defineButton({
    ...controls.publish,
    access: 'moderator',
    async run(call, { draft: id, over }) {
      const { t, services, person } = call;
      const scope = content.scope(call);
      const draft = await findDraft(call, id);
      if (!draft) {
        const item = await findPublishedDraft(services.db, scope, { id, authorId: person.id });
        return item ? sayPublished(call, item) : update(say(call, 'gone'));
      }
      const checked = await content.check(call, draft);
      // The button is never shown for a text with problems; if it is pressed anyway, nothing happens.
      if (!checked.ok) return update(say(call, 'notSaved'), buttons(editButton(call, id)));
      const wantedSlug = content.slugFor(call, checked.title);
      const saved = await publishDraft(services, scope, id, { authorId: person.id, wantedSlug, over });
      if (saved.outcome === 'published') return sayPublished(call, saved.item);
      if (saved.outcome === 'too-many') return toMe(say(call, 'tooMany'));
      if (saved.outcome === 'gone') {
        const typed = [{ text: content.typedIn(draft.text) }];
        return { ...giveBack(t, say(call, 'removedMeanwhile'), typed), type: 'update' };
      }
      const { version } = saved.item;
      const does = controls.publish.with({ draft: id, over: version });
      return toMe(
        say(call, 'conflict', { title: escapeMarkdown(checked.title), version }),
        buttons({ label: say(call, 'publishOver'), does }),
      );
    },
  });

  /** The same message however often the button is pressed. */
  function sayPublished(call: Call, item: ContentItem): Reply {
    const { said, open } = content.saved(call, item);
    if (!open) return update(said);
    const version = item.version - 1;
    const label = call.t('common:versions.restore', { version });
    const restore = { label, does: controls.restore.with({ content: item.id, version }) };
    return update(said, buttons(open, ...(version > 0 ? [restore] : [])));
  }

  return { write, findDraft, preview, actions: [edit, publish] };
}
