import type { Sandbox } from '@granica/discord-sandbox';
import type { WalkTo } from '@granica/discord-sandbox/demo';
import type { Answer, Channel, Guild, Person, Role } from '@granica/discord-sandbox/persons';
import type { Db } from '../database/client.ts';
import { localeFromDiscord } from '../i18n/locales.ts';
import type { Translate, Translator } from '../i18n/translator.ts';
import { CAST, type Doing, WEEKS } from './cast.ts';
import { findNextCheckin, findNextClose } from './due.ts';

export interface LifeContext {
  readonly sandbox: Sandbox;
  readonly walkTo: WalkTo;
  readonly db: Db;
  readonly translator: Translator;
}

/** The stage: the first server of the sandbox, with what this needs of it. */
interface Stage {
  readonly guild: Guild;
  readonly talk: Channel;
  readonly moderator: Person;
  readonly persons: ReadonlyMap<string, Person>;
}

/** Milliseconds between two things that people do; an anonymous card appears within a few minutes. */
const MEANWHILE = 6 * 60_000;

/**
 * Fills the sandbox with three weeks of made-up community life, so that insights, digests and the moderators' queue have
 * something in them. Everything is done by persons with the bot's own commands: nothing is written past it.
 */
export async function makeLife(context: LifeContext): Promise<void> {
  const { sandbox, walkTo, db, translator } = context;
  const now = () => sandbox.clock.now();
  const stage = enter(context);
  await setUp(context, stage);
  // The first date stands once the next minute's job has planned it.
  await walkTo(now() + MEANWHILE);
  for (const doings of WEEKS) {
    const open = await findNextClose(db, now());
    if (open !== undefined) await walkTo(open);
    const next = await findNextCheckin(db, now());
    if (next === undefined) throw new Error('no check-in is planned');
    await walkTo(next);
    await walkTo(now() + MEANWHILE);
    for (const doing of doings) {
      const person = stage.persons.get(doing.name);
      if (!person) continue;
      await act(context, stage, person, doing, translator(localeFromDiscord(person.settings.locale)));
      await walkTo(now() + MEANWHILE);
    }
  }
}

/** Finds the server and its people, and has the others of the cast join. */
function enter({ sandbox }: LifeContext): Stage {
  const [first] = sandbox.world.guilds.values();
  if (!first) throw new Error('there is no server');
  const guild = sandbox.guild(first.id);
  const channels = [...sandbox.world.channels.values()].filter(
    ({ guildId, type }) => guildId === guild.id && type === 0,
  );
  const talk = channels[0] && sandbox.channel(channels[0].id);
  const moderatorRoles = first.roles.filter(
    ({ managed, permissions }) => !managed && (BigInt(permissions) & 32n) !== 0n,
  );
  const members = Object.values(first.members);
  const moderator = members.find(({ roles }) => roles.some((id) => moderatorRoles.some((role) => role.id === id)));
  if (!talk || !moderator) throw new Error('the server lacks a channel or a moderator');
  const persons = new Map<string, Person>();
  for (const { userId } of members) {
    const person = sandbox.person(userId);
    persons.set(person.name, person);
  }
  for (const { name, locale } of CAST) {
    if (persons.has(name)) continue;
    const person = sandbox.addPerson({ name, locale });
    guild.join(person, { roles: [] satisfies Role[] });
    persons.set(name, person);
  }
  return { guild, talk, moderator: sandbox.person(moderator.userId), persons };
}

/** Goes through the set-up with what it suggests, and lets members share under a pseudonym. */
async function setUp({ db, translator }: LifeContext, { guild, talk, moderator }: Stage): Promise<void> {
  const known = await db.community.findUnique({ where: { id: guild.id } });
  if (known?.setUpAt && known.sharing === 'anonymous') return;
  const t = translator(localeFromDiscord(moderator.settings.locale));
  const onwards = [t('setup:check.test'), t('setup:suggestion.take'), t('common:next')];
  let panel = await moderator.in(talk).run('/admin setup');
  for (let step = 0; step < 12; step += 1) {
    const sharing = panel.selects.find(({ options }) => options.some(({ value }) => value === 'anonymous'));
    const chosen = sharing?.options.find((option) => option.default)?.value;
    if (sharing && chosen !== 'anonymous') panel = await panel.choose(sharing.customId, ['anonymous']);
    const button = onwards.flatMap(
      (label) => panel.buttons.find((one) => one.label === label && !one.disabled) ?? [],
    )[0];
    if (!button?.customId) return;
    panel = await panel.click(button.customId);
  }
}

/** What one person does with a check-in. */
async function act(context: LifeContext, stage: Stage, person: Person, doing: Doing, t: Translate): Promise<void> {
  const checkin = await context.db.checkin.findFirst({
    where: { communityId: stage.guild.id, closedAt: null, postedAt: { not: null } },
  });
  if (!checkin?.channelId || !checkin.threadId) throw new Error('no check-in is open');
  const thread = person.in({ id: checkin.threadId });
  const cards = () => thread.messages().filter((message) => controlOf(message, 'card.meToo') !== undefined);
  const post = person
    .in({ id: checkin.channelId })
    .messages()
    .findLast((message) => controlOf(message, 'checkin.calm'));
  switch (doing.does) {
    case 'calm':
      if (post) await press(post, 'checkin.calm');
      return;
    case 'log': {
      const { kind, reaction, story, share } = doing;
      const form = post && (await press(post, 'violation.open'));
      const saved = await form?.submit({ kind, story: t(`tours:life.stories.${story}.story`), reaction });
      if (!saved || !share) return;
      const card = await press(saved, 'card.share');
      const learned =
        story === 'extra' || story === 'invite' ? {} : { learned: t(`tours:life.stories.${story}.learned`) };
      const preview = await card?.submit({ story: t(`tours:life.stories.${story}.story`), ...learned, as: share });
      if (preview) await press(preview, 'card.confirm');
      return;
    }
    case 'support': {
      for (const card of cards().slice(0, 3)) await press(card, 'card.meToo');
      const [first] = cards();
      const form = first && (await press(first, 'card.advise'));
      await form?.submit({ advice: t('tours:life.advice') });
      return;
    }
    case 'report': {
      const form = await press(cards().at(-1), 'card.report');
      await form?.submit({ reason: t('tours:life.report') });
      return;
    }
    case 'search':
      await person.in(stage.talk).run('/guide search', { query: t('tours:life.gap') });
  }
}

/** The custom id of a control of ours in a message. */
function controlOf(message: Answer, name: string): string | undefined {
  return message.buttons.find(({ customId }) => customId?.split(':')[1] === name)?.customId ?? undefined;
}

async function press(message: Answer | undefined, name: string): Promise<Answer | undefined> {
  const id = message && controlOf(message, name);
  return id === undefined ? undefined : message?.click(id);
}
