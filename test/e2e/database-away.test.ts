import { type Answer, direct } from '@granica/discord-sandbox/persons';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { encodeId } from '../../src/messages/custom-id.ts';
import { ACTION_CASES, COMMAND_CASES, type Foreign } from '../access/cases.ts';
import { startBot, type TestBot, useBot } from '../support/bot.ts';
import { type Held, hold } from '../support/held.ts';

const VICTIM = '150000000000000001';
const FOREIGN: Foreign = { personId: VICTIM, contentId: '01980000-0000-7000-8000-000000000009' };
/** The bot waits for nothing: what it says at once here it says after seconds otherwise. */
const AT_ONCE = { dispensable: 20, hold: 40, interim: 80, announcedInterim: 80 };

const actions = [...new Set(commands.flatMap((command) => command.actions ?? []))];
const slash = commands.filter(({ type }) => type === 'slash');

// Each of them waits for the database as long as it may, so several do it at once.
describe.concurrent('while the database answers nothing', () => {
  let bot: TestBot;
  let held: Held;
  beforeAll(async () => {
    bot = await startBot({ deadlines: AT_ONCE });
    held = await hold(bot.database);
  });
  afterAll(async () => {
    await held.release();
    await bot.app.settle();
    expect(bot.sandbox.violations).toEqual([]);
    await bot.close();
  });
  const attacker = () => direct(bot.sandbox, bot.moderator, bot.channel);

  function expectAnswered(answer: Answer): void {
    if (answer.kind === 'form') expect(answer.fields.length).toBeGreaterThan(0);
    else expect([answer.text, ...answer.followUps.map(({ text }) => text)].join('')).not.toBe('');
  }

  it.each(slash.map(({ key }) => [key] as const))('the command %s is answered', async (key) => {
    expectAnswered(await attacker().run(key, COMMAND_CASES[key]?.options?.(FOREIGN)));
  });

  // Among tests that run at once, only a test's own `expect` knows for whom it polls.
  it.for(actions.map((action) => [action.name, action] as const))(
    'the control %s is answered',
    async ([name, action], { expect }) => {
      const given = ACTION_CASES[name] ?? { access: 'everyone' };
      const id = encodeId(action.name, action.params, { ...given.params?.(FOREIGN) });
      if (action.type === 'button') return expectAnswered(await attacker().press(id));
      if (action.type === 'select') {
        const type = name === 'setup.channel' ? 8 : name === 'setup.role' ? 6 : 3;
        return expectAnswered(await attacker().choose(id, given.chosen?.(FOREIGN) ?? ['x'], type));
      }
      const texts = Object.fromEntries(
        Object.keys(given.texts ?? {}).map((field) => [field, `What I typed: ${field}`]),
      );
      const answer = await attacker().submit(id, texts);
      const files = () => Promise.all(answer.files.map(async ({ url }) => (await fetch(url)).text()));
      // Where it was announced what is being done, this comes in its place.
      for (const text of Object.values(texts))
        await expect.poll(async () => [answer.text, ...(await files())].join('\n')).toContain(text);
    },
  );

  it('suggestions that need it are given up', async () => {
    expect(await attacker().suggestions('template.delete', 'template', 'x')).toEqual([]);
  });
});

const WORDS = {
  pl: { query: 'zaliczka', missing: 'teraz nie odpowiada', guide: '💡', template: 'gotowe do skopiowania' },
  en: { query: 'deposit', missing: 'answering right now', guide: '💡', template: 'ready to copy' },
} as const;

describe.each(['pl', 'en'] as const)('without a database, in %s,', (locale) => {
  const bot = useBot({ locale, deadlines: { ...AT_ONCE, hold: 30_000, interim: 60_000 } });
  const words = WORDS[locale];
  let held: Held | undefined;
  afterEach(async () => {
    await held?.release();
    held = undefined;
  });
  const here = () => bot().member.in(bot().channel);

  it('help, search, reading, browsing and tips go on, and say what is missing', async () => {
    held = await hold(bot().database);
    expect((await here().run('/help')).text).toContain('/');
    const found = await here().run('/guide search', { query: words.query });
    expect(found.buttons.length).toBeGreaterThan(0);
    // The word follows the answer.
    await expect.poll(() => found.followUps.map(({ text }) => text).join()).toContain(words.missing);
    const read = await found.click(found.buttons[0]?.customId ?? '');
    expect(read.text.length).toBeGreaterThan(200);
    expect((await here().run('/guide browse')).selects).toHaveLength(1);
    expect((await here().run('/guide tip')).text).toContain(words.guide);
  });

  it('suggestions that do not need it come', async () => {
    held = await hold(bot().database);
    const typist = direct(bot().sandbox, bot().member, bot().channel);
    expect(await typist.suggestions('guide.read', 'article', words.query)).not.toEqual([]);
  });

  it('the built-in templates can be looked through and filled in', async () => {
    held = await hold(bot().database);
    const list = await here().run('/template list');
    expect(list.buttons.length).toBeGreaterThan(0);
    const form = await here().run('/template use', { template: 'extra-fee' });
    expect(form.kind).toBe('form');
    const typed = form.fields.filter(({ required, type }) => required && type === 4);
    const filled = await form.submit(Object.fromEntries(typed.map(({ customId }) => [customId, 'Logo 1200'])));
    expect(filled.text).toMatch(new RegExp(`${words.template}|${words.missing}`));
    expect(filled.text).toContain('Logo 1200');
  });
});

describe('a change of membership while the database is away', () => {
  const bot = useBot();

  it('is noted once it is back, without a restart', async () => {
    const { database, guild, moderator, channel, app, logged } = bot();
    await moderator.in(channel).run('/admin setup');
    const departed = () => database.db.communityDeparture.count({ where: { communityId: guild.id } });
    await database.withSession((session) => session.exec('ALTER TABLE "CommunityDeparture" RENAME TO "Away"'));
    guild.removeBot();
    await expect.poll(() => logged.some((line) => line.includes('membership was not noted'))).toBe(true);
    await database.withSession((session) => session.exec('ALTER TABLE "Away" RENAME TO "CommunityDeparture"'));
    expect(await departed()).toBe(0);
    await app.runJob('memberships');
    expect(await departed()).toBe(1);
    guild.addBot();
    await expect.poll(departed).toBe(0);
  });
});
