import type { Call } from '../../../src/dialogue/call.ts';
import type { ContentDraft } from '../../../src/library/drafts.ts';
import { codeBlock, escapeMarkdown } from '../../../src/messages/markdown.ts';
import type { Block } from '../../../src/messages/reply.ts';
import type { WrittenCheck } from '../../../src/templates/check-written.ts';
import type { CommunityTemplate } from '../../../src/templates/community.ts';
import { fillTemplate } from '../../../src/templates/fill.ts';
import { fromText } from '../../../src/templates/usable.ts';
import { fieldLines } from '../../template/written.ts';

/** The template as members will see it: the entry in the list, the fields, and the message with every field's example. */
export function presentTemplateDraft(
  call: Call,
  { locale, edits }: ContentDraft,
  template: CommunityTemplate,
  checked: Extract<WrittenCheck, { ok: true }>,
): (string | Block)[] {
  const { t, services } = call;
  const usable = fromText(
    { ...template, origin: 'community', id: 'preview', locale },
    services.templates[locale].placeholders,
  );
  const values = Object.fromEntries(
    usable.placeholders.map(({ name, label, example, kind }) => [
      name,
      kind === 'choice' ? '' : (example ?? `[${label}]`),
    ]),
  );
  const filled = fillTemplate({ template: usable, tone: 'formal', values });
  const heading = edits
    ? t('templates:community.preview.next', { version: edits.version + 1 })
    : t('templates:community.preview.new');
  return [
    heading,
    [
      `**${escapeMarkdown(template.title)}**`,
      ...(template.summary ? [escapeMarkdown(template.summary)] : []),
      ...(template.keywords.length > 0 ? [`-# ${escapeMarkdown(template.keywords.join(', '))}`] : []),
    ].join('\n'),
    fieldLines(call, checked.fields, checked.doubtful).join('\n'),
    codeBlock(filled.ok ? filled.text : template.text),
  ];
}
