import { defineButton } from '../../src/dialogue/action.ts';
import { codeBlock } from '../../src/messages/markdown.ts';
import { buttons, toChannel, toMe, update } from '../../src/messages/reply.ts';
import { templateControls } from './controls.ts';
import { draftGone, fillDraft, openDraft } from './draft.ts';

/** Asks first: the message may hold a client's name, and everybody in the channel would read it. */
export const askToShare = defineButton({
  ...templateControls.share,
  access: 'everyone',
  async run(call, { draft }) {
    const { t, mayPost } = call;
    if (!mayPost) return toMe(t('common:failures.mayNotPost'));
    if (!(await openDraft(call, draft))) return draftGone(call);
    const share = {
      label: t('templates:share.confirm'),
      style: 'primary',
      does: templateControls.shareNow.with({ draft }),
    } as const;
    return toMe(t('templates:share.ask'), buttons(share));
  },
});

/** Shows the message's text, and nothing else of the draft, to the channel. Nobody is pinged, whatever it says. */
export const shareMessage = defineButton({
  ...templateControls.shareNow,
  access: 'everyone',
  async run(call, { draft: id }) {
    const open = await openDraft(call, id);
    const filled = open && fillDraft(open);
    if (!filled?.ok) return draftGone(call);
    const intro = call.publicT('templates:share.by', { person: `<@${call.person.id}>` });
    // The question gives way first, so that it cannot be answered twice.
    return { ...update(call.t('templates:share.done')), followedBy: [toChannel(intro, codeBlock(filled.text))] };
  },
});
