import { isPayload } from '../stand-in/judge.ts';
import type { Ask, Payload } from '../stand-in/protocol.ts';

/** Component types that a form may have: a text, a list, a choice by radio buttons. */
const [TEXT, LABEL] = [4, 18];

/** A form as its bot sent it, filled in: `values` by custom id; otherwise the first option, and nothing in a text. */
export function fillForm(form: Payload, values: Readonly<Record<string, string>>): Ask {
  const given = new Set<string>();
  const field = (component: Payload) => {
    const id = String(component.custom_id);
    given.add(id);
    const value = values[id] ?? '';
    if (component.type === TEXT) return { type: TEXT, id: 1, custom_id: id, value };
    const options = Array.isArray(component.options) ? component.options : [];
    const chosen = value || String(options[0]?.value);
    // A list takes several values, radio buttons one.
    return {
      type: component.type,
      id: 1,
      custom_id: id,
      ...(component.type === 3 ? { values: [chosen] } : { value: chosen }),
    };
  };
  const components = list(form.components).map((top) =>
    top.type === LABEL && isPayload(top.component)
      ? { type: LABEL, id: 1, component: field(top.component) }
      : { type: top.type, id: 1, components: list(top.components).map(field) },
  );
  const unknown = Object.keys(values).filter((id) => !given.has(id));
  if (unknown.length > 0) throw new Error(`The form has no field ${unknown.join(', ')}, but ${[...given].join(', ')}`);
  return { kind: 'form', customId: String(form.custom_id), components };
}

/** The first custom id in a message that a pattern matches. Throws if there is none. */
export function findControl(message: unknown, pattern: RegExp): string {
  const ids = customIds(message);
  const found = ids.find((id) => pattern.test(id));
  if (found === undefined) throw new Error(`No control like ${pattern} among ${ids.join(', ')}`);
  return found;
}

function customIds(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(customIds);
  if (!isPayload(value) || value.disabled === true) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'custom_id' ? [String(part)] : customIds(part)));
}

function list(value: unknown): Payload[] {
  return Array.isArray(value) ? value.filter(isPayload) : [];
}
