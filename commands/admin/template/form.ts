import type { Call } from '../../../src/dialogue/call.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import type { Form, TextField } from '../../../src/messages/form.ts';
import { COMMUNITY_LIMITS, type CommunityTemplate, readCommunityTemplate } from '../../../src/templates/community.ts';
import { fieldExamples, TEXT_EXAMPLE } from '../../template/written.ts';

/** A stored text as the form's initial values. One that is no longer a valid template is edited unparsed. */
export function readTypedTemplate(text: string): CommunityTemplate {
  return readCommunityTemplate(text) ?? { title: '', summary: '', keywords: [], text };
}

/** The form in which moderators write a template. */
export function templateForm(call: Call, submits: CustomId, start?: CommunityTemplate): Form {
  const { t } = call;
  const field = (id: keyof CommunityTemplate, max: number, value: string | undefined): TextField => ({
    type: 'text',
    id,
    label: t(`templates:community.form.${id}`),
    hint: t(`templates:community.form.${id}Hint`, { example: fieldExamples(call) }),
    max,
    ...(value ? { value } : {}),
  });
  const { title, summary, keywords, text } = start ?? {};
  return {
    title: t('templates:community.form.heading'),
    submits,
    fields: [
      field('title', COMMUNITY_LIMITS.title, title),
      { ...field('summary', COMMUNITY_LIMITS.summary, summary), required: false },
      { ...field('keywords', COMMUNITY_LIMITS.typedKeywords, keywords?.join(', ')), required: false },
      { ...field('text', COMMUNITY_LIMITS.text, text), long: true, example: TEXT_EXAMPLE },
    ],
  };
}
