import { randomBytes } from 'node:crypto';
import type { Core } from '../core.ts';
import { refusal } from '../rules/errors.ts';
import { I, type InteractionState, type Interactions } from './state.ts';

/** Milliseconds for which a token is valid. */
export const TOKEN_LIFE = 15 * 60_000;

export function createInteractions(core: () => Core): Interactions {
  const all = new Map<string, InteractionState>();
  const byToken = new Map<string, InteractionState>();

  return {
    all,
    forget() {
      all.clear();
      byToken.clear();
    },
    draw: () => ({ id: core().newId(), token: randomBytes(48).toString('base64url') }),
    start(drawn, made) {
      const { clock, settings, recorder, bus, gateway } = core();
      const interaction: InteractionState = {
        ...made,
        ...drawn,
        createdAt: clock.now(),
        stage: 'waiting',
        answered: null,
        originalId: null,
        followUps: [],
        modal: null,
        choices: null,
        answerLost: false,
        outrun: 0,
        deadline: null,
      };
      all.set(interaction.id, interaction);
      byToken.set(interaction.token, interaction);
      interaction.deadline = clock.after(settings.answerWithin, () => {
        interaction.stage = 'failed';
        recorder.violation({
          rule: 'unanswered',
          message: `${describe(interaction)} got no answer within ${settings.answerWithin / 1000} s`,
          interactionId: interaction.id,
        });
        bus.emit('interaction', 'failed', interaction);
      });
      bus.emit('interaction', 'created', interaction);
      gateway.dispatch({
        event: 'INTERACTION_CREATE',
        guildId: interaction.guildId,
        intents: 0,
        always: true,
        data: () => interaction.payload,
      });
      return interaction;
    },
    forCallback(id, token) {
      const found = all.get(id);
      if (found === undefined || found.token !== token || found.stage === 'failed') throw refusal(10062);
      if (core().clock.now() > found.createdAt + TOKEN_LIFE) throw refusal(10062);
      return found;
    },
    forWebhook(token) {
      const found = byToken.get(token);
      if (found === undefined) throw refusal(50027);
      if (core().clock.now() > found.createdAt + TOKEN_LIFE) throw refusal(50027);
      if (found.stage !== 'answered') throw refusal(10015);
      return found;
    },
  };
}

/** A description for people: `/guide read`, `the button "x"`. */
export function describe(interaction: InteractionState): string {
  switch (interaction.type) {
    case I.Command:
      return `The command ${interaction.commandName}`;
    case I.Autocomplete:
      return `The suggestions for ${interaction.commandName}`;
    case I.Component:
      return 'A button or menu';
    default:
      return 'A form';
  }
}
