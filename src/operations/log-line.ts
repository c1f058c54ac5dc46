/**
 * A JSON line of the log as a line for a person at a terminal: `06:12:45 INFO  Ready part=discord guilds=3`, with the
 * frames of an error below it.
 */
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
