import type { Call } from '../../../src/dialogue/call.ts';
import {
  FORM_LIMITS,
  fitsForm,
  readQuestions,
  readWords,
  SUMMARY_LENGTH,
  TITLE_LENGTH,
  type TypedArticle,
} from '../../../src/guide/community/write.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import type { Form, FormValues, TextField } from '../../../src/messages/form.ts';

const LENGTHS = { title: TITLE_LENGTH, summary: SUMMARY_LENGTH, ...FORM_LIMITS } as const;

/** The form in which moderators write an article. Search words are optional. */
export function articleForm({ t }: Call, submits: CustomId, start?: TypedArticle): Form {
  const field = (id: keyof TypedArticle, value: string | undefined): TextField => ({
    type: 'text',
    id,
    label: t(`articles:form.${id}`),
    hint: t(`articles:form.${id}Hint`),
    max: LENGTHS[id],
    ...(value ? { value: value.slice(0, LENGTHS[id]) } : {}),
  });
  return {
    title: t('articles:form.heading'),
    submits,
    fields: [
      field('title', start?.title),
      field('summary', start?.summary),
      { ...field('keywords', start?.keywords.join(', ')), required: false },
      { ...field('questions', start?.questions.join('\n')), long: true, required: false },
      // A text too long for the form stays unchanged in its draft.
      ...(start && !fitsForm(start) ? [] : [{ ...field('text', start?.text), long: true }]),
    ],
  };
}

/**
 * The form's values.
 *
 * @param kept the draft's text, for a form without a text field
 */
export function readArticleForm(values: FormValues, kept: string): TypedArticle {
  const line = (id: string) => values.text(id).replace(/\s+/gu, ' ');
  return {
    title: line('title'),
    summary: line('summary'),
    keywords: readWords(values.text('keywords')),
    questions: readQuestions(values.text('questions')),
    text: values.typed.some(({ id }) => id === 'text') ? values.text('text') : kept,
  };
}
