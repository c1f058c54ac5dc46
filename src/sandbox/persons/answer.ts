import type { APIMessage } from 'discord-api-types/v10';
import type { Core } from '../core.ts';
import type { Actor } from '../interactions/create.ts';
import type { InteractionState } from '../interactions/state.ts';
import type { FieldView } from '../protocol.ts';
import type { ModalBody } from '../rules/bodies.ts';
import { C } from '../rules/components.ts';
import { messagesOf } from '../world/messages.ts';
import type { MessageState } from '../world/state.ts';
import { startComponent, startSubmit } from './acts.ts';
import { type HasId, NotPossible } from './commands.ts';
import { fieldsOf, formText, type GivenValues } from './form.ts';
import { buttonsOf, filesOf, type SeenButton, type SeenFile, type SeenSelect, selectsOf, textOf } from './view.ts';
import { happening, settle, type Waiting } from './wait.ts';

/**
 * A message or an open form as the person sees it. Its properties always show the current state, also after edits. Reading a
 * form's part of a message (or the other way round) throws and says what was there instead.
 */
export interface Answer {
  readonly kind: 'message' | 'form';
  /** All readable text. */
  readonly text: string;
  /** "Only you can see this." */
  readonly ephemeral: boolean;
  readonly deleted: boolean;
  readonly id: string;
  readonly buttons: SeenButton[];
  readonly selects: SeenSelect[];
  readonly files: SeenFile[];
  /** The message as Discord's API gives it. */
  readonly raw: APIMessage;
  /** Follow-ups of the same interaction, oldest first. */
  readonly followUps: Answer[];
  /** The interaction it answers; undefined for a message found in a channel. */
  readonly interaction: InteractionState | undefined;
  /** Presses a button by label or custom id. */
  click(button: string, waiting?: Waiting): Promise<Answer>;
  /** Chooses in a select, found by custom id or placeholder; values or labels, persons, roles, channels. */
  choose(select: string, values: readonly (string | HasId)[], waiting?: Waiting): Promise<Answer>;
  /** Resolves at the message's next edit or deletion. */
  changed(patience?: number): Promise<Answer>;
  readonly title: string;
  readonly fields: FieldView[];
  /** Fills in and sends a form: by custom id or label. */
  submit(values: GivenValues, waiting?: Waiting): Promise<Answer>;
}

/** Waits for an interaction's outcome and returns it for the person. */
export async function outcome(
  core: Core,
  actor: Actor,
  interaction: InteractionState,
  waiting?: Waiting,
): Promise<Answer> {
  const followUpsBefore = interaction.followUps.length;
  await settle(core, interaction, waiting);
  if (interaction.modal) return formAnswer(core, actor, interaction, interaction.modal);
  const newest = interaction.answered === 6 ? interaction.followUps[followUpsBefore] : undefined;
  const shownId = newest ?? interaction.originalId ?? interaction.sourceMessageId;
  const state = messagesOf(core, interaction.channelId).get(shownId ?? '');
  if (state) return messageAnswer(core, actor, state, interaction);
  const followUp = messagesOf(core, interaction.channelId).get(interaction.followUps[0] ?? '');
  if (followUp) return messageAnswer(core, actor, followUp, interaction);
  throw new NotPossible('The bot removed its answer');
}

export function messageAnswer(core: Core, actor: Actor, state: MessageState, interaction?: InteractionState): Answer {
  const notForm = () =>
    new NotPossible(`Expected a form, but the bot answered with a message: ${textOf(state.message).slice(0, 300)}`);
  const deleted = () => messagesOf(core, state.channelId).get(state.message.id) !== state;
  const act = (customId: string, values: string[] | undefined, waiting: Waiting | undefined) =>
    outcome(core, actor, startComponent(core, actor, state, customId, values), waiting);
  return {
    kind: 'message',
    interaction,
    get text() {
      return textOf(state.message);
    },
    get ephemeral() {
      return state.audience !== null;
    },
    get deleted() {
      return deleted();
    },
    get id() {
      return state.message.id;
    },
    get buttons() {
      return buttonsOf(state.message);
    },
    get selects() {
      return selectsOf(state.message);
    },
    get files() {
      return filesOf(core, state.message);
    },
    get raw() {
      return state.message;
    },
    get followUps() {
      return (interaction?.followUps ?? []).flatMap((id) => {
        const followUp = messagesOf(core, state.channelId).get(id);
        return followUp ? [messageAnswer(core, actor, followUp, interaction)] : [];
      });
    },
    async click(name, waiting) {
      const button = buttonsOf(state.message).find((known) => known.customId === name || known.label === name);
      if (button === undefined)
        throw new NotPossible(
          `No button "${name}" here, but: ${
            buttonsOf(state.message)
              .map((known) => known.label)
              .join(', ') || 'none'
          }. Text: ${textOf(state.message).slice(0, 300)}`,
        );
      if (button.disabled) throw new NotPossible(`The button "${button.label}" is disabled`);
      if (button.customId === null) throw new NotPossible(`"${button.label}" is a link to ${button.url}`);
      return act(button.customId, undefined, waiting);
    },
    async choose(name, values, waiting) {
      const select = selectsOf(state.message).find((known) => known.customId === name || known.placeholder === name);
      if (select === undefined)
        throw new NotPossible(
          `No select "${name}" here, but: ${
            selectsOf(state.message)
              .map((known) => known.customId)
              .join(', ') || 'none'
          }`,
        );
      if (select.disabled) throw new NotPossible(`The select "${name}" is disabled`);
      return act(select.customId, pickedValues(select, values), waiting);
    },
    changed: (patience = core.settings.patience) =>
      happening(
        core,
        'message',
        (kind, which) => (which === state && kind !== 'created' ? true : undefined),
        patience,
        () => 'The message did not change',
      ).then(() => messageAnswer(core, actor, state, interaction)),
    get title(): string {
      throw notForm();
    },
    get fields(): FieldView[] {
      throw notForm();
    },
    submit: () => Promise.reject(notForm()),
  };
}

function pickedValues(select: SeenSelect, values: readonly (string | HasId)[]): string[] {
  const picked = values.map((value) => {
    if (typeof value !== 'string') return value.id;
    const option = select.options.find((known) => known.value === value || known.label === value);
    if (select.type === C.StringSelect && option === undefined)
      throw new NotPossible(
        `The select has no option "${value}", but ${select.options.map((known) => known.value).join(', ')}`,
      );
    return option?.value ?? value;
  });
  if (picked.length < select.minValues || picked.length > select.maxValues)
    throw new NotPossible(`The select takes ${select.minValues} to ${select.maxValues} values, not ${picked.length}`);
  return picked;
}

function formAnswer(core: Core, actor: Actor, interaction: InteractionState, modal: ModalBody): Answer {
  const notMessage = () => new NotPossible(`Expected a message, but the bot opened the form "${modal.title}"`);
  return {
    kind: 'form',
    interaction,
    title: modal.title,
    text: formText(modal),
    get fields() {
      return fieldsOf(modal);
    },
    async submit(values, waiting) {
      return outcome(core, actor, startSubmit(core, actor, interaction, values), waiting);
    },
    deleted: false,
    get ephemeral(): boolean {
      throw notMessage();
    },
    get id(): string {
      throw notMessage();
    },
    get buttons(): SeenButton[] {
      throw notMessage();
    },
    get selects(): SeenSelect[] {
      throw notMessage();
    },
    get files(): SeenFile[] {
      throw notMessage();
    },
    get raw(): APIMessage {
      throw notMessage();
    },
    followUps: [],
    click: () => Promise.reject(notMessage()),
    choose: () => Promise.reject(notMessage()),
    changed: () => Promise.reject(notMessage()),
  };
}
