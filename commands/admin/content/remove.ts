import { defineButton } from '../../../src/dialogue/action.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import { type ContentItem, findContent, setContentState } from '../../../src/library/content.ts';
import { buttons, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import type { ContentDialogue } from './content.ts';

/** Removes an article or a template, after asking; it can be restored. */
export function defineRemoval(content: ContentDialogue) {
  const { controls, say } = content;
  const setState = (call: Call, id: string, state: 'removed' | 'published') =>
    setContentState(call.services, content.scope(call), id, state, call.person.id);
  /** Reports the result for a piece, or that it does not exist. */
  const told = (call: Call, item: ContentItem | undefined, what: 'done' | 'isBack' | 'stays') =>
    item ? say(call, `remove.${what}`, { title: content.title(item) }) : say(call, 'gone');

  const remove = defineButton({
    ...controls.remove,
    access: 'moderator',
    async run(call, params) {
      const item = await setState(call, params.content, 'removed');
      const back = { label: say(call, 'remove.putBack'), does: controls.putBack.with(params) };
      return update(told(call, item, 'done'), ...(item ? [buttons(back)] : []));
    },
  });
  const putBack = defineButton({
    ...controls.putBack,
    access: 'moderator',
    run: async (call, { content: id }) => update(told(call, await setState(call, id, 'published'), 'isBack')),
  });
  const keep = defineButton({
    ...controls.keep,
    access: 'moderator',
    run: async (call, { content: id }) =>
      update(told(call, await findContent(call.services.db, content.scope(call), id), 'stays')),
  });

  /** @param question a different question than the usual one */
  function ask(call: Call, item: ContentItem, question?: string): Reply {
    const which = { content: item.id };
    return toMe(
      question ?? say(call, 'remove.ask', { title: content.title(item) }),
      buttons(
        { label: say(call, 'remove.confirm'), style: 'danger', does: controls.remove.with(which) },
        { label: say(call, 'remove.keep'), does: controls.keep.with(which) },
      ),
    );
  }

  return { ask, actions: [remove, putBack, keep] };
}
