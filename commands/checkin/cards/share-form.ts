import { CARD_LIMITS } from '../../../src/checkins/cards/card.ts';
import type { Call } from '../../../src/dialogue/call.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import type { Field, Form } from '../../../src/messages/form.ts';

/** The form's text fields. */
export const SHARE_TEXTS = ['story', 'learned'] as const;

/** The form's initial values. */
export interface ShareStart {
  readonly story: string;
  readonly learned: string;
  /** Whether the form asks how to sign it. */
  readonly anonymous: boolean;
}

/** The form that turns an entry into a text for others; `signed` is the earlier signature. */
export function shareForm({ t }: Call, submits: CustomId, start: ShareStart, signed = 'anonymous'): Form {
  const signature: Field = {
    type: 'choice',
    as: 'radio',
    id: 'as',
    label: t('cards:share.as'),
    options: [
      { value: 'anonymous', label: t('cards:share.asAnonymous'), chosen: signed === 'anonymous' },
      { value: 'named', label: t('cards:share.asNamed'), chosen: signed === 'named' },
    ],
  };
  return {
    title: t('cards:share.formTitle'),
    submits,
    fields: [
      {
        type: 'text',
        id: 'story',
        long: true,
        label: t('cards:share.story'),
        hint: t('cards:share.storyHint'),
        max: CARD_LIMITS.story,
        value: start.story,
      },
      {
        type: 'text',
        id: 'learned',
        long: true,
        required: false,
        label: t('cards:share.learned'),
        hint: t('cards:share.learnedHint'),
        max: CARD_LIMITS.learned,
        ...(start.learned ? { value: start.learned } : {}),
      },
      ...(start.anonymous ? [signature] : []),
    ],
  };
}
