import type { z } from 'zod';
import { SETTING_FIELDS, type SettingField } from '../communities/settings-schema.ts';
import { CONTENT_KINDS, type ContentKind } from '../kinds/content.ts';

/** A problem with a file of a community's settings and content, or of its content alone. Lines count from 1. */
export type FileProblem =
  /** Not JSON, or cut off. */
  | { readonly code: 'syntax'; readonly line: number }
  /** JSON, but not such an export. */
  | { readonly code: 'format' }
  /** A setting's value breaks its rule; `value` as it is in the file. */
  | { readonly code: 'setting'; readonly field: SettingField; readonly line: number; readonly value: string }
  /** An unknown field. */
  | { readonly code: 'unknown'; readonly field: string; readonly line: number }
  /** A part of one text (counted from 1) breaks its rule. */
  | { readonly code: 'item'; readonly kind: ContentKind; readonly number: number; readonly field: string }
  | { readonly code: 'too-many'; readonly kind: ContentKind }
  /** Two texts have the same name. */
  | { readonly code: 'twice'; readonly kind: ContentKind };

/** Maximum problems reported; more are never fixed at once. */
const MOST = 20;
/** Maximum characters of a quoted value. */
const VALUE_LENGTH = 60;

/** Where a text stops being valid JSON. */
function syntaxProblem(source: string, error: SyntaxError): FileProblem {
  const line = /line (\d+)/.exec(error.message)?.[1];
  // Without a position it ended too early.
  return { code: 'syntax', line: line ? Number(line) : lineAt(source, source.length) };
}

/** A file's JSON, or where it stops being valid. */
export function readJson(
  source: string,
): { readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly problems: readonly FileProblem[] } {
  try {
    return { ok: true, json: JSON.parse(source) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, problems: [syntaxProblem(source, error)] };
    throw error;
  }
}

/** Like {@link fileProblems} for a file with texts of one kind, in its field `items`. */
export function itemProblems(
  file: { readonly source: string; readonly json: unknown },
  kind: ContentKind,
  issues: readonly z.core.$ZodIssue[],
): FileProblem[] {
  return fileProblems(
    file,
    issues.map((issue) => (issue.path[0] === 'items' ? { ...issue, path: [kind, ...issue.path.slice(1)] } : issue)),
  );
}

/** The broken rules of a JSON file, by the fields that people see in it. */
export function fileProblems(
  { source, json }: { readonly source: string; readonly json: unknown },
  issues: readonly z.core.$ZodIssue[],
): FileProblem[] {
  const problems = issues.slice(0, MOST).flatMap((issue): FileProblem[] => {
    const [part, at, ...rest] = issue.path;
    const kind = CONTENT_KINDS.find((one) => one === part);
    if (issue.code === 'unrecognized_keys' && (part === undefined || part === 'settings'))
      return issue.keys.slice(0, MOST).map((field) => ({ code: 'unknown', field, line: lineOf(source, field) }));
    const field = part === 'settings' ? SETTING_FIELDS.find((one) => one === at) : undefined;
    if (field) return [{ code: 'setting', field, line: lineOf(source, field), value: writtenAt(json, issue.path) }];
    if (!kind || (at === undefined && issue.code === 'invalid_type')) return [{ code: 'format' }];
    if (typeof at !== 'number') return [{ code: issue.code === 'too_big' ? 'too-many' : 'twice', kind }];
    const named = issue.code === 'unrecognized_keys' ? issue.keys[0] : rest[0];
    return [{ code: 'item', kind, number: at + 1, field: String(named ?? '') }];
  });
  // A file of another kind breaks many rules; one message is enough.
  const format = problems.find(({ code }) => code === 'format');
  return format ? [format] : problems.slice(0, MOST);
}

/** Line of a field's name; inside texts its quotes are escaped, so only a name matches. */
function lineOf(source: string, field: string): number {
  const at = source.indexOf(JSON.stringify(field));
  return at < 0 ? 1 : lineAt(source, at);
}

function lineAt(source: string, offset: number): number {
  let line = 1;
  for (let at = source.indexOf('\n'); at >= 0 && at < offset; at = source.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The value at a path, as it is in the file. */
function writtenAt(json: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    json,
  );
  return (JSON.stringify(value) ?? '').slice(0, VALUE_LENGTH);
}
