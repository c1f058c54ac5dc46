import type { Translate } from '../i18n/translator.ts';
import type { Control } from '../messages/control.ts';
import type { FormValues } from '../messages/form.ts';
import type { Params, ParamValues } from '../messages/params.ts';
import type { MessageReply, Reply } from '../messages/reply.ts';
import type { Access, Call, Contexts } from './call.ts';
import type { PickedChannel, PickedRole } from './picked.ts';

/**
 * How an answer that needs the network is deferred: as a new private message, a new public one, or an update of the message with
 * the control.
 */
export type ActionDefer = 'me' | 'channel' | 'update';

/**
 * Progress text shown privately at once instead of Discord's “thinking…”; the answer then replaces it. Undefined if this answer
 * is quick.
 */
export type Progress = (call: Call) => string | undefined | Promise<string | undefined>;

/** A message's own texts, as the bot wrote them, for a retry button to read back. */
export interface SourceMessage {
  readonly id: string;
  readonly channelId: string;
  /** Whether it is one of the bot's own public messages, rather than an answer to an interaction. */
  readonly posted: boolean;
  /** Whose interaction it answers (snowflake), as Discord says; undefined for the bot's own messages. */
  readonly answers: string | undefined;
  /** The texts of its text blocks, top to bottom. */
  readonly texts: readonly string[];
  /** Its files, by Discord's URLs. */
  readonly files: readonly { readonly name: string; readonly url: string; readonly size: number }[];
}

/** Input of a pressed control. */
export interface ButtonInput {
  readonly message: SourceMessage | undefined;
}

export interface SelectInput extends ButtonInput {
  /** The chosen values. An attacker can send anything, so validate them. */
  readonly values: readonly string[];
  /** The chosen channels of a channel list. */
  readonly channels: readonly PickedChannel[];
  /** The chosen roles of a role list. */
  readonly roles: readonly PickedRole[];
}

export interface FormInput extends ButtonInput {
  readonly values: FormValues;
}

/** Methods rather than properties, so that actions with typed parameters fit here; called with the values that `params` read. */
interface ActionBase {
  /** Name of its control, the key of the catalogue. */
  readonly name: string;
  /** Checked at every press. That a row belongs to the person is for the handler to check. */
  readonly access: Access;
  /** Where it works; by default only in guilds for moderators, else everywhere. */
  readonly contexts?: Contexts;
  readonly params: Params;
  readonly defer?: ActionDefer;
  readonly progress?: Progress;
  /** Set if it only shows another page or text: it may then be pressed as often as a person can read. */
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

/** The data available after a form's handler failed; possibly nothing more, as the database may be away. */
export interface Rescue {
  readonly t: Translate;
  readonly interactionId: string;
  /** Failure message with the incident's id. */
  readonly message: string;
}

export interface FormAction extends ActionBase {
  readonly type: 'form';
  /** The answer after the handler threw: returns the typed text with a way to try again. Without it only the text is returned. */
  rescue?(rescue: Rescue, params: ParamValues<Params>, values: FormValues): MessageReply;
  run(call: Call, params: ParamValues<Params>, input: FormInput): Reply | Promise<Reply>;
}

export type Action = ButtonAction | SelectAction | FormAction;

/** An action's definition, with its control spread into it: `defineButton({ ...deleteControl, access, run })`. */
type Definition<A extends Action, I, P extends Params> = Control<P> &
  Omit<A, 'type' | 'name' | 'params' | 'run' | 'rescue'> & {
    readonly run: (call: Call, params: ParamValues<P>, input: I) => Reply | Promise<Reply>;
  };

/** Defines the action of a button. */
export function defineButton<P extends Params>(definition: Definition<ButtonAction, ButtonInput, P>): ButtonAction {
  return { ...definition, type: 'button' };
}

/** Defines the action of a select. */
export function defineSelect<P extends Params>(definition: Definition<SelectAction, SelectInput, P>): SelectAction {
  return { ...definition, type: 'select' };
}

/** Defines the action of a submitted form. */
export function defineForm<P extends Params>(
  definition: Definition<FormAction, FormInput, P> & {
    readonly rescue?: (rescue: Rescue, params: ParamValues<P>, values: FormValues) => MessageReply;
  },
): FormAction {
  return { ...definition, type: 'form' };
}
