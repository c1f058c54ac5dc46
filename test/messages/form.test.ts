import { ComponentType, TextInputStyle } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { presentForm } from '../../src/discord/present/form.ts';
import type { CustomId } from '../../src/messages/custom-id.ts';
import type { Field } from '../../src/messages/form.ts';

const submits = '1:form' as CustomId;
const formOf = (...fields: Field[]) => presentForm({ title: 'Form', submits, fields });
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ value: `${n}`, label: `Option ${n}` }));
const text = (more: object = {}): Field => ({ type: 'text', id: 'text', label: 'Text', max: 100, ...more });

describe('a form', () => {
  it('says every field in Discord’s words', () => {
    const { components } = formOf(
      text({ hint: 'A hint', long: true, min: 2, value: 'given', example: 'such as' }),
      { type: 'choice', as: 'radio', id: 'radio', label: 'Radio', options: options(3), required: false },
      { type: 'choice', as: 'list', id: 'list', label: 'List', options: options(25), prompt: 'Pick' },
      { type: 'choices', as: 'checkboxes', id: 'boxes', label: 'Boxes', options: options(10), min: 1, max: 3 },
      { type: 'file', id: 'file', label: 'File', required: false },
    );
    expect(components).toMatchObject([
      {
        type: ComponentType.Label,
        label: 'Text',
        description: 'A hint',
        component: {
          type: ComponentType.TextInput,
          style: TextInputStyle.Paragraph,
          custom_id: 'text',
          required: true,
          min_length: 2,
          max_length: 100,
          value: 'given',
          placeholder: 'such as',
        },
      },
      { component: { type: ComponentType.RadioGroup, required: false } },
      { component: { type: ComponentType.StringSelect, placeholder: 'Pick' } },
      { component: { type: ComponentType.CheckboxGroup, min_values: 1, max_values: 3 } },
      { component: { type: ComponentType.FileUpload, required: false } },
    ]);
  });

  it('shows a text above its fields, which counts as one of five', () => {
    const fields = Array.from({ length: 4 }, (_, n) => text({ id: `f${n}` }));
    const { components } = presentForm({ title: 'Form', intro: '> What they wrote', submits, fields });
    expect(components[0]).toEqual({ type: ComponentType.TextDisplay, content: '> What they wrote' });
    expect(components).toHaveLength(5);
    const full = { title: 'Form', intro: 'Read this', submits, fields: [...fields, text()] };
    expect(() => presentForm(full)).toThrow(RangeError);
  });

  it('never passes Discord’s limits on texts', () => {
    const long = 'zażółć '.repeat(1000);
    const form = presentForm({
      title: long,
      submits,
      fields: [text({ label: long, hint: long, example: long, value: long, max: 9999 })],
    });
    expect(form.title.length).toBeLessThanOrEqual(45);
    const [label] = form.components;
    if (label?.type !== ComponentType.Label || label.component.type !== ComponentType.TextInput)
      throw new Error('no label');
    expect(label.label.length).toBeLessThanOrEqual(45);
    expect(label.description?.length).toBeLessThanOrEqual(100);
    expect(label.component.placeholder?.length).toBeLessThanOrEqual(100);
    expect(label.component.max_length).toBe(4000);
    expect(label.component.value?.length).toBeLessThanOrEqual(4000);
  });

  it('starts a field with no more than fits it, graphemes whole', () => {
    const [label] = formOf(text({ value: 'ab👨‍👩‍👧‍👦cd', max: 5 })).components;
    expect(label).toMatchObject({ component: { value: 'ab' } });
  });

  it.each<[string, Field[]]>([
    ['no field', []],
    ['six fields', Array.from({ length: 6 }, (_, n) => text({ id: `f${n}` }))],
    ['an empty list', [{ type: 'choice', as: 'list', id: 'a', label: 'A', options: [] }]],
    ['a list of 26', [{ type: 'choice', as: 'list', id: 'a', label: 'A', options: options(26) }]],
    ['radio buttons of 11', [{ type: 'choice', as: 'radio', id: 'a', label: 'A', options: options(11) }]],
    ['a single radio button', [{ type: 'choice', as: 'radio', id: 'a', label: 'A', options: options(1) }]],
    ['checkboxes of 11', [{ type: 'choices', as: 'checkboxes', id: 'a', label: 'A', options: options(11) }]],
    ['two fields of one id', [text(), text()]],
  ])('refuses %s: a defect of whoever composed it', (_what, fields) => {
    expect(() => formOf(...fields)).toThrow(RangeError);
  });
});
