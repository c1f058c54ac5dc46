import { z } from 'zod';
import { VIOLATION_KINDS } from '../kinds/violations.ts';
import { MAX_NAME_LENGTH } from './parse.ts';
import { PLACEHOLDER_KINDS } from './types.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\n]*$/u, 'is one line');
const name = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/u, 'is a name in camelCase')
  .max(MAX_NAME_LENGTH);

const fields = {
  label: line(45),
  hint: line(100).exactOptional(),
  example: line(100).exactOptional(),
  kind: z.enum(PLACEHOLDER_KINDS),
  required: z.boolean().default(false),
  source: z
    .string()
    .regex(/^(?:last|sheet(?:\.[a-z][A-Za-z0-9]*)+)$/u, 'is "last" or a path like "sheet.hours"')
    .exactOptional(),
  maxLength: z.int().min(1).max(2000).exactOptional(),
  choices: z
    .array(z.strictObject({ value: name, label: line(100) }))
    .min(2)
    .max(10)
    .exactOptional(),
  default: z.string().exactOptional(),
};

const placeholderFields = z.strictObject(fields);

/** Rules across two fields. The limits of 45 and 100 characters above are those of Discord's forms. */
const rules = (placeholder: z.infer<typeof placeholderFields>, context: z.RefinementCtx): void => {
  if ((placeholder.kind === 'choice') !== (placeholder.choices !== undefined)) {
    context.addIssue({ code: 'custom', path: ['choices'], message: 'belong to the kind "choice", which needs them' });
  }
  if (placeholder.default !== undefined && !placeholder.choices?.some(({ value }) => value === placeholder.default)) {
    context.addIssue({ code: 'custom', path: ['default'], message: 'is one of the choices' });
  }
};

export const placeholderSchema = placeholderFields.extend({ name }).superRefine(rules);
export type PlaceholderFields = z.infer<typeof placeholderSchema>;

/** The file of shared placeholders, by name. */
export const sharedPlaceholdersSchema = z.record(name, placeholderFields.superRefine(rules));

/** A template refers to a shared placeholder, describes its own, or takes a shared one and overrides some of its fields. */
const ownPlaceholder = z.union([
  name.transform((shared) => ({ name: shared })),
  z.strictObject({ ...placeholderFields.partial().shape, required: z.boolean().exactOptional(), name }),
]);

/** The front matter of a template. */
export const templateSchema = z.strictObject({
  title: line(45),
  summary: line(100),
  when: line(300),
  why: line(400),
  guide: z.string().regex(/^[a-z0-9-]+(?:#[a-z0-9-]+)?$/u, 'is "slug" or "slug#section"'),
  kinds: z.array(z.enum(VIOLATION_KINDS)),
  keywords: z.array(line(60)).min(3),
  placeholders: z.array(ownPlaceholder).min(1),
});
