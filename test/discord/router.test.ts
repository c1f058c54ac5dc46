import { direct } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import type { CustomId } from '../../src/messages/custom-id.ts';
import { buttons, toChannel, toMe } from '../../src/messages/reply.ts';
import { useRoutedBot } from './routed.ts';

const bot = useRoutedBot();
const noViolations = () => expect(bot().sandbox.violations).toEqual([]);

describe('the call', () => {
  it('says who asks, where and in which languages', async () => {
    const { scene, guild, channel, anna } = bot();
    scene.profile = { ...scene.profile, personLocale: 'en' };
    await anna.in(channel).run('/plain');
    expect(scene.seen[0]).toMatchObject({
      person: { id: anna.id, name: 'Anna', locale: 'en' },
      community: { id: guild.id, name: 'Guild', locale: 'pl' },
      channelId: channel.id,
      moderator: false,
    });
    expect(scene.seen[0]?.t('common:next')).toBe('Next');
    expect(scene.seen[0]?.publicT('common:next')).toBe('Dalej');
    noViolations();
  });

  it('names commands in the language of Discord’s menus, even where the person chose another for the bot', async () => {
    const { scene, channel, anna } = bot();
    scene.profile = { ...scene.profile, personLocale: 'en' };
    await anna.in(channel).run('/plain');
    expect(scene.seen[0]?.command('help')).toBe('`/help-pl`');
  });

  it('knows no community in direct messages, nor where the bot is no member', async () => {
    const { scene, sandbox, anna } = bot();
    anna.set({ hasApp: true });
    const elsewhere = sandbox.addGuild({ name: 'Elsewhere', withBot: false });
    const there = elsewhere.addChannel({ name: 'there' });
    elsewhere.join(anna, { roles: [elsewhere.addRole({ name: 'Boss', permissions: ['ManageGuild'] })] });
    await anna.inDm().run('/plain');
    await anna.in(there).run('/plain');
    for (const call of scene.seen) expect(call).toMatchObject({ community: undefined, moderator: false });
    expect(scene.seen).toHaveLength(2);
    noViolations();
  });

  it('knows moderators by their permission or by the role that was chosen', async () => {
    const { scene, sandbox, guild, channel, moderator } = bot();
    await moderator.in(channel).run('/mod');
    expect(scene.seen[0]?.moderator).toBe(true);
    const helper = sandbox.addPerson({ name: 'Helper', locale: 'pl' });
    const role = guild.addRole({ name: 'Helpers' });
    guild.join(helper, { roles: [role] });
    await helper.in(channel).run('/plain');
    expect(scene.seen[1]?.moderator).toBe(false);
    scene.profile = { ...scene.profile, moderatorRoleId: role.id };
    await helper.in(channel).run('/plain');
    expect(scene.seen[2]?.moderator).toBe(true);
  });
});

describe('the greeting of a newcomer', () => {
  const greeting = [{ type: 'text', text: 'Nice to meet you' }] as const;
  const meet = async () => {
    const { scene, channel, anna } = bot();
    scene.profile = { ...scene.profile, met: false };
    scene.greeting = greeting;
    return anna.in(channel).run('/plain');
  };

  it('stands below their answer, where that has room for it', async () => {
    bot().scene.handler = () => toMe('Done');
    const answer = await meet();
    expect(answer.text).toBe('Done\nNice to meet you');
    expect(answer.followUps).toEqual([]);
    noViolations();
  });

  it.each([
    ['characters', [{ type: 'text', text: 'a'.repeat(3990) }]],
    ['components', Array.from({ length: 40 }, () => ({ type: 'text', text: 'a' }) as const)],
  ] as const)('follows an answer that has no room left for its %s', async (_what, blocks) => {
    bot().scene.handler = () => ({ type: 'message', audience: 'me', blocks });
    const answer = await meet();
    await expect.poll(() => answer.followUps.map(({ text }) => text)).toEqual(['Nice to meet you']);
    expect(answer.followUps[0]?.ephemeral).toBe(true);
    noViolations();
  });

  it('is no part of a public answer, nor of a form', async () => {
    const { scene } = bot();
    scene.handler = () => toChannel('question', 'Here');
    expect((await meet()).text).toBe('Here');
    noViolations();
  });
});

describe('refusals', () => {
  /** A message with the given button, made by whoever may make it. */
  const messageWith = async (does: CustomId) => {
    const { scene, channel, anna, moderator } = bot();
    scene.handler = () => toChannel('article', 'Here', buttons({ label: 'Press', does }));
    const answer = await moderator.in(channel).run('/plain');
    scene.handler = () => toMe('Done');
    scene.seen = [];
    return anna.in(channel).last() ?? answer;
  };

  it('of a moderator’s button, to somebody who sees it', async () => {
    const { scene, controls, ended } = bot();
    const message = await messageWith(controls.moderate.with({}));
    const answer = await message.click('Press');
    expect(answer.text).toContain('moderacja');
    expect(answer.ephemeral).toBe(true);
    expect(scene.seen).toEqual([]);
    expect((await ended()).at(-1)).toBe('refused');
    noViolations();
  });

  it('of a form for moderators: what was typed comes back', async () => {
    const { scene, controls, channel, anna, form } = bot();
    scene.handler = () => form(controls.submitModerator.with({}));
    const open = await anna.in(channel).run('/plain');
    scene.seen = [];
    const answer = await open.submit({ story: 'A long **story**' });
    expect(answer.text).toContain('moderacja');
    expect(answer.text).toContain('A long **story**');
    expect(scene.seen).toEqual([]);
    noViolations();
  });

  it('of a control for communities, outside of one', async () => {
    const { scene, controls, anna } = bot();
    anna.set({ hasApp: true });
    scene.handler = () => toMe('Here', buttons({ label: 'Press', does: controls.inGuild.with({}) }));
    const message = await anna.inDm().run('/plain');
    scene.seen = [];
    expect((await message.click('Press')).text).toContain('tylko w społeczności');
    expect(scene.seen).toEqual([]);
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
    const { scene, ended } = bot();
    const message = await messageWith(id as CustomId);
    const answer = await message.click('Press');
    expect(answer.text).toContain('nieaktualny');
    expect(answer.text).toContain('/help-pl');
    expect(scene.seen).toEqual([]);
    expect((await ended()).at(-1)).toBe('expired');
    noViolations();
  });

  it('of a form that is gone: what was typed comes back', async () => {
    const { scene, channel, anna, form, ended } = bot();
    scene.handler = () => form('1:gone' as CustomId);
    const answer = await (await anna.in(channel).run('/plain')).submit({ story: 'Typed with care' });
    expect(answer.text).toContain('nieaktualny');
    expect(answer.text).toContain('Typed with care');
    expect((await ended()).at(-1)).toBe('expired');
  });

  it('suggest nothing to whom a command is not for', async () => {
    const { sandbox, channel, anna, moderator } = bot();
    expect(await moderator.in(channel).type('/mod', { word: 'a' }, 'word')).toHaveLength(1);
    expect(await anna.in(channel).type('/find', { word: 'a' }, 'word')).toHaveLength(1);
    // Discord does not offer it; the bot decides all the same.
    expect(await direct(sandbox, moderator, channel).suggestions('mod', 'word', 'a')).toHaveLength(1);
    expect(await direct(sandbox, anna, channel).suggestions('mod', 'word', 'a')).toEqual([]);
  });
});

describe('too many uses', () => {
  it('of one command by one person get a kind wait; other commands and other persons go on', async () => {
    const { scene, sandbox, guild, channel, moderator, ended } = bot();
    const eager = sandbox.addPerson({ name: 'Eager', locale: 'pl' });
    guild.join(eager);
    for (let use = 0; use < 15; use += 1) await eager.in(channel).run('/plain');
    scene.seen = [];
    const limited = await eager.in(channel).run('/plain');
    expect(limited.text).toMatch(/Spróbuj ponownie za \d+ sekund/);
    expect(limited.ephemeral).toBe(true);
    expect(scene.seen).toEqual([]);
    expect((await ended()).at(-1)).toBe('refused');
    expect((await eager.in(channel).run('/later')).text).toBe('Done');
    expect((await moderator.in(channel).run('/mod')).text).toBe('Done');
    noViolations();
  });

  it('of a form give back what was typed', async () => {
    const { controls, sandbox, guild, channel } = bot();
    const eager = sandbox.addPerson({ name: 'Eager too', locale: 'pl' });
    guild.join(eager);
    const attacker = direct(sandbox, eager, channel);
    for (let use = 0; use < 15; use += 1)
      expect((await attacker.submit(controls.submit.with({}), { story: 'x' })).text).toBe('Done');
    const limited = await attacker.submit(controls.submit.with({}), { story: 'Typed with care' });
    expect(limited.text).toContain('Typed with care');
    expect(limited.text).toMatch(/Spróbuj ponownie/);
  });

  it('of suggestions suggest nothing', async () => {
    const { sandbox, guild, channel } = bot();
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
    const { scene, channel, anna, moderator } = bot();
    const message = anna.in(channel).say('Said in the channel');
    const answer = await moderator.in(channel).useOnMessage('menu', message);
    expect(answer.text).toBe('Text: Said in the channel');
    expect(JSON.stringify(scene.seen[0])).not.toContain(anna.id);
  });

  it('reads the texts of a message of components, too', async () => {
    const { scene, channel, anna, moderator } = bot();
    scene.handler = () => toChannel('article', 'First block', 'Second block');
    const message = await anna.in(channel).run('/plain');
    const answer = await moderator.in(channel).useOnMessage('menu', message);
    expect(answer.text).toBe('Text: First block\n\nSecond block');
  });
});
