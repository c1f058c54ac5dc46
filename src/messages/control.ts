import { type CustomId, encodeId } from './custom-id.ts';
import type { Params, ParamValues } from './params.ts';

/** A button, select or form: its name and the values in its custom ids. */
export interface Control<P extends Params> {
  /** Stable, since it lives on in the custom ids of old messages, e.g. `violation.delete`. */
  readonly name: string;
  readonly params: P;
  /** The custom id that carries these values: `does: deleteControl.with({ id })`. */
  with(values: ParamValues<P>): CustomId;
}

/** Declares a control. Messages carry it, and one handler answers it: neither needs to know the other. */
export function control<const P extends Params>(name: string, params: P): Control<P> {
  return { name, params, with: (values) => encodeId(name, params, values) };
}
