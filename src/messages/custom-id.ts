import type { Params, ParamValues } from './params.ts';

/** Maximum characters of a component's custom id. https://docs.discord.com/developers/components/reference */
export const CUSTOM_ID_LIMIT = 100;

/** A custom id made by {@link encodeId}; the brand keeps hand-written strings out of buttons. */
export type CustomId = string & { readonly custom: unique symbol };

// Raised when the format below changes: ids in old messages then answer "expired" instead of being misread.
const VERSION = '1';
const SEPARATOR = ':';

/**
 * Encodes an action and its values as a custom id: `1:violation.delete:AZrv…`.
 * @throws RangeError if it would be longer than Discord allows: a bug in the action's parameters
 */
export function encodeId<P extends Params>(action: string, params: P, values: ParamValues<P>): CustomId {
  const parts = Object.entries(params).map(([name, param]) => param.encode(values[name]));
  const id = [VERSION, action, ...parts].join(SEPARATOR);
  if (id.length > CUSTOM_ID_LIMIT) throw new RangeError(`the custom id of ${action} has ${id.length} characters`);
  return id as CustomId;
}

/** The action's name and its still encoded values. Undefined for an id that is not ours or of another version. */
export function parseId(id: string): { action: string; raw: string[] } | undefined {
  const [version, action, ...raw] = id.split(SEPARATOR);
  return version === VERSION && action ? { action, raw } : undefined;
}

/** Decodes the values of an action. Undefined if any is missing, surplus or malformed: the control is out of date. */
export function decodeValues<P extends Params>(params: P, raw: readonly string[]): ParamValues<P> | undefined {
  const names = Object.entries(params);
  if (raw.length !== names.length) return undefined;
  const values: Record<string, unknown> = {};
  for (const [index, [name, param]] of names.entries()) {
    const text = raw[index];
    const value = text === undefined ? undefined : param.decode(text);
    if (value === undefined && !(text === '~' && 'optional' in param)) return undefined;
    values[name] = value;
  }
  return values as ParamValues<P>;
}
