import type { Translate } from '../i18n/translator.ts';
import type { Control } from '../messages/control.ts';
import type { FormValues } from '../messages/form.ts';
import type { Params, ParamValues } from '../messages/params.ts';
import type { MessageReply, Reply } from '../messages/reply.ts';
import type { Access, Call, Contexts } from './call.ts';
import type { PickedChannel, PickedRole } from './picked.ts';

/** An answer that calls the network first: a new private message, a new public one, or the message with the control. */
export type ActionDefer = 'me' | 'channel' | 'update';

/**
 * What is being done, told privately at once in place of Discord's “thinking…”; the answer then takes its place. Undefined
 * where this answer takes no time.
 */
export type Progress = (call: Call) => string | undefined | Promise<string | undefined>;

/** A message's own texts, as the bot wrote them: what a retry button reads back. */
export interface SourceMessage {
  readonly id: string;
  readonly channelId: string;
  /** Whether it is a message of the bot's own that everybody there sees, and no answer to an interaction. */
  readonly posted: boolean;
  /** The texts of its text blocks, top to bottom. */
  readonly texts: readonly string[];
  /** Its files, by Discord's URLs. */
  readonly files: readonly { readonly name: string; readonly url: string; readonly size: number }[];
}

/** What came with the press of a control. */
export interface ButtonInput {
  readonly message: SourceMessage | undefined;
}

export interface SelectInput extends ButtonInput {
  /** The chosen values. Free text to an attacker: validate. */
  readonly values: readonly string[];
  /** The chosen channels, in a list of channels. */
  readonly channels: readonly PickedChannel[];
  /** The chosen roles, in a list of roles. */
  readonly roles: readonly PickedRole[];
}

export interface FormInput extends ButtonInput {
  readonly values: FormValues;
}

/** What is defined with the values of its own parameters is kept as what takes any: its methods. They are given what `params` read. */
interface ActionBase {
  /** The name of its control, by which it is found. */
  readonly name: string;
  /** Checked again at every press. That a row belongs to the person is the handler's own check. */
  readonly access: Access;
  /** Where it works; for moderators in guilds alone, else everywhere unless it says otherwise. */
  readonly contexts?: Contexts;
  readonly params: Params;
  readonly defer?: ActionDefer;
  readonly progress?: Progress;
  /** Set where it only shows another page or text: it may then be pressed as often as a person can read. */
  readonly reads?: true;
}

export interface ButtonAction extends ActionBase {
  readonly type: 'button';
  run(call: Call, params: ParamValues<Params>, input: ButtonInput): Reply | Promise<Reply>;
}

export interface SelectAction extends ActionBase {
  readonly type: 'select';
  run(call: Call, params: ParamValues<Params>, input: SelectInput): Reply | Promise<Reply>;
}

/** What is at hand when a form's handler failed: perhaps no more than this, for the database may be away. */
export interface Rescue {
  readonly t: Translate;
  readonly interactionId: string;
  /** Says that it failed, with the incident's id. */
  readonly message: string;
}

export interface FormAction extends ActionBase {
  readonly type: 'form';
  /** The answer after the handler threw: gives back what was typed, and a way to try again. Without it the text alone is given back. */
  rescue?(rescue: Rescue, params: ParamValues<Params>, values: FormValues): MessageReply;
  run(call: Call, params: ParamValues<Params>, input: FormInput): Reply | Promise<Reply>;
}

export type Action = ButtonAction | SelectAction | FormAction;

/** What makes an action of a control, which is spread into it: `defineButton({ ...deleteControl, access, run })`. */
type Definition<A extends Action, I, P extends Params> = Control<P> &
  Omit<A, 'type' | 'name' | 'params' | 'run' | 'rescue'> & {
    readonly run: (call: Call, params: ParamValues<P>, input: I) => Reply | Promise<Reply>;
  };

/** Defines what a button does. */
export function defineButton<P extends Params>(definition: Definition<ButtonAction, ButtonInput, P>): ButtonAction {
  return { ...definition, type: 'button' };
}

/** Defines what choosing from a list does. */
export function defineSelect<P extends Params>(definition: Definition<SelectAction, SelectInput, P>): SelectAction {
  return { ...definition, type: 'select' };
}

/** Defines what submitting a form does. */
export function defineForm<P extends Params>(
  definition: Definition<FormAction, FormInput, P> & {
    readonly rescue?: (rescue: Rescue, params: ParamValues<P>, values: FormValues) => MessageReply;
  },
): FormAction {
  return { ...definition, type: 'form' };
}
