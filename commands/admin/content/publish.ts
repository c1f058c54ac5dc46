import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { giveBack } from '../../../src/dialogue/failures.ts';
import type { ContentItem } from '../../../src/library/content.ts';
import { findContentDraft } from '../../../src/library/drafts.ts';
import { findPublishedDraft, publishDraft } from '../../../src/library/versions.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import { type Button, buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import type { ContentDialogue } from './content.ts';

/** Drafts of articles, templates or scenes: opened again, and saved as the newest version. */
export function definePublishing(content: ContentDialogue) {
  const { controls, say } = content;

  const findDraft = (call: Call, id: string) =>
    findContentDraft(call.services, content.scope(call), { id, authorId: call.person.id });

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

  return { findDraft, editButton, actions: [edit, publish] };
}
