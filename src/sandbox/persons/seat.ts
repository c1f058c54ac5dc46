import type { Core } from '../core.ts';
import { type Actor, startInteraction, visibleMessage } from '../interactions/create.ts';
import { I } from '../interactions/interactions.ts';
import { guildOf, permissionsIn } from '../world/channels.ts';
import { apiMember, resolvedMember } from '../world/members.ts';
import { createMessage, messagesOf } from '../world/messages.ts';
import { P } from '../world/permissions.ts';
import type { ChannelState, MessageState, UserState } from '../world/state.ts';
import { type Answer, messageAnswer, outcome } from './answer.ts';
import {
  commandData,
  findCommand,
  type GivenFile,
  type GivenOptions,
  type HasId,
  isNamed,
  NotPossible,
  offeredCommands,
} from './commands.ts';
import { happening, settle, type Waiting } from './wait.ts';

export interface Suggestion {
  /** In the person's language. */
  name: string;
  value: string | number;
}

/** A person in a channel: what they can do and see there. */
export interface Seat {
  readonly channelId: string;
  /** Runs a slash command and waits for the outcome. Names may be the default ones or those of the person's language. */
  run(command: string, options?: GivenOptions, waiting?: Waiting): Promise<Answer>;
  /** What the bot suggests while an option is typed. */
  type(command: string, options: GivenOptions, focused: string, waiting?: Waiting): Promise<Suggestion[]>;
  /** Runs a message command (right-click, Apps). */
  useOnMessage(command: string, message: { readonly id: string }, waiting?: Waiting): Promise<Answer>;
  /** Runs a user command. */
  useOnPerson(command: string, person: HasId, waiting?: Waiting): Promise<Answer>;
  /** Writes a message. */
  say(text: string, files?: readonly GivenFile[]): Answer;
  /** Everything this person sees in the channel, oldest first. */
  messages(): Answer[];
  /** The newest message they see. Throws when there is none. */
  last(): Answer;
  /** Waits until a message that they see satisfies the test; one that is there already counts. */
  until(test: (message: Answer) => boolean, patience?: number): Promise<Answer>;
  /** Names of the slash commands, subcommands spelt out, that the client offers here. */
  offered(): string[];
}

export function createSeat(core: Core, actor: Actor): Seat {
  const person = (): UserState => {
    const user = core.world.users.get(actor.userId);
    if (user === undefined) throw new NotPossible('The person is gone');
    return user;
  };
  const channel = (): ChannelState => {
    const found = core.world.channels.get(actor.channelId);
    if (found === undefined) throw new NotPossible('The channel is gone');
    if (!(permissionsIn(core, found, actor.userId) & P.ViewChannel))
      throw new NotPossible(`${person().user.username} cannot see this channel`);
    return found;
  };
  const visible = () =>
    [...messagesOf(core, actor.channelId).values()].filter(
      (state) => state.audience === null || state.audience === actor.userId,
    );

  /** Message and user commands. */
  const onTarget = (
    name: string,
    type: 2 | 3,
    data: Record<string, unknown>,
    target: MessageState | undefined,
    waiting?: Waiting,
  ) => {
    const command = offeredCommands(core, person(), channel()).find(
      (known) => known.type === type && isNamed(known, name, person().locale),
    );
    if (command === undefined) throw new NotPossible(`"${name}" is not offered to ${person().user.username} here`);
    const started = startInteraction(core, actor, {
      type: I.Command,
      commandName: command.name,
      commandType: type,
      integrationTypes: command.integration_types ?? [0],
      data: {
        id: command.id,
        name: command.name,
        type,
        ...data,
        ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
      },
      ...(target ? { target } : {}),
    });
    return outcome(core, actor, started, waiting);
  };

  return {
    channelId: actor.channelId,
    async run(text, options, waiting) {
      const found = findCommand(core, person(), channel(), text);
      const started = startInteraction(core, actor, {
        type: I.Command,
        commandName: found.path.join(' '),
        integrationTypes: found.command.integration_types ?? [0],
        data: commandData(core, person(), channel(), found, options ?? {}),
      });
      return outcome(core, actor, started, waiting);
    },
    async type(text, options, focused, waiting) {
      const found = findCommand(core, person(), channel(), text);
      const option = found.options.find((known) => isNamed(known, focused, person().locale));
      if (option?.autocomplete !== true)
        throw new NotPossible(`The option "${focused}" of /${found.path.join(' ')} suggests nothing`);
      const started = startInteraction(core, actor, {
        type: I.Autocomplete,
        commandName: found.path.join(' '),
        integrationTypes: found.command.integration_types ?? [0],
        data: commandData(core, person(), channel(), found, options, focused),
      });
      await settle(core, started, waiting);
      return (started.choices ?? []).map((choice) => ({
        name: choice.name_localizations?.[person().locale] ?? choice.name,
        value: choice.value,
      }));
    },
    async useOnMessage(name, message, waiting) {
      const target = visibleMessage(core, actor, message.id);
      if (target === undefined) throw new NotPossible('The message is not there to be seen');
      return onTarget(
        name,
        3,
        { target_id: message.id, resolved: { messages: { [message.id]: target.message } } },
        target,
        waiting,
      );
    },
    async useOnPerson(name, other, waiting) {
      const user = core.world.users.get(other.id);
      const member = guildOf(core, channel())?.members[other.id];
      if (user === undefined) throw new NotPossible('No such person');
      return onTarget(
        name,
        2,
        {
          target_id: other.id,
          resolved: {
            users: { [other.id]: user.user },
            ...(member
              ? { members: { [other.id]: resolvedMember(member, permissionsIn(core, channel(), other.id)) } }
              : {}),
          },
        },
        undefined,
        waiting,
      );
    },
    say(text, files = []) {
      const place = channel();
      const member = guildOf(core, place)?.members[actor.userId];
      const state = createMessage(core, {
        channel: place,
        author: member ? apiMember(member, person().user).user : person().user,
        body: { content: text },
        files: files.map((file, index) => ({
          key: String(index),
          name: file.name,
          contentType: file.contentType ?? 'application/octet-stream',
          bytes: Buffer.from(file.content),
        })),
      });
      return messageAnswer(core, actor, state);
    },
    messages: () => visible().map((state) => messageAnswer(core, actor, state)),
    last() {
      const newest = visible().at(-1);
      if (newest === undefined) throw new NotPossible('There is no message here');
      return messageAnswer(core, actor, newest);
    },
    async until(test, patience = 10_000) {
      const there = visible()
        .map((state) => messageAnswer(core, actor, state))
        .find(test);
      if (there) return there;
      return happening(
        core,
        'message',
        (kind, state) => {
          if (kind === 'deleted' || state.channelId !== actor.channelId) return undefined;
          if (state.audience !== null && state.audience !== actor.userId) return undefined;
          const answer = messageAnswer(core, actor, state);
          return test(answer) ? answer : undefined;
        },
        patience,
        () =>
          `No such message came within ${patience / 1000} s; there are: ${visible()
            .map((state) => state.message.content)
            .join(' | ')}`,
      );
    },
    offered: () =>
      offeredCommands(core, person(), channel())
        .filter((command) => command.type === 1)
        .flatMap((command) => spelled(command.name, 'options' in command ? (command.options ?? []) : [])),
  };
}

function spelled(name: string, options: readonly { type: number; name: string; options?: unknown }[]): string[] {
  const nested = options.filter((option) => option.type <= 2);
  if (nested.length === 0) return [name];
  return nested.flatMap((option) =>
    spelled(`${name} ${option.name}`, Array.isArray(option.options) ? option.options : []),
  );
}
