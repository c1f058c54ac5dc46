import type { AutocompleteInteraction, Interaction, REST } from 'discord.js';
import type { Logger } from 'pino';
import { DatabaseAwayError, isDatabaseAway } from '../database/away.ts';
import { createEffects, type Effects } from '../database/effects.ts';
import { announcedWork } from '../database/lanes.ts';
import { type Refusal, refusalOf } from '../dialogue/access.ts';
import type { Call } from '../dialogue/call.ts';
import type { Catalogue } from '../dialogue/catalogue.ts';
import type { CommandWords } from '../dialogue/command-texts.ts';
import { giveBack, mayNotPost } from '../dialogue/failures.ts';
import { leftOutText } from '../dialogue/reach.ts';
import type { Services } from '../dialogue/services.ts';
import type { Translator } from '../i18n/translator.ts';
import { type Block, type MessageContent, type Reply, reachesChannel, toMe } from '../messages/reply.ts';
import type { InteractionOutcome } from '../operations/metrics.ts';
import { cleanText } from '../text/clean-text.ts';
import { AnsweredElsewhereError } from './callback.ts';
import type { Route } from './connection.ts';
import type { Deadlines } from './deadlines.ts';
import { withGreeting } from './greeting.ts';
import { type Guard, startGuard } from './guard.ts';
import { findJob, type InteractionJob, type Kind, keyOf } from './job.ts';
import { type FindProfile, type OpenedCall, openCall } from './open-call.ts';
import { othersOf } from './others.ts';
import type { RateLimit } from './rate-limit.ts';
import { createResponder } from './respond.ts';
import { isTooLate, type Others, type Responder, type Shared } from './responder.ts';
import { createSeen } from './seen.ts';
import { createStandIns, type Found, holdFor } from './stand-ins.ts';
import { replaceIn, replaceUnreadable } from './unreadable.ts';

export interface RouterDependencies {
  readonly services: Services;
  readonly catalogue: Catalogue;
  readonly translator: Translator;
  readonly findProfile: FindProfile;
  readonly words: CommandWords;
  /** Id of a slash command by its first name in English; undefined while it is not known. */
  readonly commandId?: ((name: string) => string | undefined) | undefined;
  readonly rest: REST;
  /** For commands and controls, by person and name. */
  readonly rateLimit: RateLimit;
  /** For controls that only turn pages. */
  readonly readingLimit: RateLimit;
  /** For autocomplete. */
  readonly suggestionLimit: RateLimit;
  /** Messages owed to the person: they follow a private answer, and only the person sees them. */
  readonly takeOwed: (call: Call) => Promise<readonly OwedMessage[]>;
  /** What a person reads once, with the first private answer that they ever get; nothing for everybody else. */
  readonly greet: (call: Call) => Promise<readonly Block[]>;
  /** Remembers where something that the person shares stands. */
  readonly noteShared: (call: Call, shared: Shared) => Promise<void>;
  /** Whether another process has an interaction of a shard; undefined if no other process can use the database. */
  readonly handledElsewhere?: ((interactionId: string, shard: number) => Promise<boolean>) | undefined;
  readonly log: Logger;
  readonly deadlines: Deadlines;
  readonly newIncident: () => string;
  /** Called once an interaction has ended, with its name, outcome, and the seconds until its first answer was out. */
  readonly observe: (kind: Kind, name: string, outcome: InteractionOutcome, seconds: number) => void;
}

export interface OwedMessage {
  readonly content: MessageContent;
  delivered(): Promise<void>;
  failed(): Promise<void>;
}

/** Number of interactions that are recognised when they are delivered again: those of some minutes at least. */
const REMEMBERED = 10_000;

/**
 * Handles interactions from start to end: finds the target, authorises, runs, answers. It never rejects, whatever a handler or
 * Discord does: an async listener that throws would end the process.
 *
 * Each interaction has its effects once and is answered once, also if other processes hear of it: see docs/processes.md.
 */
export function createRouter(dependencies: RouterDependencies): Route {
  const { catalogue, translator, rateLimit, readingLimit, suggestionLimit, log, newIncident, observe, rest } =
    dependencies;

  const isNew = createSeen(REMEMBERED);
  const { typedIn, withTyped, formTooLate } = createStandIns(catalogue, translator);

  async function handle(interaction: Interaction, shard: number): Promise<void> {
    if (!isNew(interaction.id)) return log.debug('An interaction was delivered again');
    const effects = createEffects(interaction.id);
    await effects.run(() => handleNew(interaction, shard, effects));
  }

  async function handleNew(interaction: Interaction, shard: number, effects: Effects): Promise<void> {
    const started = performance.now();
    const found: Found = {};
    const { handledElsewhere } = dependencies;
    const others = othersOf({
      effects,
      ask: handledElsewhere && (() => handledElsewhere(interaction.id, shard)),
      patience: dependencies.deadlines.dispensable,
      isAway: () => (found.away ?? false) || (found.call?.database.away ?? false),
      formTooLate: () => formTooLate(interaction, found),
    });
    const { id, token, applicationId } = interaction;
    const messageId = 'message' in interaction ? interaction.message?.id : undefined;
    const responder = createResponder(rest, { id, token, applicationId, messageId }, others);
    const guard = startGuard({
      deadlines: dependencies.deadlines,
      responder,
      hold: holdFor(interaction),
      interim: () => withTyped(interaction, found, (t) => t('common:failures.slow')),
      onError: (error) => log.warn({ name: found.job?.name, err: error }, 'An answer could not be announced'),
    });
    let outcome: InteractionOutcome;
    try {
      found.job = findJob(catalogue, interaction);
      outcome = interaction.isAutocomplete()
        ? await suggest(interaction, found, responder)
        : await answer(interaction, found, responder, guard);
    } catch (error) {
      outcome = (await isElsewhere(error, effects, others))
        ? 'elsewhere'
        : await fail(interaction, found, responder, error);
    } finally {
      guard.stop();
    }
    if (outcome === 'elsewhere') {
      log.debug({ kind: found.job?.kind, name: found.job?.name }, 'Another process has this interaction');
      await responder.giveUp();
    }
    const seconds = ((responder.acknowledgedAt ?? performance.now()) - started) / 1000;
    observe(found.job?.kind ?? 'unknown', found.job?.name ?? 'unknown', outcome, seconds);
  }

  /** Whatever a handler makes of it: if another process has the interaction, that one answers. */
  async function isElsewhere(error: unknown, effects: Effects, others: Others): Promise<boolean> {
    if (error instanceof AnsweredElsewhereError || effects.owner === 'elsewhere') return true;
    return !isDatabaseAway(error) && (await others.isTheirs());
  }

  function secondsToWait({ person }: Call, job: InteractionJob | undefined): Promise<number> {
    const limit = job?.reads ? readingLimit : rateLimit;
    return limit.use(person.id, job?.name ?? 'unknown');
  }

  async function answer(
    interaction: Interaction,
    found: Found,
    responder: Responder,
    guard: Guard,
  ): Promise<InteractionOutcome> {
    const opened = await openCall(interaction, dependencies, found.job?.access);
    const { call } = opened;
    found.call = call;
    const { job } = found;
    const refuse = (message: string) =>
      // A form from an old message still contains typed text, which is returned to the person.
      responder.reply(giveBack(call.t, message, typedIn(interaction)));
    const wait = await secondsToWait(call, job);
    if (wait > 0) {
      await refuse(call.t('common:failures.tooOften', { count: wait }));
      return 'refused';
    }
    if (!job) {
      await refuse(call.t('common:failures.expired', { help: call.command('help') }));
      return 'expired';
    }
    const refusal: Refusal | undefined = refusalOf(job, call);
    // Only the database knows who is a moderator by role.
    if (refusal === 'moderatorsOnly' && call.database.away)
      throw new DatabaseAwayError('The rights of a person could not be looked up');
    if (refusal) {
      await refuse(call.t(`common:failures.${refusal}`));
      return 'refused';
    }
    const progress = await job.progress?.(call);
    if (progress !== undefined) await responder.announce(progress);
    else if (job.defer) await responder.defer(job.defer);
    const announced = progress !== undefined || job.defer !== undefined;
    if (announced) guard.announced();
    const answered = await (announced ? announcedWork(async () => job.run(call)) : job.run(call));
    const done = replaceUnreadable(answered, call.t('common:unreadable'));
    // Offered or not, a command never posts for people who may not write there themselves.
    if (!call.mayPost && reachesChannel(done)) {
      await refuse(mayNotPost(call));
      return 'refused';
    }
    const reply = done.type === 'form' && (await responder.held()) ? formTooLate(interaction, found) : done;
    await deliver(opened, reply, responder);
    return 'answered';
  }

  /** Answers, with what else the person is to read now, and notes what came of it. */
  async function deliver({ call, owed, met }: OpenedCall, reply: Reply, responder: Responder): Promise<void> {
    const greeted = met ? reply : await withGreeting(call, reply, dependencies.greet, log);
    await responder.reply(call.database.leftOut ? withWord(greeted, leftOutText(call)) : greeted);
    await noteShared(call, responder);
    if (owed && reply.type === 'message' && reply.audience === 'me') await bringOwed(call, responder);
  }

  /** Remembers what the person now shares, so that they find it again; taking it back where it stands needs no memory. */
  async function noteShared(call: Call, { shared }: Responder): Promise<void> {
    for (const each of shared)
      await dependencies
        .noteShared(call, each)
        .catch((error: unknown) => log.warn({ err: error }, 'What a member shared was not noted'));
  }

  /** Runs after the answer, so that nothing waits for it; a failure here leaves the person with their answer. */
  async function bringOwed(call: Call, responder: Responder): Promise<void> {
    try {
      for (const { content, delivered, failed } of await dependencies.takeOwed(call)) {
        try {
          await responder.reply({ ...content, type: 'message', audience: 'me' });
        } catch (error) {
          await failed();
          throw error;
        }
        await delivered();
      }
    } catch (error) {
      log.warn(
        { err: error },
        'A notice for a member did not come with their answer; it will be tried with the next private one',
      );
    }
  }

  async function suggest(
    interaction: AutocompleteInteraction,
    found: Found,
    responder: Responder,
  ): Promise<InteractionOutcome> {
    const command = catalogue.slash(keyOf(interaction));
    const focused = interaction.options.getFocused(true);
    const option = command?.options[focused.name];
    const { call } = await openCall(interaction, dependencies, found.job?.access);
    found.call = call;
    const wait = await suggestionLimit.use(call.person.id, found.job?.name ?? 'unknown');
    const allowed = command && wait === 0 && refusalOf(command, call) === undefined;
    const list =
      allowed && option?.type === 'text' ? await option.suggest?.(call, cleanText(focused.value)) : undefined;
    await responder.suggest(replaceIn(list ?? [], call.t('common:unreadable')));
    return allowed ? 'answered' : 'refused';
  }

  async function fail(
    interaction: Interaction,
    found: Found,
    responder: Responder,
    error: unknown,
  ): Promise<InteractionOutcome> {
    const { job } = found;
    const target = { kind: job?.kind, name: job?.name };
    if (isTooLate(error)) {
      log.warn({ ...target, err: error }, 'Discord no longer took the answer');
      return 'late';
    }
    const incident = newIncident();
    log.error({ ...target, incident, err: error }, 'a handler failed');
    try {
      if (interaction.isAutocomplete()) await responder.suggest([]);
      else {
        found.away = isDatabaseAway(error);
        const why = found.away ? 'away' : 'incident';
        await responder.reply(withTyped(interaction, found, (t) => t(`common:failures.${why}`, { incident })));
      }
    } catch (second) {
      if (isTooLate(second)) return 'late';
      if (second instanceof AnsweredElsewhereError) return 'elsewhere';
      log.error({ ...target, incident, err: second }, 'the incident could not be told');
    }
    return 'failed';
  }

  return handle;
}

/** Adds a private remark after an answer. */
function withWord(reply: Reply, word: string): Reply {
  return reply.type === 'form' ? reply : { ...reply, followedBy: [...(reply.followedBy ?? []), toMe(word)] };
}
