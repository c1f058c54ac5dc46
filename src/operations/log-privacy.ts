/**
 * What may appear in a log line. Members' texts, command options and form values never may, whatever object contains them;
 * library errors quote them, so errors are reduced to what helps to find a bug.
 */

/** Names of fields with secrets, in lower case without separators. */
const SECRET_FIELDS = [
  'token',
  'authorization',
  'apikey',
  'datakey',
  'datakeys',
  'password',
  'secret',
  'cookie',
  'databaseurl',
];

/** Names of fields with user-written text. */
const PRIVATE_FIELDS = [
  'content',
  'text',
  'options',
  'fields',
  'values',
  'components',
  'embeds',
  'body',
  'requestbody',
  'rawbody',
  'input',
  'prompt',
  'params',
  'description',
  'note',
  'title',
  'query',
  'username',
  'globalname',
  'nick',
];

const HIDDEN = new Map([
  ...SECRET_FIELDS.map((name) => [name, '[secret]'] as const),
  ...PRIVATE_FIELDS.map((name) => [name, '[private]'] as const),
]);

const MAX_DEPTH = 4;

/**
 * A copy of a log line's fields that is safe to write: secret and private fields are masked at any depth, errors are described by
 * {@link describeError}, and class instances (an interaction, a client) are reduced to the class's name.
 */
export function cleanFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return cleanRecord(fields, MAX_DEPTH);
}

function cleanRecord(record: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      HIDDEN.get(name.toLowerCase().replaceAll(/[_-]/g, '')) ?? cleanValue(value, depth),
    ]),
  );
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return value;
  if (depth === 0) return '[…]';
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return cleanRecord(value, depth - 1);
  return `[${value.constructor?.name ?? 'Object'}]`;
}

export interface ErrorDescription {
  type: string;
  message: string;
  /** Only the frames: the first lines of a stack repeat the message. */
  stack?: string[];
  code?: string | number;
  status?: number;
  method?: string;
  cause?: ErrorDescription;
  errors?: ErrorDescription[];
}

/**
 * An error without what it quotes: only known fields are read (a `DiscordAPIError` carries the whole request, a database error
 * the failing row), and quoted text is removed from the message.
 */
export function describeError(error: Error, depth = MAX_DEPTH): ErrorDescription {
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const description: ErrorDescription = { type: error.name, message: cleanMessage(error) };
  if (stack?.length) description.stack = stack.map((line) => line.trim());
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number'))
    description.code = error.code;
  if ('status' in error && typeof error.status === 'number') description.status = error.status;
  if ('method' in error && typeof error.method === 'string') description.method = error.method;
  if (depth > 0 && error.cause instanceof Error) description.cause = describeError(error.cause, depth - 1);
  if (depth > 0 && error instanceof AggregateError) {
    description.errors = error.errors
      .filter((inner): inner is Error => inner instanceof Error)
      .map((inner) => describeError(inner, depth - 1));
  }
  return description;
}

/** An error's message without quoted text. */
export function cleanMessage(error: Error): string {
  const lines = error.message.split('\n').filter((line) => line.trim());
  // Prisma prints the call with its arguments and surrounding source; the last line is the reason.
  const message = error.name.startsWith('PrismaClient') ? (lines.at(-1) ?? '') : lines.join('\n');
  // `JSON.parse` quotes the text it could not read.
  if (error instanceof SyntaxError) return message.replaceAll(/".*"/gs, '"…"');
  // Names (of a column, an option) are kept; anything with a space or punctuation may be user text.
  return (
    message
      .replaceAll(/"([^"]*)"/g, (quoted: string, inner: string) => (/^[\w.$-]{0,64}$/.test(inner) ? quoted : '"…"'))
      // The token of an interaction or webhook in a path of Discord's API.
      .replaceAll(/(\/(?:interactions|webhooks)\/\d+\/)[\w.-]+/g, '$1[secret]')
  );
}
