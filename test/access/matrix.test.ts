import { type Answer, direct } from '@granica/discord-sandbox/persons';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Action } from '../../src/dialogue/action.ts';
import { encodeId } from '../../src/messages/custom-id.ts';
import { useBot } from '../support/bot.ts';
import { dumpTables, FOREIGN_GUILD, fillPerson, planted } from '../support/person.ts';
import { ACTION_CASES, type AccessCase, COMMAND_CASES, type Foreign } from './cases.ts';

// Role × handler × foreign ids: whatever an attacker's client sends, rights are decided by the bot and nobody reaches what
// belongs to another person or to another community.

const VICTIM = '150000000000000001';
const actions = [...new Set(commands.flatMap((command) => command.actions ?? []))];
const slash = commands.filter(({ type }) => type === 'slash');

// What the victim has is never changed, so it is written once; what attackers leave behind is their own.
const bot = useBot({ keepRows: true });
let foreign: Foreign;
let untouched: string[];
beforeAll(async () => {
  const { database } = bot();
  await fillPerson(database, VICTIM);
  const { id: contentId } = await database.db.communityContent.findFirstOrThrow();
  foreign = { personId: VICTIM, contentId };
  untouched = await foreignRows();
});

describe('the cases', () => {
  it('name every command and control, and nothing that is gone', () => {
    expect(Object.keys(COMMAND_CASES).sort()).toEqual(commands.map(({ key }) => key).sort());
    expect(Object.keys(ACTION_CASES).sort()).toEqual(actions.map(({ name }) => name).sort());
  });

  it('say who may use each as its definition does', () => {
    for (const { key, access, contexts } of commands)
      expect({ key, access: COMMAND_CASES[key]?.access, guild: COMMAND_CASES[key]?.guild ?? false }).toEqual({
        key,
        access,
        guild: contexts === 'guild',
      });
    for (const { name, access } of actions)
      expect({ name, access: ACTION_CASES[name]?.access }).toEqual({ name, access });
  });
});

/** Everything of the victim and of the foreign community, as it is stored. */
async function foreignRows(): Promise<string[]> {
  const dump = await dumpTables(bot().database);
  return Object.entries(dump).flatMap(([table, rows]) =>
    rows
      .split('\n')
      .filter((row) => [VICTIM, `"${FOREIGN_GUILD}"`, foreign.contentId].some((id) => row.includes(id)))
      .map((row) => `${table} ${row}`),
  );
}

/** All that an answer shows: its texts, what its fields start with, its files. */
async function readAll(answer: Answer): Promise<string> {
  if (answer.kind === 'form') return JSON.stringify([answer.title, answer.fields]);
  const files = await Promise.all(answer.files.map(async ({ url }) => (await fetch(url)).text()));
  return [answer.text, JSON.stringify(answer.raw), ...answer.followUps.map(({ text }) => text), ...files].join('\n');
}

type Attack = () => Promise<Answer>;

async function mustNotReach(attack: Attack): Promise<void> {
  const answer = await attack();
  expect(await readAll(answer)).not.toContain(planted(VICTIM));
  expect(await foreignRows()).toEqual(untouched);
}

async function mustRefuse(attack: Attack, reason: string): Promise<void> {
  const before = await dumpTables(bot().database);
  const answer = await attack();
  expect(answer.text).toContain(reason);
  expect(answer.ephemeral).toBe(true);
  expect(await dumpTables(bot().database)).toEqual(before);
}

const MODERATORS_ONLY = 'tylko moderacja';
const GUILD_ONLY = 'tylko w społeczności';

function use(attacker: ReturnType<typeof direct>, action: Action, given: AccessCase): Promise<Answer> {
  const id = encodeId(action.name, action.params, { ...given.params?.(foreign) });
  if (action.type === 'button') return attacker.press(id);
  if (action.type === 'form') return attacker.submit(id, given.texts ?? {});
  return attacker.choose(
    id,
    given.chosen?.(foreign) ?? ['x'],
    action.name === 'setup.channel' ? 8 : action.name === 'setup.role' ? 6 : 3,
  );
}

describe.each(actions.map((action) => [action.name, action] as const))('the control %s', (name, action) => {
  const given = ACTION_CASES[name] ?? { access: 'everyone' };
  const as = (who: 'member' | 'moderator') => direct(bot().sandbox, bot()[who], bot().channel);

  it(given.access === 'moderator' ? 'refuses a member' : 'gives a member nothing of others', async () => {
    const attack = () => use(as('member'), action, given);
    await (given.access === 'moderator' ? mustRefuse(attack, MODERATORS_ONLY) : mustNotReach(attack));
  });

  it('gives a moderator nothing of other communities', async () => {
    await mustNotReach(() => use(as('moderator'), action, given));
  });

  if (given.access !== 'moderator') return;
  it('refuses a moderator outside the community', async () => {
    const { sandbox, moderator } = bot();
    moderator.set({ hasApp: true });
    const dm = { id: moderator.inDm().channelId };
    await mustRefuse(() => use(direct(sandbox, moderator, dm), action, given), GUILD_ONLY);
  });
});

describe.each(slash.map((command) => [command.key] as const))('the command %s', (key) => {
  const given = COMMAND_CASES[key] ?? { access: 'everyone' };
  const run = (who: 'member' | 'moderator') =>
    direct(bot().sandbox, bot()[who], bot().channel).run(key, given.options?.(foreign));

  it(given.access === 'moderator' ? 'refuses a member' : 'gives a member nothing of others', async () => {
    const attack = () => run('member');
    await (given.access === 'moderator' ? mustRefuse(attack, MODERATORS_ONLY) : mustNotReach(attack));
  });

  it('gives a moderator nothing of other communities', async () => {
    await mustNotReach(() => run('moderator'));
  });

  if (!given.guild) return;
  it('is refused outside a community', async () => {
    const { sandbox, member } = bot();
    const dm = { id: member.inDm().channelId };
    await mustRefuse(() => direct(sandbox, member, dm).run(key, given.options?.(foreign)), GUILD_ONLY);
  });
});
