import { type DestinationStream, type Logger, pino } from 'pino';
import { cleanFields, cleanMessage } from './log-privacy.ts';
import { openOutput } from './output.ts';

/** Levels from most to least severe; `silent` writes nothing. */
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type Log = Logger;

export interface LogOptions {
  level: LogLevel;
  /** JSON lines for a log collector, as in production; otherwise human-readable lines. */
  json: boolean;
  /** Values that must never be written anywhere: the token, keys, a password. */
  secrets?: readonly string[];
  /** Destination of the lines; standard output by default. */
  destination?: DestinationStream;
}

/**
 * The log of the whole process. Parts of the bot use a child: `log.child({ part: 'jobs' })`. Log events and ids, never
 * user-written text: fields are cleaned as described in `log-privacy.ts`, but text in the message itself is not.
 */
export function createLog({ level, json, secrets = [], destination = openOutput() }: LogOptions): Log {
  // A short secret would mask ordinary words.
  const masked = secrets.filter((secret) => secret.length >= 8);
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        log: cleanFields,
      },
      // Errors are described by `cleanFields`; pino's own serializer would describe the description.
      serializers: { err: (described: unknown) => described },
      hooks: {
        logMethod(args, method) {
          const [first, message]: unknown[] = args;
          const fields = first instanceof Error ? { err: first } : first;
          const error = typeof fields === 'object' && fields !== null && 'err' in fields ? fields.err : undefined;
          // Without a message, pino would write the error's own unchanged.
          if (error instanceof Error && message === undefined) method.call(this, fields, cleanMessage(error));
          else method.apply(this, args);
        },
        streamWrite: (line) => {
          const safe = masked.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
          return json ? safe : readableLine(safe);
        },
      },
    },
    destination,
  );
  // pino's formatter does not see a child's fields; children inherit this method.
  const { child } = log;
  log.child = function (this: Log, fields, options) {
    return child.call(this, cleanFields(fields), options);
  } as typeof child;
  return log;
}

/** A JSON log line in human-readable form: `06:12:45 INFO  Ready part=discord guilds=3`, with the frames of an error below it. */
export function readableLine(json: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const head = `${String(time).slice(11, 19)} ${String(level).toUpperCase().padEnd(5)} ${String(msg ?? '')}`;
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${plain(value)}`);
  return `${[head, ...rest].join(' ')}\n${errorLines(err)}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);
}

function errorLines(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { type, message, stack, cause, ...details } = error as Record<string, unknown>;
  const extra = Object.entries(details).map(([name, value]) => ` ${name}=${plain(value)}`);
  const frames = Array.isArray(stack) ? stack.map((frame) => `      ${frame}\n`) : [];
  return `    ${type}: ${message}${extra.join('')}\n${frames.join('')}${errorLines(cause)}`;
}
