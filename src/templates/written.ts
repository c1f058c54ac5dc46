import type { ParsedText, TextPart } from './types.ts';

/** Writes a parsed text back in the syntax of `parse.ts`, for editing when a person turns a template into their own. */
export function writeTemplateText(text: ParsedText): string {
  return writeParts(text.parts);
}

function writeParts(parts: readonly TextPart[]): string {
  return parts.map(writePart).join('');
}

function writePart(part: TextPart): string {
  if (part.type === 'literal') return part.text;
  if (part.type === 'placeholder') return `{{${[part.name, ...part.forms].join('|')}}}`;
  const otherwise = part.otherwise.length > 0 ? `||${writeParts(part.otherwise)}` : '';
  return `[[${writeParts(part.parts)}${otherwise}]]`;
}
