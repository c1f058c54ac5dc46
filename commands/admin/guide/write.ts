import { defineButton, defineForm } from '../../../src/dialogue/action.ts';
import { buttons, toMe, update } from '../../../src/messages/reply.ts';
import { defineVersions } from '../content/versions.ts';
import { defineWriting } from '../content/write.ts';
import { articles, readButton } from './articles.ts';
import { articleControls } from './controls.ts';

export const articleWriting = defineWriting(articles);
const { write, findDraft, preview } = articleWriting;

/** An article's versions; also those of a removed one. */
export const articleVersions = defineVersions(articles, {
  restored: (call, item) => [buttons(readButton(call, item))],
});

const submitArticle = defineForm({ ...articleControls.write, access: 'moderator', run: write });
const resubmitArticle = defineForm({ ...articleControls.rewrite, access: 'moderator', run: write });

const turnPreview = defineButton({
  ...articleControls.preview,
  reads: true,
  access: 'moderator',
  async run(call, { draft: id, page }) {
    const draft = await findDraft(call, id);
    const checked = draft && (await articles.check(call, draft));
    return draft && checked?.ok
      ? update(...(await preview(call, draft, checked, page)))
      : toMe(articles.say(call, 'gone'));
  },
});

export const articleWriteActions = [
  ...[submitArticle, resubmitArticle, turnPreview],
  ...articleWriting.actions,
  articleVersions.restore,
];
