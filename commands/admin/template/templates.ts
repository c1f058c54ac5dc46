import type { Call } from '../../../src/dialogue/call.ts';
import type { Suggestion } from '../../../src/dialogue/command.ts';
import type { ContentState } from '../../../src/kinds/content.ts';
import type { FileItem } from '../../../src/library/content-file.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import { openForm } from '../../../src/messages/reply.ts';
import { checkWritten } from '../../../src/templates/check-written.ts';
import {
  type CommunityTemplate,
  readCommunityTemplate,
  readKeywords,
  writeCommunityTemplate,
} from '../../../src/templates/community.ts';
import { writeReference } from '../../../src/templates/reference.ts';
import { slugOf } from '../../../src/text/slug.ts';
import { templateControls } from '../../template/controls.ts';
import { problemLines } from '../../template/written.ts';
import { type CheckedDraft, describeContent, type PreviewedDraft, type WrittenContent } from '../content/content.ts';
import { listPieces, sayingTyped, suggestPieces } from '../content/find.ts';
import { communityTemplateControls } from './controls.ts';
import { readTypedTemplate, templateForm } from './form.ts';
import { presentTemplateDraft } from './preview.ts';

/** The templates that moderators write for their community. */
export const communityTemplates: WrittenContent = describeContent({
  kind: 'template',
  texts: 'templates:community.',
  controls: communityTemplateControls,
  titleIn: (text) => readCommunityTemplate(text)?.title,
  typedIn: (text) => readTypedTemplate(text).text,
  async read(_call, _draft, values) {
    const line = (field: string) => values.text(field).replace(/\s+/gu, ' ');
    const keywords = readKeywords(values.text('keywords'));
    const template = { title: line('title'), summary: line('summary'), keywords, text: values.text('text') };
    const check: WrittenContent['check'] = async (call, draft) => checkTemplate(call, draft, template);
    return { text: writeCommunityTemplate(template), check };
  },
  async check(call, draft) {
    const template = readCommunityTemplate(draft.text);
    return template ? checkTemplate(call, draft, template) : { ok: false, problems: [] };
  },
  openDraft(call, { id, edits, locale, text }) {
    const params = { content: edits?.contentId, version: edits?.version, locale, draft: id };
    return openForm(templateForm(call, communityTemplateControls.write.with(params), readTypedTemplate(text)));
  },
  slugFor: (_call, title) => slugOf(title, 'template'),
  saved(call, item) {
    const { t, command } = call;
    const use = templateControls.open.with({ id: writeReference({ origin: 'community', id: item.slug }) });
    return {
      said: t('templates:community.published', {
        title: communityTemplates.title(item),
        version: item.version,
        use: command('template.use'),
      }),
      open: { label: t('templates:own.use'), does: use },
    };
  },
});

/** Checks a template against the rules for its text. */
function checkTemplate(call: Call, draft: ContentDraft, template: CommunityTemplate): CheckedDraft<PreviewedDraft> {
  const { locale } = draft;
  const checked = checkWritten({ ...template, locale }, call.services.templates[locale].placeholders);
  if (!checked.ok) return { ok: false, problems: problemLines(call, checked.problems) };
  const preview = async () => presentTemplateDraft(call, draft, template, checked);
  return { ok: true, title: template.title, preview };
}

/** Whether the text of a file is a valid template. */
export function isTemplate({ services }: Call, { text, locale }: Pick<FileItem, 'text' | 'locale'>): boolean {
  const template = readCommunityTemplate(text);
  return template !== undefined && checkWritten({ ...template, locale }, services.templates[locale].placeholders).ok;
}

/** Suggests the community's templates by title. */
export function suggestTemplate(states: readonly ContentState[]): (call: Call, typed: string) => Promise<Suggestion[]> {
  return async (call, typed) => {
    const pieces = await listPieces(communityTemplates, call, states);
    return sayingTyped(suggestPieces(communityTemplates, call, pieces), typed);
  };
}
