import type { Translate } from '../i18n/translator.ts';
import type { UploadedFile } from '../messages/form.ts';
import type { ChannelKind, Reply } from '../messages/reply.ts';
import type { Action } from './action.ts';
import type { Access, Call, Contexts } from './call.ts';
import type { PickedChannel, PickedPerson, PickedRole } from './picked.ts';

/** A suggestion of autocomplete: at most 25 are shown; name and value at most 100 characters. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

interface OptionBase {
  readonly required?: boolean;
}

export interface TextOption extends OptionBase {
  readonly type: 'text';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Suggests values while the person types. The argument is still free text: validate it. */
  readonly suggest?: (call: Call, typed: string) => readonly Suggestion[] | Promise<readonly Suggestion[]>;
}

/** A fixed list of at most 25 values, shown by their labels. */
export interface ChoiceOption<V extends string = string> extends OptionBase {
  readonly type: 'choice';
  readonly values: readonly V[];
  label(t: Translate, value: V): string;
}

export interface NumberOption extends OptionBase {
  readonly type: 'number';
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanOption extends OptionBase {
  readonly type: 'boolean';
}

export interface ChannelOption extends OptionBase {
  readonly type: 'channel';
  readonly kinds: readonly ChannelKind[];
}

export interface RoleOption extends OptionBase {
  readonly type: 'role';
}

export interface PersonOption extends OptionBase {
  readonly type: 'person';
}

export interface FileOption extends OptionBase {
  readonly type: 'file';
}

export type Option =
  | TextOption
  | ChoiceOption
  | NumberOption
  | BooleanOption
  | ChannelOption
  | RoleOption
  | PersonOption
  | FileOption;

/** By their names. */
export type Options = Readonly<Record<string, Option>>;

type OptionValue<O extends Option> =
  O extends ChoiceOption<infer V>
    ? V
    : O extends TextOption
      ? string
      : O extends NumberOption
        ? number
        : O extends BooleanOption
          ? boolean
          : O extends ChannelOption
            ? PickedChannel
            : O extends RoleOption
              ? PickedRole
              : O extends PersonOption
                ? PickedPerson
                : UploadedFile;

/** A command's arguments by option name; optional ones may be undefined. */
export type Arguments<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { required: true } ? OptionValue<O[K]> : OptionValue<O[K]> | undefined;
};

/** How an answer that needs the network is deferred; all others are a single callback. */
export type Defer = 'me' | 'channel';

interface CommandBase {
  /** Path of names, e.g. `guide.read` or `admin.checkin.post`; also the key of its strings in `ui/commands.json`. */
  readonly key: string;
  readonly access: Access;
  readonly contexts: Contexts;
  readonly defer?: Defer;
  /** Buttons, selects and forms of this command's dialogue. */
  readonly actions?: readonly Action[];
}

/** A slash command (or subcommand). Methods rather than properties, so that commands with typed arguments fit here. */
export interface SlashCommand extends CommandBase {
  readonly type: 'slash';
  readonly options: Options;
  /**
   * Progress text for these arguments, shown privately at once instead of Discord's “thinking…”; undefined if the answer is
   * quick.
   */
  progress?(call: Call, args: Arguments<Options>): string | undefined | Promise<string | undefined>;
  run(call: Call, args: Arguments<Options>): Reply | Promise<Reply>;
}

/** The message a message command was used on. Its author is omitted: the bot does not need them. */
export interface TargetMessage {
  readonly id: string;
  readonly text: string;
}

/** A command in a message's menu. */
export interface MessageCommand extends CommandBase {
  readonly type: 'message';
  readonly run: (call: Call, message: TargetMessage) => Reply | Promise<Reply>;
}

export type Command = SlashCommand | MessageCommand;

/** Defines an option with a fixed list of values, which type its labels and argument. */
export function choice<const V extends string, const R extends boolean = false>(definition: {
  readonly values: readonly V[];
  readonly label: (t: Translate, value: V) => string;
  readonly required?: R;
}): ChoiceOption<V> & { readonly required: R } {
  return { required: false as R, ...definition, type: 'choice' };
}

/** Defines a slash command; the types of its arguments follow from its options. */
export function defineCommand<const O extends Options>(
  definition: CommandBase & {
    readonly options?: O;
    readonly progress?: (call: Call, args: Arguments<O>) => string | undefined | Promise<string | undefined>;
    readonly run: (call: Call, args: Arguments<O>) => Reply | Promise<Reply>;
  },
): SlashCommand {
  return { ...definition, type: 'slash', options: definition.options ?? {} };
}

/** Defines a command in a message's menu. */
export function defineMessageCommand(definition: Omit<MessageCommand, 'type'>): MessageCommand {
  return { ...definition, type: 'message' };
}
