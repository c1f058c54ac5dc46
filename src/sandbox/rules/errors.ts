/**
 * Discord's answers to requests that it refuses. Codes and sentences are those of the documentation
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 */
const KNOWN = {
  0: [400, 'Bad Request'],
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10014: [400, 'Unknown Emoji'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  20028: [429, 'The write action you are performing on the channel has hit the write rate limit'],
  30003: [400, 'Maximum number of pins reached for the channel (250)'],
  30010: [400, 'Maximum number of reactions reached (20)'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  40005: [413, 'Request entity too large. Try sending something smaller in size'],
  40033: [400, 'This message has already been crossposted'],
  40041: [400, 'An application command with that name already exists'],
  40058: [400, 'Cannot send a message in a forum channel'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  40094: [400, 'This interaction has hit the maximum number of follow up messages'],
  50001: [403, 'Missing Access'],
  50003: [400, 'Cannot execute action on a DM channel'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50019: [400, 'A message can only be pinned to the channel it was sent in'],
  50021: [403, 'Cannot execute action on a system message'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid webhook token provided'],
  50033: [400, 'Invalid Recipient(s)'],
  50034: [400, 'You can only bulk delete messages that are under 14 days old'],
  50035: [400, 'Invalid Form Body'],
  50046: [400, 'Invalid file uploaded'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  50146: [400, 'Uploaded file not found.'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  160002: [403, 'Cannot reply without permission to read message history'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [403, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
} as const satisfies Record<number, readonly [status: number, message: string]>;

export type ErrorCode = keyof typeof KNOWN;

/** `errors` of a 50035: field names down to `_errors`. */
export interface FormErrors {
  [field: string]: FormErrors | FormError[] | undefined;
  _errors?: FormError[];
}
export interface FormError {
  code: string;
  message: string;
}

/** A request that Discord would refuse: thrown by rules and endpoints, turned into a response by the server. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;
  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
  get body(): { message: string; code: number; errors?: FormErrors } {
    return { message: this.message, code: this.code, ...(this.errors === undefined ? {} : { errors: this.errors }) };
  }
}

/** A documented error. */
export function refusal(code: ErrorCode): Refusal {
  const [status, message] = KNOWN[code];
  return new Refusal(status, code, message);
}

/** Errors of HTTP alone; they have code 0. */
export function httpRefusal(status: 401 | 404 | 405 | 503): Refusal {
  const text = { 401: 'Unauthorized', 404: 'Not Found', 405: 'Method Not Allowed', 503: 'Service Unavailable' }[status];
  return new Refusal(status, 0, `${status}: ${text}`);
}

export type Path = readonly (string | number)[];

/** One error of a form: its path (`['embeds', 0, 'title']`), Discord's code and sentence. */
export interface Fault {
  path: Path;
  code: string;
  message: string;
}

/** 50035 with the nested `errors` that Discord sends. */
export function invalidForm(faults: readonly Fault[]): Refusal {
  const root: FormErrors = {};
  for (const { path, code, message } of faults) {
    let at = root;
    for (const step of path) {
      const child = at[step];
      if (child !== undefined && !Array.isArray(child)) at = child;
      else {
        const made: FormErrors = {};
        at[step] = made;
        at = made;
      }
    }
    at._errors = [...(at._errors ?? []), { code, message }];
  }
  const [status, message] = KNOWN[50035];
  return new Refusal(status, 50035, message, root);
}

/**
 * Refusals that a correct bot encounters in its daily work (a channel was deleted, a permission withdrawn, direct messages
 * closed). Any other refusal is a mistake of the bot.
 */
const DAILY = new Set<number>([
  10003, 10004, 10007, 10008, 10011, 10013, 10063, 30003, 30010, 50001, 50007, 50013, 50083, 50278, 160004, 160005,
  160006, 40058, 40067,
]);
export function isDailyRefusal(code: number): boolean {
  return DAILY.has(code);
}
