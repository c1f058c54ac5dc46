import { REST } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_DIR } from '../../src/content.ts';
import { defineButton, defineForm, defineSelect } from '../../src/discord/action.ts';
import type { Call } from '../../src/discord/call.ts';
import { createCatalogue } from '../../src/discord/catalogue.ts';
import { type Command, defineCommand, defineMessageCommand } from '../../src/discord/command.ts';
import { type CommandTexts, localisations } from '../../src/discord/command-texts.ts';
import { type Connection, connect } from '../../src/discord/connection.ts';
import type { CustomId } from '../../src/discord/ids.ts';
import type { Profile } from '../../src/discord/open-call.ts';
import { countParam } from '../../src/discord/params.ts';
import { createRateLimit, type RateLimit } from '../../src/discord/rate-limit.ts';
import { buildCommands } from '../../src/discord/registration.ts';
import { buttons, openForm, type Reply, toChannel, toMe, update } from '../../src/discord/reply.ts';
import { createRouter, type Outcome, type OwedMessage } from '../../src/discord/router.ts';
import { loadTranslator } from '../../src/i18n/translator.ts';
import { createLog } from '../../src/operations/log.ts';
import type { Channel, Guild, Person } from '../../src/sandbox/persons/handles.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import type { Services } from '../../src/services.ts';
import { direct } from '../support/direct.ts';

/** What the next handler does; set by each test. */
let handler: (call: Call) => Reply | Promise<Reply>;
let seen: Call[];
let profile: Profile;
let owed: OwedMessage[];
const run = (call: Call) => {
  seen.push(call);
  return handler(call);
};

const everyone = { access: 'everyone', contexts: 'everywhere' } as const;
const press = defineButton({ name: 'press', access: 'everyone', params: { page: countParam }, run });
const pressLater = defineButton({ name: 'press-later', access: 'everyone', params: {}, defer: 'update', run });
const moderate = defineButton({ name: 'moderate', access: 'moderator', params: {}, run });
const inGuild = defineButton({ name: 'in-guild', access: 'everyone', contexts: 'guild', params: {}, run });
const pick = defineSelect({
  name: 'pick',
  access: 'everyone',
  params: {},
  run,
});
const submit = defineForm({ name: 'submit', access: 'everyone', params: {}, run });
const submitModerator = defineForm({ name: 'submit-moderator', access: 'moderator', params: {}, run });
const form = (submits: CustomId = submit.with({})) =>
  openForm({ title: 'Form', submits, fields: [{ type: 'text', id: 'story', label: 'Story', long: true, max: 4000 }] });

const suggest = () => [{ name: 'A secret of the moderators', value: 'secret' }];
const commands: Command[] = [
  defineCommand({
    ...everyone,
    key: 'plain',
    actions: [press, pressLater, moderate, inGuild, pick, submit, submitModerator],
    run,
  }),
  defineCommand({ ...everyone, key: 'later', defer: 'me', run }),
  defineCommand({ ...everyone, key: 'find', options: { word: { type: 'text', suggest } }, run }),
  defineCommand({
    key: 'mod',
    access: 'moderator',
    contexts: 'guild',
    options: { word: { type: 'text', suggest } },
    run,
  }),
  defineMessageCommand({
    ...everyone,
    key: 'menu',
    run: (call, { text }) => {
      seen.push(call);
      return toMe(`Text: ${text}`);
    },
  }),
];
const texts: CommandTexts = (path) => {
  const name = path.split('.').at(-1) ?? '';
  const description = path === 'menu' ? '' : path;
  return {
    name,
    name_localizations: localisations(() => name),
    description,
    description_localizations: localisations(() => description),
  };
};
const words = { name: (locale: string, key: string) => `/${key}-${locale}`, description: () => '' };
const translator = loadTranslator(CONTENT_DIR);

let sandbox: Sandbox;
let guild: Guild;
let channel: Channel;
let anna: Person;
let moderator: Person;
let connection: Connection;
let log: string[];
let rateLimit: RateLimit;
let outcomes: Outcome[];

beforeAll(async () => {
  sandbox = await startSandbox();
  guild = sandbox.addGuild({ name: 'Guild', locale: 'pl' });
  channel = guild.addChannel({ name: 'general' });
  anna = sandbox.addPerson({ name: 'Anna', locale: 'pl' });
  moderator = sandbox.addPerson({ name: 'Mod', locale: 'pl' });
  guild.join(anna);
  guild.join(moderator, { roles: [guild.addRole({ name: 'Mods', permissions: ['ManageGuild'] })] });
  log = [];
  const logger = createLog({
    level: 'debug',
    json: true,
    destination: { write: (line: string) => void log.push(line) },
  });
  connection = connect({
    token: sandbox.token,
    apiUrl: sandbox.apiUrl,
    log: logger,
    onGateway: () => undefined,
    onGuild: () => undefined,
  });
  let incidents = 0;
  const route = createRouter({
    services: {} as Services,
    catalogue: createCatalogue(commands, (key) => key),
    translator,
    findProfile: async () => profile,
    words,
    rest: connection.rest,
    rateLimit: { use: (person, name) => rateLimit.use(person, name) },
    suggestionLimit: { use: (person, name) => rateLimit.use(person, `${name} typed`) },
    takeOwed: async () => owed,
    log: logger,
    newIncident: () => `INCIDENT${++incidents}`,
    observe: (_kind, _name, outcome) => outcomes.push(outcome),
  });
  await connection.start(route, buildCommands(commands, texts, translator));
});
afterAll(async () => {
  await connection.close();
  await sandbox.close();
});
beforeEach(() => {
  rateLimit = createRateLimit({ uses: 15, seconds: 600 });
  handler = () => toMe('Done');
  seen = [];
  owed = [];
  log.length = 0;
  outcomes = [];
  profile = { personLocale: undefined, communityLocale: undefined, moderatorRoleId: undefined };
});
afterEach(async () => {
  await connection.settle();
  sandbox.faults.clear();
  sandbox.forget();
});

/** How the interactions of this test ended, once none is under way. */
const ended = async () => {
  await connection.settle();
  return outcomes;
};
const noViolations = () => expect(sandbox.violations).toEqual([]);

describe('the call', () => {
  it('says who asks, where and in which languages', async () => {
    profile = { ...profile, personLocale: 'en' };
    await anna.in(channel).run('/plain');
    expect(seen[0]).toMatchObject({
      person: { id: anna.id, name: 'Anna', locale: 'en' },
      community: { id: guild.id, name: 'Guild', locale: 'pl' },
      channelId: channel.id,
      moderator: false,
    });
    expect(seen[0]?.t('common:next')).toBe('Next');
    expect(seen[0]?.publicT('common:next')).toBe('Dalej');
    noViolations();
  });

  it('names commands in the language of Discord’s menus, even where the person chose another for the bot', async () => {
    profile = { ...profile, personLocale: 'en' };
    await anna.in(channel).run('/plain');
    expect(seen[0]?.command('help')).toBe('`/help-pl`');
  });

  it('knows no community in direct messages, nor where the bot is no member', async () => {
    anna.set({ hasApp: true });
    const elsewhere = sandbox.addGuild({ name: 'Elsewhere', withBot: false });
    const there = elsewhere.addChannel({ name: 'there' });
    elsewhere.join(anna, { roles: [elsewhere.addRole({ name: 'Boss', permissions: ['ManageGuild'] })] });
    await anna.inDm().run('/plain');
    await anna.in(there).run('/plain');
    for (const call of seen) expect(call).toMatchObject({ community: undefined, moderator: false });
    expect(seen).toHaveLength(2);
    noViolations();
  });

  it('knows moderators by their permission or by the role that was chosen', async () => {
    await moderator.in(channel).run('/mod');
    expect(seen[0]?.moderator).toBe(true);
    const helper = sandbox.addPerson({ name: 'Helper', locale: 'pl' });
    const role = guild.addRole({ name: 'Helpers' });
    guild.join(helper, { roles: [role] });
    await helper.in(channel).run('/plain');
    expect(seen[1]?.moderator).toBe(false);
    profile = { ...profile, moderatorRoleId: role.id };
    await helper.in(channel).run('/plain');
    expect(seen[2]?.moderator).toBe(true);
  });
});

describe('refusals', () => {
  /** A message with the given button, made by whoever may make it. */
  const messageWith = async (does: CustomId) => {
    handler = () => toChannel('Here', buttons({ label: 'Press', does }));
    const answer = await moderator.in(channel).run('/plain');
    handler = () => toMe('Done');
    seen = [];
    return anna.in(channel).last() ?? answer;
  };

  it('of a moderator’s button, to somebody who sees it', async () => {
    const message = await messageWith(moderate.with({}));
    const answer = await message.click('Press');
    expect(answer.text).toContain('moderacja');
    expect(answer.ephemeral).toBe(true);
    expect(seen).toEqual([]);
    expect((await ended()).at(-1)).toBe('refused');
    noViolations();
  });

  it('of a form for moderators: what was typed comes back', async () => {
    handler = () => form(submitModerator.with({}));
    const open = await anna.in(channel).run('/plain');
    seen = [];
    const answer = await open.submit({ story: 'A long **story**' });
    expect(answer.text).toContain('moderacja');
    expect(answer.text).toContain('A long **story**');
    expect(seen).toEqual([]);
    noViolations();
  });

  it('of a control for communities, outside of one', async () => {
    anna.set({ hasApp: true });
    handler = () => toMe('Here', buttons({ label: 'Press', does: inGuild.with({}) }));
    const message = await anna.inDm().run('/plain');
    seen = [];
    expect((await message.click('Press')).text).toContain('tylko w społeczności');
    expect(seen).toEqual([]);
  });

  it.each([
    ['another version', '2:press:1'],
    ['an unknown action', '1:gone'],
    ['another bot', 'hello'],
    ['a value that cannot be', '1:press:-1'],
    ['a value too few', '1:press'],
    ['a value too many', '1:press:1:2'],
    ['the id of a form', '1:submit'],
  ])('of an id of %s: the control has expired', async (_what, id) => {
    const message = await messageWith(id as CustomId);
    const answer = await message.click('Press');
    expect(answer.text).toContain('nieaktualny');
    expect(answer.text).toContain('/help-pl');
    expect(seen).toEqual([]);
    expect((await ended()).at(-1)).toBe('expired');
    noViolations();
  });

  it('of a form that is gone: what was typed comes back', async () => {
    handler = () => form('1:gone' as CustomId);
    const answer = await (await anna.in(channel).run('/plain')).submit({ story: 'Typed with care' });
    expect(answer.text).toContain('nieaktualny');
    expect(answer.text).toContain('Typed with care');
    expect((await ended()).at(-1)).toBe('expired');
  });

  it('suggest nothing to whom a command is not for', async () => {
    expect(await moderator.in(channel).type('/mod', { word: 'a' }, 'word')).toHaveLength(1);
    expect(await anna.in(channel).type('/find', { word: 'a' }, 'word')).toHaveLength(1);
    // Discord does not offer it; the bot decides all the same.
    expect(await direct(sandbox, moderator, channel).suggestions('mod', 'word', 'a')).toHaveLength(1);
    expect(await direct(sandbox, anna, channel).suggestions('mod', 'word', 'a')).toEqual([]);
  });
});

describe('a handler that fails', () => {
  const secret = 'the client of Anna';

  it('answers with an incident, never with the error’s words', async () => {
    handler = () => {
      throw new Error(secret);
    };
    const answer = await anna.in(channel).run('/plain');
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toMatch(/INCIDENT\d+/);
    expect(answer.text).not.toContain(secret);
    expect(await ended()).toEqual(['failed']);
    expect(log.join('')).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('gives back what was typed, and the log does not hold it', async () => {
    handler = () => form();
    const open = await anna.in(channel).run('/plain');
    handler = async () => {
      throw new Error('no database');
    };
    const answer = await open.submit({ story: 'Typed ``` with **care**' });
    expect(answer.text).toContain('with **care**');
    expect(answer.text).toMatch(/INCIDENT\d+/);
    expect(log.join('')).not.toContain('with **care**');
    noViolations();
  });

  it('gives back a very long text as a file', async () => {
    handler = () => form();
    const open = await anna.in(channel).run('/plain');
    handler = () => {
      throw new Error('no database');
    };
    const answer = await open.submit({ story: 'ż'.repeat(4000) });
    expect(answer.files).toHaveLength(1);
    noViolations();
  });

  it('speaks the person’s own language', async () => {
    profile = { ...profile, personLocale: 'en' };
    handler = () => {
      throw new Error('x');
    };
    expect((await anna.in(channel).run('/plain')).text).toContain('Something went wrong');
  });

  it('after its answer was announced, says so in its place', async () => {
    handler = () => {
      throw new Error(secret);
    };
    const answer = await anna.in(channel).run('/later');
    expect(answer.text).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('with a message that Discord would refuse, is an incident and no silence', async () => {
    handler = () => toMe('');
    expect((await anna.in(channel).run('/plain')).text).toMatch(/INCIDENT\d+/);
    noViolations();
  });

  it('after its first message is out, is told in a second one', async () => {
    handler = () => ({ ...toMe('First'), followedBy: [toMe('')] });
    const answer = await anna.in(channel).run('/plain', {}, { until: 'acknowledged' });
    await expect.poll(() => answer.followUps.map(({ text }) => text)).toEqual([expect.stringMatching(/INCIDENT/)]);
    noViolations();
  });

  it('suggests nothing when its suggestions fail, and lives on', async () => {
    const failing = profile;
    Object.defineProperty(failing, 'personLocale', {
      get: () => {
        throw new Error(secret);
      },
    });
    expect(await anna.in(channel).type('/find', { word: 'a' }, 'word')).toEqual([]);
    expect(await ended()).toEqual(['failed']);
  });
});

describe('the process lives on', () => {
  it('when an answer comes too late', async () => {
    handler = () => {
      sandbox.clock.advance(4_000);
      return toMe('Too late');
    };
    await expect(anna.in(channel).run('/plain')).rejects.toThrow(/did not respond/);
    expect(await ended()).toEqual(['late']);
    handler = () => toMe('Done');
    expect((await anna.in(channel).run('/find')).text).toBe('Done');
  });

  it('when the token of a deferred answer has expired', async () => {
    handler = () => {
      sandbox.clock.advance(16 * 60_000);
      return toMe('Too late');
    };
    await anna.in(channel).run('/later', {}, { until: 'acknowledged' });
    expect(await ended()).toEqual(['late']);
  });

  it('when Discord did it but its answer was lost: it was answered once', async () => {
    sandbox.faults.add({ kind: 'done-but-lost', on: '/callback' });
    const answer = await anna.in(channel).run('/plain');
    expect(answer.text).toBe('Done');
    expect(answer.followUps).toEqual([]);
    expect(await ended()).toEqual(['answered']);
  });

  it('when Discord’s answers fail altogether', async () => {
    sandbox.faults.add({ kind: 'error-500', on: '/callback', times: Number.POSITIVE_INFINITY });
    await anna
      .in(channel)
      .run('/plain', {}, { patience: 500 })
      .catch(() => undefined);
    expect(await ended()).toEqual(['failed']);
  });

  it('when the message of a pressed button was deleted while its answer was made', async () => {
    handler = () => toChannel('Here', buttons({ label: 'Press', does: pressLater.with({}) }));
    const message = await anna.in(channel).run('/plain');
    handler = async () => {
      await new REST({ api: sandbox.apiUrl })
        .setToken(sandbox.token)
        .delete(`/channels/${channel.id}/messages/${message.id}`);
      return update('Changed');
    };
    const answer = await message.click('Press');
    expect(answer.text).toBe('Changed');
    expect(answer.ephemeral).toBe(true);
  });
});

describe('too many uses', () => {
  it('of one command by one person get a kind wait; other commands and other persons go on', async () => {
    const eager = sandbox.addPerson({ name: 'Eager', locale: 'pl' });
    guild.join(eager);
    for (let use = 0; use < 15; use += 1) await eager.in(channel).run('/plain');
    seen = [];
    const limited = await eager.in(channel).run('/plain');
    expect(limited.text).toMatch(/Spróbuj ponownie za \d+ sekund/);
    expect(limited.ephemeral).toBe(true);
    expect(seen).toEqual([]);
    expect((await ended()).at(-1)).toBe('refused');
    expect((await eager.in(channel).run('/later')).text).toBe('Done');
    expect((await moderator.in(channel).run('/mod')).text).toBe('Done');
    noViolations();
  });

  it('of a form give back what was typed', async () => {
    const eager = sandbox.addPerson({ name: 'Eager too', locale: 'pl' });
    guild.join(eager);
    const attacker = direct(sandbox, eager, channel);
    for (let use = 0; use < 15; use += 1)
      expect((await attacker.submit(submit.with({}), { story: 'x' })).text).toBe('Done');
    const limited = await attacker.submit(submit.with({}), { story: 'Typed with care' });
    expect(limited.text).toContain('Typed with care');
    expect(limited.text).toMatch(/Spróbuj ponownie/);
  });

  it('of suggestions suggest nothing', async () => {
    const eager = sandbox.addPerson({ name: 'Eager three', locale: 'pl' });
    guild.join(eager);
    const counts: number[] = [];
    for (let key = 0; key < 16; key += 1)
      counts.push((await eager.in(channel).type('/find', { word: 'a' }, 'word')).length);
    expect(counts).toEqual([...Array.from({ length: 15 }, () => 1), 0]);
  });
});

describe('a message command', () => {
  it('reads all texts of the message, and does not tell who wrote it', async () => {
    const message = anna.in(channel).say('Said in the channel');
    const answer = await moderator.in(channel).useOnMessage('menu', message);
    expect(answer.text).toBe('Text: Said in the channel');
    expect(JSON.stringify(seen[0])).not.toContain(anna.id);
  });

  it('reads the texts of a message of components, too', async () => {
    handler = () => toChannel('First block', 'Second block');
    const message = await anna.in(channel).run('/plain');
    const answer = await moderator.in(channel).useOnMessage('menu', message);
    expect(answer.text).toBe('Text: First block\n\nSecond block');
  });
});
