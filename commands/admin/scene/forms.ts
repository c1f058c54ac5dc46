import type { Call } from '../../../src/dialogue/call.ts';
import type { CustomId } from '../../../src/messages/custom-id.ts';
import type { Field, Form, FormValues, TextField } from '../../../src/messages/form.ts';
import { LIMITS, shorten } from '../../../src/messages/limits.ts';
import { FIELD_LENGTHS } from '../../../src/practice/front-matter.ts';
import { MAX_LENGTHS } from '../../../src/practice/read-nodes.ts';
import { END_KINDS, RELATIONSHIPS } from '../../../src/practice/scene.ts';
import { isEndKind, isRelationship, type TypedHead, type TypedPart } from '../../../src/practice/typed.ts';

/** Characters of each field of the head. */
const HEAD_LENGTHS = {
  title: FIELD_LENGTHS.title,
  summary: FIELD_LENGTHS.summary,
  client: FIELD_LENGTHS.name + FIELD_LENGTHS.who,
  wish: FIELD_LENGTHS.wish,
  opening: MAX_LENGTHS.opening,
} as const;
/** Characters of a part's text: an end may be longer than a turn. */
const TEXT_LENGTH = MAX_LENGTHS.end;
/** Characters of four replies with their notes and names. */
const REPLIES_LENGTH = 2000;
/** Characters of four names. */
const OWN_LENGTH = 200;
/** The choice for a part that is no end. */
const GOES_ON = 'goes-on';

/** The form of a scene as a whole. */
export function headForm({ t }: Call, submits: CustomId, start?: TypedHead): Form {
  const field = (id: keyof TypedHead): TextField => ({
    type: 'text',
    id,
    label: t(`scenes:head.${id}`),
    hint: t(`scenes:head.${id}Hint`),
    max: HEAD_LENGTHS[id],
    ...(start?.[id] ? { value: start[id].slice(0, HEAD_LENGTHS[id]) } : {}),
    ...(id === 'opening' ? { long: true } : {}),
  });
  return {
    title: t('scenes:head.heading'),
    submits,
    fields: [field('title'), field('summary'), field('client'), field('wish'), field('opening')],
  };
}

/** What was typed into {@link headForm}. */
export function readHeadForm(values: FormValues): TypedHead {
  const line = (id: keyof TypedHead) => values.text(id).replace(/\s+/gu, ' ');
  return {
    title: line('title'),
    summary: line('summary'),
    client: line('client'),
    wish: line('wish'),
    opening: values.text('opening'),
  };
}

/** The form of a part: a turn, or an end. */
export function partForm({ t }: Call, id: string, submits: CustomId, start: TypedPart): Form {
  const text = (name: 'text' | 'replies' | 'own', max: number): TextField => ({
    type: 'text',
    id: name,
    label: t(`scenes:part.${name}`),
    hint: t(`scenes:part.${name}Hint`),
    max,
    required: false,
    ...(start[name] ? { value: start[name].slice(0, max) } : {}),
  });
  const fields: Field[] = [
    { ...text('text', TEXT_LENGTH), long: true, example: t('scenes:part.textExample') },
    { ...text('replies', REPLIES_LENGTH), long: true, example: t('scenes:part.repliesExample') },
    { ...text('own', OWN_LENGTH), example: t('scenes:part.ownExample') },
    {
      type: 'choice',
      as: 'list',
      id: 'end',
      label: t('scenes:part.end'),
      hint: t('scenes:part.endHint'),
      required: false,
      options: [
        { value: GOES_ON, label: t('scenes:part.goesOn'), chosen: start.end === undefined },
        ...END_KINDS.map((end) => ({ value: end, label: t(`scenes:ends.${end}`), chosen: start.end === end })),
      ],
    },
    {
      type: 'choice',
      as: 'list',
      id: 'relationship',
      label: t('scenes:part.relationship'),
      required: false,
      options: RELATIONSHIPS.map((relationship) => ({
        value: relationship,
        label: t(`practice:relationships.${relationship}`),
        chosen: start.relationship === relationship,
      })),
    },
  ];
  return { title: shorten(t('scenes:part.heading', { part: id }), LIMITS.formTitle), submits, fields };
}

/** What was typed into {@link partForm}. */
export function readPartForm(values: FormValues): TypedPart {
  const [end, relationship] = [values.choice('end'), values.choice('relationship')];
  return {
    text: values.text('text'),
    replies: values.text('replies'),
    own: values.text('own'),
    end: isEndKind(end) ? end : undefined,
    relationship: isEndKind(end) && isRelationship(relationship) ? relationship : undefined,
  };
}
