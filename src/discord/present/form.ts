import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Field, Form } from '../form.ts';
import { cut, LIMITS, shorten } from '../limits.ts';
import { presentOption } from './components.ts';

/**
 * A form in Discord's words: a modal of labels.
 * @throws RangeError for none or more than five fields, or a list too long: a defect of whoever composed the form.
 */
export function presentForm(form: Form): APIModalInteractionResponseCallbackData {
  if (form.fields.length === 0 || form.fields.length > LIMITS.fields)
    throw new RangeError(`a form has ${form.fields.length} fields`);
  return {
    custom_id: form.submits,
    title: shorten(form.title, LIMITS.formTitle),
    components: form.fields.map(presentField),
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
    case 'text':
      return {
        type: ComponentType.TextInput,
        custom_id: field.id,
        style: field.long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required,
        max_length: Math.min(field.max, LIMITS.fieldValue),
        ...(field.min === undefined ? {} : { min_length: field.min }),
        ...(field.value ? { value: cut(field.value, field.max) } : {}),
        ...(field.example ? { placeholder: shorten(field.example, LIMITS.fieldExample) } : {}),
      };
    case 'choice':
      if (field.as === 'radio')
        return {
          type: ComponentType.RadioGroup,
          custom_id: field.id,
          required,
          options: fitting(field.options, LIMITS.radioOptions).map(presentOption),
        };
      return {
        type: ComponentType.StringSelect,
        custom_id: field.id,
        required,
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

function fitting<T>(options: readonly T[], limit: number): readonly T[] {
  if (options.length === 0 || options.length > limit) throw new RangeError(`a field has ${options.length} options`);
  return options;
}
