import type { ParsedText, TextPart, TextProblem, TextProblemCode } from './types.ts';

/**
 * The syntax of template texts:
 *
 * - `{{name}}` a placeholder;
 * - `{{address|Pan|Pani|Państwo}}` words that follow the value of a choice, in the order of its options;
 * - `[[… {{name}} …]]` words that appear only when every placeholder in them is given;
 * - `[[… {{name}} …||…]]` with other words for when they are not.
 */
export const MAX_TEXT_LENGTH = 3000;
/** Maximum characters of a name, which may become a field's label (at most 45 in a Discord form). */
export const MAX_NAME_LENGTH = 40;
/** Maximum placeholders, four pages of five fields: people abandon longer forms. */
export const MAX_PLACEHOLDERS = 20;
const MAX_DEPTH = 3;
const NAME = /^\p{L}[\p{L}\p{M}\p{N} _-]*$/u;

export interface ParseOptions {
  /** Known names; if given, any other name is a problem. */
  readonly known?: ReadonlySet<string>;
  /** Number of options of each choice; a choice with a different number of forms is a problem. */
  readonly choices?: ReadonlyMap<string, number>;
}

export type ParseResult =
  | { readonly ok: true; readonly text: ParsedText }
  | { readonly ok: false; readonly problems: readonly TextProblem[] };

interface Group {
  readonly start: number;
  readonly parts: TextPart[];
  readonly otherwise: TextPart[];
  inOtherwise: boolean;
}

/** Parses a template's text and reports every problem, in order of appearance. */
export function parseTemplateText(source: string, options: ParseOptions = {}): ParseResult {
  const problems: TextProblem[] = [];
  const report = (code: TextProblemCode, offset: number, params: TextProblem['params'] = {}): void => {
    problems.push({ code, ...position(source, offset), params });
  };
  if (source.trim() === '') report('text-empty', 0);
  if (source.length > MAX_TEXT_LENGTH) {
    report('text-too-long', MAX_TEXT_LENGTH, { max: MAX_TEXT_LENGTH, length: source.length });
    return { ok: false, problems };
  }

  const root: TextPart[] = [];
  const open: Group[] = [];
  const names = new Set<string>();
  const target = (): TextPart[] => {
    const group = open.at(-1);
    if (group === undefined) return root;
    return group.inOtherwise ? group.otherwise : group.parts;
  };

  for (const token of tokens(source)) {
    const group = open.at(-1);
    switch (token.type) {
      case 'literal':
        target().push({ type: 'literal', text: token.text });
        break;
      case 'placeholder': {
        const part = placeholder(token, options, report);
        if (part === undefined) break;
        if (!names.has(part.name) && names.size === MAX_PLACEHOLDERS) {
          report('too-many-placeholders', token.offset, { max: MAX_PLACEHOLDERS });
        }
        names.add(part.name);
        target().push(part);
        break;
      }
      case 'unclosed':
        report('placeholder-unclosed', token.offset);
        break;
      case '}}':
        report('placeholder-unopened', token.offset);
        break;
      case '[[':
        if (open.length === MAX_DEPTH) report('optional-too-deep', token.offset, { max: MAX_DEPTH });
        open.push({ start: token.offset, parts: [], otherwise: [], inOtherwise: false });
        break;
      case '||':
        if (group === undefined || group.inOtherwise) target().push({ type: 'literal', text: '||' });
        else group.inOtherwise = true;
        break;
      case ']]':
        open.pop();
        if (group === undefined) {
          report('optional-unopened', token.offset);
        } else {
          if (!mentionsPlaceholder(group.parts)) report('optional-without-placeholder', group.start);
          target().push({ type: 'optional', parts: group.parts, otherwise: group.otherwise });
        }
        break;
    }
  }
  for (const group of open) report('optional-unclosed', group.start);
  if (problems.length > 0) {
    return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
  }
  return { ok: true, text: { parts: root, names: [...names] } };
}

type Token =
  | { readonly type: 'literal' | 'placeholder'; readonly text: string; readonly offset: number }
  | { readonly type: 'unclosed' | '}}' | '[[' | ']]' | '||'; readonly offset: number };

function* tokens(source: string): Generator<Token> {
  // A placeholder must end on its own line, so that a forgotten "}}" does not swallow the rest of the text.
  const marks = /\{\{([^{}\n]*)\}\}|\{\{|\}\}|\[\[|\]\]|\|\|/gu;
  let from = 0;
  for (const match of source.matchAll(marks)) {
    const offset = match.index;
    if (offset > from) yield { type: 'literal', text: source.slice(from, offset), offset: from };
    from = offset + match[0].length;
    const inside = match[1];
    if (inside !== undefined) yield { type: 'placeholder', text: inside, offset };
    else if (match[0] === '{{') yield { type: 'unclosed', offset };
    else if (match[0] === '}}') yield { type: '}}', offset };
    else if (match[0] === '[[') yield { type: '[[', offset };
    else if (match[0] === ']]') yield { type: ']]', offset };
    else yield { type: '||', offset };
  }
  if (from < source.length) yield { type: 'literal', text: source.slice(from), offset: from };
}

function placeholder(
  token: { readonly text: string; readonly offset: number },
  options: ParseOptions,
  report: (code: TextProblemCode, offset: number, params?: TextProblem['params']) => void,
): Extract<TextPart, { type: 'placeholder' }> | undefined {
  const [first = '', ...forms] = token.text.split('|');
  const name = first.trim().normalize('NFC');
  if (name === '') {
    report('placeholder-empty', token.offset);
    return undefined;
  }
  if (name.length > MAX_NAME_LENGTH) {
    report('placeholder-name-too-long', token.offset, { max: MAX_NAME_LENGTH, length: name.length });
    return undefined;
  }
  if (!NAME.test(name)) {
    report('placeholder-name-invalid', token.offset, { name });
    return undefined;
  }
  if (options.known !== undefined && !options.known.has(name)) report('placeholder-unknown', token.offset, { name });
  const expected = options.choices?.get(name) ?? 0;
  if (options.choices !== undefined && forms.length !== expected) {
    report('placeholder-forms-mismatch', token.offset, { name, expected, found: forms.length });
  }
  return { type: 'placeholder', name, forms };
}

function mentionsPlaceholder(parts: readonly TextPart[]): boolean {
  return parts.some(
    (part) => part.type === 'placeholder' || (part.type === 'optional' && mentionsPlaceholder(part.parts)),
  );
}

function position(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** The names outside every optional part: without a value they would leave a hole in a sentence. */
export function unguardedNames(text: ParsedText): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (parts: readonly TextPart[], guarded: ReadonlySet<string>): void => {
    for (const part of parts) {
      if (part.type === 'placeholder' && !guarded.has(part.name)) names.add(part.name);
      if (part.type !== 'optional') continue;
      const own = part.parts.filter((inner) => inner.type === 'placeholder').map((inner) => inner.name);
      walk(part.parts, new Set([...guarded, ...own]));
      walk(part.otherwise, guarded);
    }
  };
  walk(text.parts, new Set());
  return names;
}
