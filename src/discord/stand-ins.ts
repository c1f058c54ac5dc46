import type { BaseInteraction, Interaction } from 'discord.js';
import type { ActionDefer } from '../dialogue/action.ts';
import type { Call } from '../dialogue/call.ts';
import type { Catalogue } from '../dialogue/catalogue.ts';
import { giveBack } from '../dialogue/failures.ts';
import { localeFromDiscord } from '../i18n/locales.ts';
import type { Translate, Translator } from '../i18n/translator.ts';
import type { CustomId } from '../messages/custom-id.ts';
import { buttons, type MessageReply, toMe } from '../messages/reply.ts';
import { type InteractionJob, keyOf } from './job.ts';
import { readForm, readTypedFields } from './read.ts';

/** State of an interaction so far: enough to answer if something fails. */
export interface Found {
  job?: InteractionJob | undefined;
  call?: Call;
  /** Whether the database was found to be away. */
  away?: boolean;
}

/** Answers in the place of the one that a handler did not give, or not in time. */
export interface StandIns {
  /** The text a person typed in a form or in a command's options. */
  typedIn(interaction: BaseInteraction): readonly { text: string }[];
  /** A private answer with the typed text, and a way to try again if there is one. */
  withTyped(interaction: Interaction, found: Found, say: (t: Translate) => string): MessageReply;
  /** The answer for a form that was ready after Discord's three seconds. A button opens it again; a command has to be repeated. */
  formTooLate(interaction: Interaction, found: Found): MessageReply;
}

export function createStandIns(catalogue: Catalogue, translator: Translator): StandIns {
  function typedIn(interaction: BaseInteraction): readonly { text: string }[] {
    if (interaction.isModalSubmit()) return readForm(interaction).typed;
    if (!interaction.isChatInputCommand()) return [];
    return readTypedFields(interaction, catalogue.slash(keyOf(interaction))?.options ?? {});
  }

  function withTyped(interaction: Interaction, { job, call }: Found, say: (t: Translate) => string): MessageReply {
    const t = call?.t ?? translator(localeFromDiscord(interaction.locale));
    const rescued = job?.rescue?.({ t, interactionId: interaction.id, message: say(t) });
    return rescued ?? giveBack(t, say(t), typedIn(interaction));
  }

  function formTooLate(interaction: Interaction, { job, call }: Found): MessageReply {
    const t = call?.t ?? translator(localeFromDiscord(interaction.locale));
    if (interaction.isButton()) {
      const again = { label: t('common:failures.openForm'), does: interaction.customId as CustomId } as const;
      return toMe(t('common:failures.formLate'), buttons({ ...again, style: 'primary' }));
    }
    if (interaction.isCommand() && call && job)
      return toMe(t('common:failures.formLateCommand', { command: call.command(job.name) }));
    return toMe(t('common:failures.formLateSelect'));
  }

  return { typedIn, withTyped, formTooLate };
}

/** The deferral for a late handler. The message of a control or its form stays as it is until it is changed. */
export function holdFor(interaction: Interaction): ActionDefer | 'suggestions' {
  if (interaction.isAutocomplete()) return 'suggestions';
  const ofMessage = interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage());
  return ofMessage ? 'update' : 'me';
}
