import type { ZodMiniType } from 'zod/mini';
import { type Fault, invalidForm, type Path } from './errors.ts';

/** The parts of a zod issue read in this file. */
interface Issue {
  code?: string;
  path: PropertyKey[];
  message: string;
  expected?: string;
  origin?: string;
  minimum?: number | bigint;
  maximum?: number | bigint;
  values?: unknown[];
  format?: string;
  input?: unknown;
  errors?: Issue[][];
}

/**
 * Checks a body against one of Discord's own schemas. Throws 50035 with the nested errors that Discord sends.
 *
 * The published schema is narrower than the API in two places, so the body is relaxed first: ids may be numbers, and bit sets
 * (permissions) may be decimal strings.
 */
export function accept<T>(schema: ZodMiniType<T>, body: unknown, under: Path = []): T {
  const result = schema.safeParse(ease(body), { reportInput: true });
  if (result.success) return result.data;
  throw invalidForm(faultsOf(result.error.issues).map((fault) => ({ ...fault, path: [...under, ...fault.path] })));
}

const BIT_SETS = new Set(['default_member_permissions', 'allow', 'deny']);

function ease(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => ease(item, key?.endsWith('_ids') ? 'id' : key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, ease(item, name)]));
  if (key !== undefined && BIT_SETS.has(key) && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
  if (key?.endsWith('_id') && typeof value === 'number') return String(value);
  return value;
}

function faultsOf(issues: readonly Issue[], under: Path = []): Fault[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path.map((step) => (typeof step === 'symbol' ? step.toString() : step))];
    if (issue.code === 'invalid_union') return unionFaults(issue, path);
    return [{ path, ...sentence(issue) }];
  });
}

/** Discord selects the member of a union by its `type`, so the errors shown are those of that member. */
function unionFaults(issue: Issue, path: Path): Fault[] {
  const branches = issue.errors ?? [];
  const named = branches.filter(
    (branch) => !branch.some((inner) => inner.path[0] === 'type' && inner.path.length === 1),
  );
  const candidates = named.length > 0 ? named : branches;
  const fewest = candidates.toSorted((a, b) => a.length - b.length)[0];
  if (named.length === 0 || fewest === undefined) {
    const types = branches.flatMap((branch) =>
      branch.filter((inner) => inner.path[0] === 'type').flatMap((inner) => inner.values ?? []),
    );
    if (types.length > 0)
      return [
        {
          path: [...path, 'type'],
          code: 'UNION_TYPE_CHOICES',
          message: `Value of field "type" must be one of (${types.join(', ')}).`,
        },
      ];
  }
  return faultsOf(fewest ?? [], path);
}

function sentence(issue: Issue): { code: string; message: string } {
  const text = issue.origin === 'string' || issue.origin === 'array';
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : {
            code: `${(issue.expected ?? 'base').toUpperCase()}_TYPE_CONVERT`,
            message: `Could not interpret "${issue.input}" as ${issue.expected}.`,
          };
    case 'too_big':
      return text
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      if (!text)
        return { code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${issue.minimum}.` };
      return issue.minimum === 1 && (issue.input === '' || (Array.isArray(issue.input) && issue.input.length === 0))
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${(issue.values ?? []).join(', ')}}.` };
    case 'invalid_format':
      return issue.format === 'url'
        ? { code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }
        : { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    default:
      return { code: 'BASE_TYPE_INVALID', message: issue.message };
  }
}
