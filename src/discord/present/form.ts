import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '../../messages/form.ts';
import { cut, LIMITS, shorten } from '../../messages/limits.ts';
import { presentOption } from './components.ts';

/**
 * A form in Discord's payload format: a modal of labels, and a text above them.
 * @throws RangeError for no fields or more than fit, duplicate ids, or a list too short or too long: a bug in the form's code.
 */
export function presentForm(form: Form): APIModalInteractionResponseCallbackData {
  const { intro } = form;
  if (form.fields.length === 0 || form.fields.length + (intro ? 1 : 0) > LIMITS.fields)
    throw new RangeError(`a form has ${form.fields.length} fields`);
  if (new Set(form.fields.map(({ id }) => id)).size < form.fields.length)
    throw new RangeError('two fields of a form have the same id');
  return {
    custom_id: form.submits,
    title: shorten(form.title, LIMITS.formTitle),
    components: [
      ...(intro ? [{ type: ComponentType.TextDisplay as const, content: intro }] : []),
      ...form.fields.map(presentField),
    ],
  };
}

function presentField(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: shorten(field.label, LIMITS.fieldLabel),
    ...(field.hint ? { description: shorten(field.hint, LIMITS.fieldHint) } : {}),
    component: presentInput(field),
  };
}

function presentInput(field: Field): APILabelComponent['component'] {
  const required = field.required ?? true;
  switch (field.type) {
    case 'text': {
      const max = Math.min(field.max, LIMITS.fieldValue);
      return {
        type: ComponentType.TextInput,
        custom_id: field.id,
        style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required,
        max_length: max,
        ...(field.min === undefined ? {} : { min_length: field.min }),
        ...(field.value ? { value: cut(field.value, max) } : {}),
        ...(field.example ? { placeholder: shorten(field.example, LIMITS.fieldExample) } : {}),
      };
    }
    case 'choice':
      if (field.as === 'radio')
        return {
          type: ComponentType.RadioGroup,
          custom_id: field.id,
          required,
          options: fitting(field.options, LIMITS.radioOptions, 2).map(presentOption),
        };
      return {
        type: ComponentType.StringSelect,
        custom_id: field.id,
        required,
        // Without it, a choice could be changed and not taken back.
        ...(required ? {} : { min_values: 0 }),
        options: fitting(field.options, LIMITS.options).map(presentOption),
        ...(field.prompt ? { placeholder: shorten(field.prompt, LIMITS.selectPrompt) } : {}),
      };
    case 'choices': {
      const bounds = {
        ...(field.min === undefined ? {} : { min_values: field.min }),
        ...(field.max === undefined ? {} : { max_values: field.max }),
      };
      if (field.as === 'checkboxes')
        return {
          type: ComponentType.CheckboxGroup,
          custom_id: field.id,
          required,
          options: fitting(field.options, LIMITS.radioOptions).map(presentOption),
          ...bounds,
        };
      return {
        type: ComponentType.StringSelect,
        custom_id: field.id,
        required,
        options: fitting(field.options, LIMITS.options).map(presentOption),
        ...(field.prompt ? { placeholder: shorten(field.prompt, LIMITS.selectPrompt) } : {}),
        ...bounds,
      };
    }
    case 'file':
      return { type: ComponentType.FileUpload, custom_id: field.id, required };
  }
}

function fitting<T>(options: readonly T[], most: number, least = 1): readonly T[] {
  if (options.length < least || options.length > most) throw new RangeError(`a field has ${options.length} options`);
  return options;
}
