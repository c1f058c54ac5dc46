import type { AnswerKind, Payload, Sent, Task } from './protocol.ts';

/** Callback types that end an interaction, by what they show; 5 and 6 only announce an answer. */
const KINDS: Readonly<Record<number, AnswerKind>> = { 4: 'message', 7: 'update', 8: 'suggestions', 9: 'form' };
/** The largest that Discord takes. */
const CONTENT = 2000;
const CUSTOM_ID = 100;

/** Types of callbacks that Discord takes for a type of interaction. */
const ALLOWED: Readonly<Record<number, readonly number[]>> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

/** Why Discord would refuse a callback; undefined if it would take it. Looks only at what costs next to nothing. */
export function refusalOf(interactionType: number, body: Payload): string | undefined {
  const type = Number(body.type);
  if (!ALLOWED[interactionType]?.includes(type))
    return `type ${type} does not answer an interaction of type ${interactionType}`;
  return type === 5 || type === 6 ? undefined : emptiness(dataOf(body), type);
}

/** The same for a message sent or changed by its webhook. */
export function refusalOfMessage(data: Payload): string | undefined {
  return emptiness(data, 4);
}

function emptiness(data: Payload, type: number): string | undefined {
  if (type === 8)
    return Array.isArray(data.choices) && data.choices.length <= 25 ? undefined : 'no list of suggestions';
  const { content, components, embeds, custom_id } = data;
  if (type === 9) {
    const whole = typeof custom_id === 'string' && Array.isArray(components) && components.length > 0;
    return whole ? undefined : 'a form without an id or fields';
  }
  if (typeof content === 'string' && content.length > CONTENT) return 'a text that is too long';
  const filled = [components, embeds].some((list) => Array.isArray(list) && list.length > 0);
  return filled || (typeof content === 'string' && content !== '') ? undefined : 'an empty message';
}

/** The message, form or suggestions that a request carries. */
export function dataOf(body: Payload): Payload {
  return isPayload(body.data) ? body.data : {};
}

export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a request shows once it is taken; undefined if it only announces an answer. */
export function kindOf({ to, body }: Pick<Sent, 'to' | 'body'>, deferred: number | undefined): AnswerKind | undefined {
  if (to === 'callback') return KINDS[Number(body.type)];
  return to === 'original' && deferred === 6 ? 'update' : 'message';
}

/** Why an answer does not count; undefined if it is right. `raw`: the body as it was sent. */
export function faultOf(task: Pick<Task, 'kind'>, mark: RegExp, kind: AnswerKind, raw: string): string | undefined {
  if (kind !== task.kind) return `a ${kind} instead of a ${task.kind}`;
  return mark.test(raw) ? undefined : 'another answer';
}

const SAID = new Set(['content', 'label', 'title', 'description', 'placeholder', 'name']);

/** All words that a person reads in an answer, top to bottom; too long custom ids are named. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('\n');
  if (!isPayload(value)) return '';
  return Object.entries(value)
    .map(([key, part]) => {
      if (key === 'custom_id' && String(part).length > CUSTOM_ID) return 'an id that is too long';
      return typeof part === 'string' ? (SAID.has(key) ? part : '') : wordsOf(part);
    })
    .filter(Boolean)
    .join('\n');
}
