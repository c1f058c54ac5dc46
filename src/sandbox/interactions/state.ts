import type { Timer } from '../clock.ts';
import type { ChoiceBody, ModalBody } from '../rules/bodies.ts';

/** Interaction types. */
export const I = { Command: 2, Component: 3, Autocomplete: 4, ModalSubmit: 5 } as const;

/** An interaction and its state. */
export interface InteractionState {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly createdAt: number;
  /** The interaction as the bot received it. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** The `interaction_metadata` of messages that answer it. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** `guild install`, `user install`, or both (keys `0` and `1`). */
  readonly owners: Readonly<Record<string, string>>;
  /** `guide read`: the command that the person ran. */
  readonly commandName: string | null;
  /** Message type of a first answer: 20 for a slash command, 23 for a context menu, 19 (reply) for others. */
  readonly answerType: 19 | 20 | 23;
  /** The message that contains the component, or the component that opened the form. */
  readonly sourceMessageId: string | null;
  /** The message that the first answer refers to. */
  readonly referenceId: string | null;
  stage: 'waiting' | 'answered' | 'failed';
  /** Type of the callback that answered it. */
  answered: number | null;
  originalId: string | null;
  followUps: string[];
  modal: ModalBody | null;
  choices: ChoiceBody[] | null;
  /** Whether a fault hid its own answer from the bot, so that a second one is not a mistake. */
  answerLost: boolean;
  /** Number of callbacks refused because another session of the bot, which heard of it too, had answered. */
  outrun: number;
  deadline: Timer | null;
}

export type NewInteraction = Omit<
  InteractionState,
  | 'stage'
  | 'answered'
  | 'originalId'
  | 'followUps'
  | 'modal'
  | 'choices'
  | 'answerLost'
  | 'outrun'
  | 'deadline'
  | 'createdAt'
  | 'token'
  | 'id'
  | 'payload'
> & { payload: Record<string, unknown> };

export interface Interactions {
  readonly all: ReadonlyMap<string, InteractionState>;
  /** Sends it to the bot and starts the 3 s. `drawn` comes from `draw`. */
  start(drawn: { id: string; token: string }, made: NewInteraction): InteractionState;
  draw(): { id: string; token: string };
  /** Drops all of them. */
  forget(): void;
  /** For a callback: 10062 if unknown, late or after its token expired. */
  forCallback(id: string, token: string): InteractionState;
  /** For the webhook endpoints: 50027 after the token expired, 10015 before the first answer. */
  forWebhook(token: string): InteractionState;
}
