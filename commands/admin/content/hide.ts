import { defineButton } from '../../../src/dialogue/action.ts';
import { type Call, communityOf } from '../../../src/dialogue/call.ts';
import { type ContentItem, findContent, setContentState } from '../../../src/library/content.ts';
import { hideOwnPiece, type OwnPiece, showOwnPiece } from '../../../src/library/hide.ts';
import type { Control } from '../../../src/messages/control.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import { escapeMarkdown } from '../../../src/messages/markdown.ts';
import type { Param } from '../../../src/messages/params.ts';
import { buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import type { ContentDialogue } from './content.ts';

/** What can be hidden of a kind beside the community's own pieces, and its words. */
interface Hiding {
  readonly controls: {
    /** Shows a piece of the community again. */
    readonly showItem: Control<{ readonly content: Param<string> }>;
    /** Shows a piece of the bot's own again. */
    readonly showOwn: Control<{ readonly slug: Param<string> }>;
  };
  /** A piece of the bot's own by its name. */
  ownPiece(call: Call, slug: string): OwnPiece | undefined;
  say(call: Call, key: 'done' | 'already' | 'show' | 'shown', title: string): string;
}

/** Hiding articles or scenes in a community, the bot's own as well, and showing them again. */
export function defineHiding(content: ContentDialogue, { controls, ownPiece, say }: Hiding) {
  const by = (call: Call) => ({ actorId: call.person.id, locale: communityOf(call).locale });

  const showItem = defineButton({
    ...controls.showItem,
    access: 'moderator',
    async run(call, { content: id }) {
      const { services, person } = call;
      const found = await findContent(services.db, content.scope(call), id);
      // This button does not restore a piece that was removed meanwhile.
      if (!found || found.state === 'removed') return update(content.say(call, 'gone'));
      const item = await setContentState(services, content.scope(call), id, 'published', person.id);
      return update(item ? say(call, 'shown', content.title(item)) : content.say(call, 'gone'));
    },
  });

  const showOwn = defineButton({
    ...controls.showOwn,
    access: 'moderator',
    async run(call, { slug }) {
      const piece = ownPiece(call, slug);
      if (!piece) return update(content.say(call, 'gone'));
      await showOwnPiece(call.services, content.scope(call), piece, by(call));
      return update(say(call, 'shown', escapeMarkdown(piece.titles[call.person.locale])));
    },
  });

  /** Hides a piece of the community, or the one of the bot's own that has this name. */
  async function hide(call: Call, slug: string, item: ContentItem | undefined): Promise<Reply> {
    const { services, person } = call;
    const piece = ownPiece(call, slug);
    if (piece) {
      await hideOwnPiece(services, content.scope(call), piece, by(call));
      return hidden(call, escapeMarkdown(piece.titles[person.locale]), controls.showOwn.with({ slug }));
    }
    if (!item) return toMe(content.say(call, 'gone'));
    const title = content.title(item);
    const show = controls.showItem.with({ content: item.id });
    if (item.state === 'hidden')
      return toMe(say(call, 'already', title), buttons({ label: say(call, 'show', title), does: show }));
    await setContentState(services, content.scope(call), item.id, 'hidden', person.id);
    return hidden(call, title, show);
  }

  const hidden = (call: Call, title: string, show: CustomId): Reply =>
    toMe(say(call, 'done', title), buttons({ label: say(call, 'show', title), does: show }));

  return { hide, actions: [showItem, showOwn] };
}
