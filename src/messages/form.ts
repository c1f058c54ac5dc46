import type { CustomId } from './custom-id.ts';

/** An option of a list. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly emoji?: string;
  readonly chosen?: boolean;
}

interface FieldBase {
  /** Name by which the handler reads the value. */
  readonly id: string;
  /** At most 45 characters. */
  readonly label: string;
  /** One line below the label, at most 100 characters. */
  readonly hint?: string;
  /** True by default. */
  readonly required?: boolean;
}

export interface TextField extends FieldBase {
  readonly type: 'text';
  /** Several lines; one by default. */
  readonly long?: boolean;
  readonly min?: number;
  /** At most 4000 characters (Discord's limit); free text in our forms is capped at 2000. */
  readonly max: number;
  readonly value?: string;
  /** Shown while the field is empty, at most 100 characters. */
  readonly example?: string;
}

export interface ChoiceField extends FieldBase {
  readonly type: 'choice';
  /** `radio` shows all options at once (2 to 10), `list` opens a select (up to 25). */
  readonly as: 'radio' | 'list';
  readonly options: readonly SelectOption[];
  readonly prompt?: string;
}

export interface ChoicesField extends FieldBase {
  readonly type: 'choices';
  readonly as: 'checkboxes' | 'list';
  readonly options: readonly SelectOption[];
  readonly min?: number;
  readonly max?: number;
  readonly prompt?: string;
}

export interface FileField extends FieldBase {
  readonly type: 'file';
}

export type Field = TextField | ChoiceField | ChoicesField | FileField;

/** A form in one window: a title of at most 45 characters and 1 to 5 fields, 4 below an intro. */
export interface Form {
  readonly title: string;
  /** Discord's markdown above the fields: what the form covers and its answer needs. */
  readonly intro?: string;
  readonly submits: CustomId;
  readonly fields: readonly Field[];
}

/** A file submitted by a person. Its URL is Discord's and expires. */
export interface UploadedFile {
  readonly name: string;
  readonly url: string;
  /** Size in bytes, as stated by Discord. */
  readonly size: number;
  readonly contentType: string | null;
}

/** Submitted values of a form. A field that the form did not have reads as empty. */
export interface FormValues {
  /** A text field, trimmed; '' if empty. */
  text(id: string): string;
  /** The chosen value of a radio group or list; undefined if none was chosen. */
  choice(id: string): string | undefined;
  choices(id: string): readonly string[];
  files(id: string): readonly UploadedFile[];
  /** All text fields as typed, in form order; these must never be lost. */
  readonly typed: readonly { readonly id: string; readonly text: string }[];
}
