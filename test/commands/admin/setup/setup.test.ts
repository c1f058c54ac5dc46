import { readFile } from 'node:fs/promises';
import { type Answer, direct } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { testClock } from '../../../support/clock.ts';
import { WORDS } from '../../../support/words/setup.ts';

/** Counts what a moderator presses: a command is picked and sent, and a list opened before one chooses from it: two each. */
function counting() {
  let clicks = 0;
  return {
    clicks: () => clicks,
    run: (answer: Promise<Answer>) => {
      clicks += 2;
      return answer;
    },
    click: (answer: Answer, label: string) => {
      clicks += 1;
      return answer.click(label);
    },
    choose: (answer: Answer, prompt: string, chosen: { readonly id: string }) => {
      clicks += 2;
      return answer.choose(prompt, [chosen]);
    },
  };
}

describe.each(['pl', 'en'] as const)('the set-up in %s', (locale) => {
  const bot = useBot({ locale, clock: testClock('2026-11-24T08:00:00Z') });

  const w = WORDS[locale];

  it('leads to a working weekly check-in in 12 clicks, wherever it runs and whatever things are called', async () => {
    const { moderator, member, channel, guild, database } = bot();
    const [checkin, team] = [guild.addChannel({ name: 'piatki' }), guild.addChannel({ name: 'zaplecze' })];
    const role = guild.addRole({ name: 'Opieka' });
    const count = counting();
    let step = await count.run(moderator.in(channel).run(w.start));
    expect(step.ephemeral).toBe(true);
    expect(step.text).toContain(w.first);
    expect(step.text).toContain(w.defaults);
    step = await count.choose(step, w.pick, checkin);
    step = await count.click(step, w.next);
    step = await count.choose(step, w.pickModerators, team);
    step = await count.choose(step, w.pickRole, role);
    step = await count.click(step, w.next);
    step = await count.click(step, w.next);
    expect(step.text).toContain(`<#${checkin.id}>: ${w.works}`);
    step = await count.click(step, w.test);
    expect(step.text).toMatch(w.gone);
    expect(step.text).toMatch(w.done);
    expect(step.text).toContain(w.integrations);
    const seen = member
      .in(checkin)
      .messages()
      .filter(({ deleted }) => !deleted);
    expect(seen).toHaveLength(0);
    expect(count.clicks()).toBe(12);
    expect(await database.db.community.findFirstOrThrow()).toMatchObject({
      id: guild.id,
      locale: locale,
      checkinChannelId: checkin.id,
      moderatorChannelId: team.id,
      moderatorRoleId: role.id,
      sharing: 'named',
      assistant: false,
      setUpAt: new Date('2026-11-24T08:00:00Z'),
    });
  });

  it('takes half the clicks where the names say what is what, and stores nothing before one says yes', async () => {
    const { moderator, channel, checkin, guild, sandbox, moderators, database } = bot();
    const open = guild.addChannel({ name: 'moderacja' });
    const team = guild.addChannel({ name: '🛡️┃mod-team' });
    team.permit(sandbox.bot, { allow: ['ViewChannel'] });
    team.permit(guild, { deny: ['ViewChannel'] });
    const community = () => database.db.community.findFirstOrThrow();
    try {
      const count = counting();
      let step = await count.run(moderator.in(channel).run(w.start));
      expect(step.text).toContain(w.suggestion);
      expect(step.text).toContain(`: <#${checkin.id}>`);
      expect((await community()).checkinChannelId).toBeNull();
      step = await count.click(step, w.take);
      expect(step.text).toContain(w.second);
      expect(step.text).toContain(`: <#${team.id}>`);
      expect(step.text).toContain(`: <@&${moderators.id}>`);
      expect(step.text).not.toContain(`<#${open.id}>`);
      expect(await community()).toMatchObject({ moderatorChannelId: null, moderatorRoleId: null });
      step = await count.click(step, w.take);
      step = await count.click(step, w.next);
      step = await count.click(step, w.test);
      expect(step.text).toMatch(w.done);
      expect(count.clicks()).toBe(6);
      expect(await community()).toMatchObject({
        checkinChannelId: checkin.id,
        moderatorChannelId: team.id,
        moderatorRoleId: moderators.id,
        setUpAt: expect.any(Date),
      });
    } finally {
      open.remove();
      team.remove();
    }
  });

  it('keeps what was chosen meanwhile from a suggestion, which may also be passed by', async () => {
    const { moderator, channel, checkin, guild, database } = bot();
    const mine = guild.addChannel({ name: 'piatki' });
    const suggesting = await moderator.in(channel).run(w.start);
    await (await moderator.in(channel).run(w.start)).choose(w.pick, [mine]);
    const asked = await suggesting.click(w.take);
    expect(asked.text).toContain(w.first);
    expect(asked.text).toContain(`<#${mine.id}>`);
    expect(asked.text).toContain(`<#${checkin.id}>`);
    expect(await database.db.community.findFirstOrThrow()).toMatchObject({ checkinChannelId: mine.id });
    await database.reset();
    const second = await (await moderator.in(channel).run(w.start)).click(w.skip);
    expect(second.text).toContain(w.second);
    expect(await database.db.community.findFirstOrThrow()).toMatchObject({ checkinChannelId: null });
  });

  /** Resolves once the bot has done all that it does about the interactions so far. */
  const allAnswered = () =>
    bot()
      .app.stopSteps.find(({ name }) => name === 'interactions')
      ?.stop();

  it('is brought along, once, by the first command of a moderator, after its answer', async () => {
    const { moderator, channel, database } = bot();
    const first = await moderator.in(channel).run('/admin health');
    expect(first.text).toContain(w.healthTitle);
    await allAnswered();
    expect(first.followUps).toHaveLength(1);
    expect(first.followUps[0]?.text).toMatch(new RegExp(`${w.notSetUp}[\\s\\S]*${w.first}`));
    expect(first.followUps[0]?.ephemeral).toBe(true);
    expect(await database.db.community.count()).toBe(1);
    const second = await moderator.in(channel).run('/admin health');
    await allAnswered();
    expect(second.followUps).toEqual([]);
  });

  it('is taken up where it was left, also after a restart', async () => {
    const { moderator, channel, checkin } = bot();
    const step = await moderator.in(channel).run('/admin setup');
    const chosen = await step.choose(w.pick, [checkin]);
    await bot().restart();
    expect((await chosen.click(w.next)).text).toContain(w.second);
    expect((await moderator.in(channel).run('/admin setup')).text).toContain(w.second);
  });

  it('takes the channel in which it runs by one press, for one use and not for both', async () => {
    const { moderator, checkin, guild, database } = bot();
    let step = await (await moderator.in(checkin).run('/admin setup')).click(w.here);
    expect((await database.db.community.findFirstOrThrow()).checkinChannelId).toBe(checkin.id);
    expect(step.buttons.map(({ label }) => label)).not.toContain(w.here);
    step = await step.click(w.next);
    expect(step.buttons.map(({ label }) => label)).not.toContain(w.here);
    const team = guild.addChannel({ name: 'zespol' });
    step = await (await moderator.in(team).run('/admin setup')).click(w.here);
    expect((await database.db.community.findFirstOrThrow()).moderatorChannelId).toBe(team.id);
  });

  /** From the first step to the last, nothing chosen and no suggestion taken. */
  async function passedBy(first: Answer): Promise<Answer> {
    return (await (await first.click(w.skip)).click(w.skip)).click(w.next);
  }

  it('finishes without a channel and says that nothing will be posted', async () => {
    const { moderator, channel } = bot();
    const step = await passedBy(await moderator.in(channel).run('/admin setup'));
    expect(step.text).toContain(w.noChannel);
    expect(step.buttons.map(({ label }) => label)).not.toContain(w.test);
    expect((await step.click(w.finish)).text).toContain(w.willNot);
  });

  it('says in words what is missing in each channel, and that a channel or role is gone', async () => {
    const { moderator, channel, guild, sandbox, database } = bot();
    const closed = guild.addChannel({ name: 'zamkniety' });
    const hidden = guild.addChannel({ name: 'ukryty' });
    closed.permit(sandbox.bot, { deny: ['CreatePublicThreads', 'ReadMessageHistory'] });
    hidden.permit(sandbox.bot, { deny: ['ViewChannel'] });
    let step = await moderator.in(channel).run('/admin setup');
    await step.choose(w.pick, [closed]);
    await database.db.community.updateMany({ data: { moderatorChannelId: hidden.id, moderatorRoleId: '5' } });
    step = await moderator.in(channel).run('/admin setup');
    expect(step.text).toContain(w.roleGone);
    step = await (await step.click(w.next)).click(w.next);
    expect(step.text).toContain(`${w.noThreads} <#${closed.id}>. ${w.give}`);
    expect(step.text).toContain(w.noHistory);
    expect(step.text).toContain(w.hidden);
    await database.db.community.updateMany({ data: { checkinChannelId: '6' } });
    step = await (await step.click(w.previous)).click(w.next);
    expect(step.text).toContain(w.channelGone);
  });

  it('says why a test post failed, and does not end while something is missing', async () => {
    const { moderator, channel, checkin, sandbox, database } = bot();
    const begun = await moderator.in(channel).run('/admin setup');
    await begun.choose(w.pick, [checkin]);
    let step = await moderator.in(channel).run('/admin setup');
    step = await (await step.click(w.skip)).click(w.next);
    sandbox.faults.add({ kind: 'done-but-lost', on: 'DELETE /channels/:channelId/messages/:messageId' });
    step = await step.click(w.test);
    expect(step.text).toContain(w.notRemoved);
    checkin.permit(sandbox.bot, { deny: ['SendMessages'] });
    step = await step.click(w.test);
    expect(step.text).toContain(w.mayNotWrite);
    checkin.permit(sandbox.bot, { allow: ['SendMessages'], deny: ['CreatePublicThreads'] });
    step = await step.click(w.test);
    expect(step.text).toMatch(w.gone);
    expect(step.text).toContain(w.noThreads);
    expect((await database.db.community.findFirstOrThrow()).setUpAt).toBeNull();
    checkin.permit(sandbox.bot, { allow: ['SendMessages', 'CreatePublicThreads'] });
    expect((await step.click(w.test)).text).toMatch(w.done);
    expect((await database.db.community.findFirstOrThrow()).setUpAt).not.toBeNull();
  });

  it('makes no test post in a forum, and says what will happen there', async () => {
    const { moderator, channel, guild } = bot();
    const forum = guild.addChannel({ name: 'rozmowy', kind: 'forum' });
    const begun = await moderator.in(channel).run('/admin setup');
    await begun.choose(w.pick, [forum]);
    let step = await moderator.in(channel).run('/admin setup');
    step = await (await (await step.click(w.skip)).click(w.next)).click(w.test);
    expect(step.text).toContain(w.forum);
    expect(step.text).toMatch(w.done);
  });

  it('hands over the handbook and an invitation that asks for what the README says', async () => {
    const { moderator, channel } = bot();
    const step = await passedBy(await moderator.in(channel).run('/admin setup'));
    const link = step.buttons.find(({ label }) => label === w.invite)?.url;
    const url = new URL(link ?? '');
    expect(url.searchParams.get('scope')).toBe('bot applications.commands');
    // View Channel, Send Messages, Attach Files, Read Message History, Create Public Threads, Send Messages in Threads
    const bits = [10n, 11n, 15n, 16n, 35n, 38n].reduce((sum, bit) => sum | (1n << bit), 0n);
    expect(url.searchParams.get('permissions')).toBe(bits.toString());
    const readme = (await readFile('README.md', 'utf8')).replaceAll(/\s+/g, ' ');
    expect(readme).toContain(
      'View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Read Message History, Attach Files.',
    );
    const handbook = await step.click(w.handbook);
    expect(handbook.ephemeral).toBe(true);
    const [file] = handbook.files;
    expect(file?.name).toBe(w.file);
    expect(await (await fetch(file?.url ?? '')).text()).toContain(w.heading);
  });

  it('opens /admin to the role that was chosen, and to nobody else', async () => {
    const { moderator, member, other, channel, guild } = bot();
    const role = guild.addRole({ name: 'Pomoc' });
    const step = await (await moderator.in(channel).run('/admin setup')).click(w.skip);
    const chosen = await step.choose(w.pickRole, [role]);
    expect(chosen.text).toContain(w.integrations);
    guild.setRoles(member, [role]);
    try {
      // A control of the moderator's panel, pressed by somebody with the role and by somebody without.
      const next = chosen.buttons.find(({ label }) => label === w.next)?.customId ?? '';
      expect((await direct(bot().sandbox, member, channel).press(next)).text).toContain(w.third);
      expect((await direct(bot().sandbox, other, channel).press(next)).text).toContain(w.refused);
      guild.setRoles(member, []);
      expect((await direct(bot().sandbox, member, channel).press(next)).text).toContain(w.refused);
    } finally {
      guild.setRoles(member, []);
    }
  });
});
