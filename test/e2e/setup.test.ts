import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/sandbox/persons/answer.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

/** Counts what a moderator presses: a list takes two presses, one that opens it and one that chooses. */
function counting() {
  let clicks = 0;
  return {
    clicks: () => clicks,
    run: (answer: Promise<Answer>) => {
      clicks += 1;
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

describe.each([
  {
    locale: 'pl' as const,
    start: '/admin konfiguracja',
    pick: 'Wybierz kanał',
    pickModerators: 'Wybierz kanał moderacji',
    next: 'Dalej',
    test: 'Wpis próbny',
    finish: 'Zakończ',
    first: 'krok 1 z 4: Cotygodniowy check-in',
    works: 'mogę publikować check-in i otwierać pod nim wątek',
    gone: /Wpis próbny pojawił się na kanale <#\d+> i zniknął/,
    done: /Następny check-in: <t:\d+:F> na kanale/,
  },
  {
    locale: 'en' as const,
    start: '/admin setup',
    pick: 'Choose the channel',
    pickModerators: 'Choose the moderators’ channel',
    next: 'Next',
    test: 'Test post',
    finish: 'Finish',
    first: 'step 1 of 4: Weekly check-in',
    works: 'I can post the check-in and open a thread below it',
    gone: /The test post appeared in <#\d+> and is gone again/,
    done: /The next check-in: <t:\d+:F> in/,
  },
])('the set-up ($locale)', (words) => {
  const bot = useBot({ locale: words.locale, clock: testClock('2026-11-24T08:00:00Z') });

  it('leads to a working weekly check-in in at most 12 clicks', async () => {
    const { moderator, member, channel, guild, database } = bot();
    const checkin = guild.addChannel({ name: 'check-in' });
    const team = guild.addChannel({ name: 'moderacja' });
    const count = counting();
    let step = await count.run(moderator.in(channel).run(words.start));
    expect(step.ephemeral).toBe(true);
    expect(step.text).toContain(words.first);
    step = await count.choose(step, words.pick, checkin);
    step = await count.click(step, words.next);
    step = await count.choose(step, words.pickModerators, team);
    step = await count.click(step, words.next);
    step = await count.click(step, words.next);
    expect(step.text).toContain(`<#${checkin.id}>: ${words.works}`);
    step = await count.click(step, words.test);
    expect(step.text).toMatch(words.gone);
    const seen = member
      .in(checkin)
      .messages()
      .filter(({ deleted }) => !deleted);
    expect(seen).toHaveLength(0);
    step = await count.click(step, words.finish);
    expect(step.text).toMatch(words.done);
    expect(count.clicks()).toBeLessThanOrEqual(12);
    expect(await database.db.community.findFirstOrThrow()).toMatchObject({
      id: guild.id,
      locale: words.locale,
      checkinChannelId: checkin.id,
      moderatorChannelId: team.id,
      sharing: 'named',
      assistant: false,
      setUpAt: new Date('2026-11-24T08:00:00Z'),
    });
  });
});

describe('the set-up', () => {
  const bot = useBot();
  /** Resolves once the bot has done all that it does about the interactions so far. */
  const allAnswered = () =>
    bot()
      .app.stopSteps.find(({ name }) => name === 'interactions')
      ?.stop();

  it('is brought along, once, by the first command of a moderator, after its answer', async () => {
    const { moderator, channel, database } = bot();
    const first = await moderator.in(channel).run('/admin stan');
    expect(first.text).toContain('Stan bota');
    await allAnswered();
    expect(first.followUps).toHaveLength(1);
    expect(first.followUps[0]?.text).toMatch(/nie jest jeszcze skonfigurowana[\s\S]*krok 1 z 4/);
    expect(first.followUps[0]?.ephemeral).toBe(true);
    expect(await database.db.community.count()).toBe(1);
    const second = await moderator.in(channel).run('/admin stan');
    await allAnswered();
    expect(second.followUps).toEqual([]);
  });

  it('is taken up where it was left, also after a restart', async () => {
    const { moderator, channel, checkin } = bot();
    const step = await moderator.in(channel).run('/admin setup');
    const chosen = await step.choose('Wybierz kanał', [checkin]);
    await bot().restart();
    expect((await chosen.click('Dalej')).text).toContain('krok 2 z 4: Moderacja');
    expect((await moderator.in(channel).run('/admin setup')).text).toContain('krok 2 z 4: Moderacja');
  });

  it('finishes without a channel and says that nothing will be posted', async () => {
    const { moderator, channel } = bot();
    let step = await moderator.in(channel).run('/admin setup');
    for (let number = 1; number < 4; number += 1) step = await step.click('Dalej');
    expect(step.text).toContain('Check-in nie ma jeszcze kanału');
    expect(step.buttons.find(({ label }) => label === 'Wpis próbny')?.disabled).toBe(true);
    expect((await step.click('Zakończ')).text).toContain('więc się nie pojawi');
  });

  it('says in words what is missing in each channel, and that a channel or role is gone', async () => {
    const { moderator, channel, guild, sandbox, database } = bot();
    const closed = guild.addChannel({ name: 'zamkniety' });
    const hidden = guild.addChannel({ name: 'ukryty' });
    closed.permit(sandbox.bot, { deny: ['CreatePublicThreads', 'ReadMessageHistory'] });
    hidden.permit(sandbox.bot, { deny: ['ViewChannel'] });
    let step = await moderator.in(channel).run('/admin setup');
    await step.choose('Wybierz kanał', [closed]);
    await database.db.community.updateMany({ data: { moderatorChannelId: hidden.id, moderatorRoleId: '5' } });
    step = await moderator.in(channel).run('/admin setup');
    expect(step.text).toContain('Wybranej roli moderacji już nie ma');
    step = await (await step.click('Dalej')).click('Dalej');
    expect(step.text).toContain(
      `Nie mogę otwierać wątków na kanale <#${closed.id}>. Nadaj mi tam uprawnienie „Tworzenie publicznych wątków”.`,
    );
    expect(step.text).toContain('po zerwaniu połączenia nie sprawdzę');
    expect(step.text).toContain(`Nie widzę kanału <#${hidden.id}>`);
    await database.db.community.updateMany({ data: { checkinChannelId: '6' } });
    step = await (await step.click('Wstecz')).click('Dalej');
    expect(step.text).toContain('Kanału check-inu już nie ma');
  });

  it('says why a test post failed', async () => {
    const { moderator, channel, checkin, sandbox } = bot();
    const begun = await moderator.in(channel).run('/admin setup');
    await begun.choose('Wybierz kanał', [checkin]);
    let step = await moderator.in(channel).run('/admin setup');
    step = await (await step.click('Dalej')).click('Dalej');
    sandbox.faults.add({ kind: 'done-but-lost', on: 'DELETE /channels/:channelId/messages/:messageId' });
    step = await step.click('Wpis próbny');
    expect(step.text).toContain('Discord nie pozwolił go usunąć');
    checkin.permit(sandbox.bot, { deny: ['SendMessages'] });
    step = await step.click('Wpis próbny');
    expect(step.text).toContain('Discord nie pozwala mi pisać');
    checkin.permit(sandbox.bot, { allow: ['SendMessages'] });
  });

  it('makes no test post in a forum, and says what will happen there', async () => {
    const { moderator, channel, guild } = bot();
    const forum = guild.addChannel({ name: 'rozmowy', kind: 'forum' });
    const begun = await moderator.in(channel).run('/admin setup');
    await begun.choose('Wybierz kanał', [forum]);
    let step = await moderator.in(channel).run('/admin setup');
    step = await (await (await step.click('Dalej')).click('Dalej')).click('Wpis próbny');
    expect(step.text).toContain('jest forum: wpisu próbnego tam nie zrobię');
  });

  it('hands over the handbook and an invitation that asks for what the README says', async () => {
    const { moderator, channel } = bot();
    let step = await moderator.in(channel).run('/admin setup');
    for (let number = 1; number < 4; number += 1) step = await step.click('Dalej');
    const link = step.buttons.find(({ label }) => label === 'Zaproszenie bota')?.url;
    const url = new URL(link ?? '');
    expect(url.searchParams.get('scope')).toBe('bot applications.commands');
    // View Channel, Send Messages, Attach Files, Read Message History, Create Public Threads, Send Messages in Threads
    const bits = [10n, 11n, 15n, 16n, 35n, 38n].reduce((sum, bit) => sum | (1n << bit), 0n);
    expect(url.searchParams.get('permissions')).toBe(bits.toString());
    const readme = (await readFile('README.md', 'utf8')).replaceAll(/\s+/g, ' ');
    expect(readme).toContain(
      'View Channel, Send Messages, Send Messages in Threads, Create Public Threads, Read Message History, Attach Files.',
    );
    const handbook = await step.click('Podręcznik moderacji');
    expect(handbook.ephemeral).toBe(true);
    const [file] = handbook.files;
    expect(file?.name).toBe('podrecznik-moderacji.md');
    expect(await (await fetch(file?.url ?? '')).text()).toContain('# Podręcznik moderacji');
  });

  it('opens /admin to the role that was chosen, and to nobody else', async () => {
    const { moderator, member, other, channel, guild } = bot();
    const role = guild.addRole({ name: 'Pomoc' });
    const step = await (await moderator.in(channel).run('/admin setup')).click('Dalej');
    const chosen = await step.choose('Wybierz rolę moderacji', [role]);
    expect(chosen.text).toContain('Ustawienia serwera → Integracje');
    guild.setRoles(member, [role]);
    try {
      // A control of the moderator's panel, pressed by somebody with the role and by somebody without.
      const { direct } = await import('../support/direct.ts');
      const next = chosen.buttons.find(({ label }) => label === 'Dalej')?.customId ?? '';
      expect((await direct(bot().sandbox, member, channel).press(next)).text).toContain('krok 3 z 4');
      expect((await direct(bot().sandbox, other, channel).press(next)).text).toContain('tylko moderacja');
      guild.setRoles(member, []);
      expect((await direct(bot().sandbox, member, channel).press(next)).text).toContain('tylko moderacja');
    } finally {
      guild.setRoles(member, []);
    }
  });
});
