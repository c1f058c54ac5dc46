import { defineButton, defineForm, type FormInput } from '../../../src/dialogue/action.ts';
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
import { type Button, buttons, openForm, type Reply, toMe, update } from '../../../src/messages/reply.ts';
import { checkWritten } from '../../../src/templates/check-written.ts';
import { readCommunityTemplate, readKeywords, writeCommunityTemplate } from '../../../src/templates/community.ts';
import { writeReference } from '../../../src/templates/reference.ts';
import { slugOf } from '../../../src/text/slug.ts';
import { templateControls } from '../../template/controls.ts';
import { problemLines } from '../../template/written.ts';
import { communityTemplateControls, templateVersionControls } from './controls.ts';
import { readTyped, templateForm } from './form.ts';
import { presentDraft } from './preview.ts';
import { scopeOf } from './scope.ts';

interface WriteParams {
  readonly content: string | undefined;
  readonly version: number | undefined;
  readonly locale: Locale;
  readonly draft: string | undefined;
}

export const submitTemplate = defineForm({
  ...communityTemplateControls.write,
  access: 'moderator',
  run: write,
});

/** Opens the form again with the draft's text. */
export const editDraft = defineButton({
  ...communityTemplateControls.draft,
  access: 'moderator',
  async run(call, { draft: id }) {
    const draft = await findDraft(call, id);
    if (!draft) return toMe(call.t('templates:community.gone'));
    return openForm(templateForm(call, communityTemplateControls.write.with(paramsOf(draft)), readTyped(draft.text)));
  },
});

/** Saves the draft as the newest version. `over` is a version that somebody saved meanwhile, and that may be followed. */
export const publishTemplate = defineButton({
  ...communityTemplateControls.publish,
  access: 'moderator',
  run: publish,
});

async function write(call: Call, params: WriteParams, { values, message }: FormInput): Promise<Reply> {
  const { t, services, person, interactionId } = call;
  const template = {
    title: values.text('title').replace(/\s+/gu, ' '),
    summary: values.text('summary').replace(/\s+/gu, ' '),
    keywords: readKeywords(values.text('keywords')),
    text: values.text('text'),
  };
  const present = params.draft === undefined ? undefined : await findDraft(call, params.draft);
  const { content: contentId, version, locale } = params;
  if (contentId !== undefined && !(await findContent(services.db, scopeOf(call), contentId)))
    return giveBack(t, t('templates:community.gone'), values.typed);
  const draft: ContentDraft = present ?? {
    ...scopeOf(call),
    id: interactionId,
    authorId: person.id,
    locale,
    edits: contentId === undefined || version === undefined ? undefined : { contentId, version },
    text: '',
  };
  const text = writeCommunityTemplate(template);
  const kept = { ...draft, text };
  if (present) await changeContentDraft(services, present, text);
  else await startContentDraft(services, kept);

  const edit: Button = { label: t('templates:edit'), does: communityTemplateControls.draft.with({ draft: draft.id }) };
  const checked = checkWritten({ ...template, locale }, services.templates[locale].placeholders);
  if (!checked.ok) {
    const lines = problemLines(call, checked.problems);
    const reply = giveBack(t, [t('templates:own.notSaved'), ...lines].join('\n'), values.typed);
    const blocks = [...reply.blocks, buttons({ ...edit, style: 'primary' })];
    return message && present ? update(...blocks) : toMe(...blocks);
  }
  const publishIt: Button = {
    label: t('templates:community.publish'),
    style: 'primary',
    does: communityTemplateControls.publish.with({ draft: draft.id, over: undefined }),
  };
  const blocks = [...presentDraft(call, kept, template, checked), buttons(publishIt, edit)];
  return message && present ? update(...blocks) : toMe(...blocks);
}

async function publish(
  call: Call,
  { draft: id, over }: { readonly draft: string; readonly over: number | undefined },
): Promise<Reply> {
  const { t, services, person } = call;
  const draft = await findDraft(call, id);
  const before = draft ? undefined : await findPublishedDraft(services.db, scopeOf(call), { id, authorId: person.id });
  if (before) return sayPublished(call, before);
  const template = draft && readCommunityTemplate(draft.text);
  if (!template) return update(t('templates:community.gone'));
  // The buttons of a text with problems were never shown; whoever presses one anyway gets no further.
  if (!checkWritten({ ...template, locale: draft.locale }, services.templates[draft.locale].placeholders).ok)
    return update(
      t('templates:own.notSaved'),
      buttons({ label: t('templates:edit'), does: communityTemplateControls.draft.with({ draft: id }) }),
    );
  const wantedSlug = slugOf(template.title, 'template');
  const saved = await publishDraft(services, scopeOf(call), id, { authorId: person.id, wantedSlug, over });
  if (saved.outcome === 'gone') {
    const reply = giveBack(t, t('templates:community.removedMeanwhile'), [template]);
    return { ...reply, type: 'update' };
  }
  if (saved.outcome === 'too-many') return toMe(t('templates:community.tooMany'));
  const title = escapeMarkdown(template.title);
  if (saved.outcome === 'conflict') {
    const { version } = saved.item;
    return toMe(
      t('templates:community.conflict', { title, version }),
      buttons({
        label: t('templates:community.publishOver'),
        does: communityTemplateControls.publish.with({ draft: id, over: version }),
      }),
    );
  }
  return sayPublished(call, saved.item);
}

/** The same however often the button is pressed. */
function sayPublished(call: Call, item: ContentItem): Reply {
  const { t } = call;
  const title = escapeMarkdown(readCommunityTemplate(item.text)?.title ?? item.slug);
  const earlier = item.version - 1;
  const use = templateControls.open.with({ id: writeReference({ origin: 'community', id: item.slug }) });
  return update(
    t('templates:community.published', { title, version: item.version, use: call.command('template.use') }),
    buttons(
      { label: t('templates:own.use'), does: use },
      ...(earlier > 0
        ? [
            {
              label: t('common:versions.restore', { version: earlier }),
              does: templateVersionControls.restore.with({ content: item.id, version: earlier }),
            },
          ]
        : []),
    ),
  );
}

function findDraft(call: Call, id: string): Promise<ContentDraft | undefined> {
  return findContentDraft(call.services, scopeOf(call), { id, authorId: call.person.id });
}

function paramsOf({ id, edits, locale }: ContentDraft): WriteParams {
  return { content: edits?.contentId, version: edits?.version, locale, draft: id };
}
