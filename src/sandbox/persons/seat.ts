import type { Core } from '../core.ts';
import { type Actor, visibleMessage } from '../interactions/create.ts';
import { forwardMessage } from '../world/forward.ts';
import { createMessage, messagesOf } from '../world/messages.ts';
import { personOf, placeOf, startCommand, startOnTarget, startTyping } from './acts.ts';
import { type Answer, messageAnswer, outcome } from './answer.ts';
import {
  findCommand,
  type GivenFile,
  type GivenOptions,
  type HasId,
  NotPossible,
  offeredCommands,
} from './commands.ts';
import { happening, settle, type Waiting } from './wait.ts';

export interface Suggestion {
  /** Name in the person's language. */
  name: string;
  value: string | number;
}

/** A person in a channel: what they can do and see there. */
export interface Seat {
  readonly channelId: string;
  /** Runs a slash command and waits for the outcome. Names may be the default ones or those in the person's language. */
  run(command: string, options?: GivenOptions, waiting?: Waiting): Promise<Answer>;
  /** The bot's suggestions while an option is typed. */
  type(command: string, options: GivenOptions, focused: string, waiting?: Waiting): Promise<Suggestion[]>;
  /** Runs a message command (right-click, Apps). */
  useOnMessage(command: string, message: { readonly id: string }, waiting?: Waiting): Promise<Answer>;
  /** Runs a user command. */
  useOnPerson(command: string, person: HasId, waiting?: Waiting): Promise<Answer>;
  /** Writes a message. */
  say(text: string, files?: readonly GivenFile[]): Answer;
  /** Forwards a message that they see to this channel, by default one from this channel. */
  forward(message: { readonly id: string }, from?: { readonly id: string }): Answer;
  /** All messages that this person sees in the channel, oldest first. */
  messages(): Answer[];
  /** The newest message they see. Throws if there is none. */
  last(): Answer;
  /** Waits until a message that they see satisfies the test; an existing one counts. */
  until(test: (message: Answer) => boolean, patience?: number): Promise<Answer>;
  /** Names of the slash commands, subcommands included, that the client offers here. */
  offered(): string[];
}

export function createSeat(core: Core, actor: Actor): Seat {
  const person = () => personOf(core, actor);
  const channel = () => placeOf(core, actor);
  const visible = () =>
    [...messagesOf(core, actor.channelId).values()].filter(
      (state) => state.audience === null || state.audience === actor.userId,
    );

  return {
    channelId: actor.channelId,
    async run(text, options, waiting) {
      const found = findCommand(core, person(), channel(), text);
      return outcome(core, actor, startCommand(core, actor, found, options ?? {}), waiting);
    },
    async type(text, options, focused, waiting) {
      const found = findCommand(core, person(), channel(), text);
      const started = startTyping(core, actor, found, options, focused);
      await settle(core, started, waiting);
      const { locale } = person();
      return (started.choices ?? []).map((choice) => ({
        name: choice.name_localizations?.[locale] ?? choice.name,
        value: choice.value,
      }));
    },
    async useOnMessage(name, message, waiting) {
      return outcome(core, actor, startOnTarget(core, actor, name, 3, message.id), waiting);
    },
    async useOnPerson(name, other, waiting) {
      return outcome(core, actor, startOnTarget(core, actor, name, 2, other.id), waiting);
    },
    say(text, files = []) {
      const state = createMessage(core, {
        channel: channel(),
        author: person().user,
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
    forward(message, from = { id: actor.channelId }) {
      const source = visibleMessage(core, { ...actor, channelId: from.id }, message.id);
      if (source === undefined) throw new NotPossible('The message is not there to be seen');
      return messageAnswer(core, actor, forwardMessage(core, person().user, channel(), source));
    },
    messages: () => visible().map((state) => messageAnswer(core, actor, state)),
    last() {
      const newest = visible().at(-1);
      if (newest === undefined) throw new NotPossible('There is no message here');
      return messageAnswer(core, actor, newest);
    },
    async until(test, patience = core.settings.patience) {
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
