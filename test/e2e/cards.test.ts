import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { allPseudonyms } from '../../src/checkins/cards/pseudonyms.ts';
import { useBot } from '../support/bot.ts';
import { discussionOf, FRIDAY } from '../support/cards.ts';
import { testClock } from '../support/clock.ts';

describe.each(['pl', 'en'] as const)('what members share in %s', (locale) => {
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  const { words, tick, appear, inThread, cards, log, share, shared, join, open, thread } = discussionOf(bot, locale);
  let member: Person;
  let other: Person;
  beforeEach(async () => {
    clock.set(FRIDAY);
    member = join('Anna');
    other = join('Bartek');
    await open();
  });

  it('asks to look again where the text leads to a client', async () => {
    const preview = await share(member, 'named', 'Pisał z jan@firma.example i z numeru 601 234 567.');
    expect(preview.text).toContain(words.contact);
    const changed = await (await preview.click(words.change)).submit({ story: 'Pisał', learned: '', as: 'named' });
    expect(changed.text).not.toContain(words.contact);
    await changed.click(words.cancel);
  });

  it('shows exactly what others will see before anything is shared, and can be dropped', async () => {
    const preview = await share(member);
    expect(preview.ephemeral).toBe(true);
    expect(preview.text).toContain(words.preview);
    await tick();
    expect(cards()).toHaveLength(0);
    const changed = await (await preview.click(words.change)).submit({ story: 'Inaczej', learned: '', as: 'named' });
    expect(changed.text).toContain(`<@${member.id}>`);
    expect(changed.text).toContain('Inaczej');
    const promised = changed.text;
    const own = await changed.click(words.confirm);
    expect(own.text).toContain(words.done);
    await tick();
    const [card] = cards();
    expect(promised).toContain(card?.text ?? 'nothing');
    await (await share(other)).click(words.cancel);
    await tick();
    expect(cards()).toHaveLength(1);
  });

  it('ties nobody to an anonymous card: no interaction, no name, no id', async () => {
    const { sandbox, logged, database } = bot();
    sandbox.forget();
    logged.length = 0;
    await shared(member);
    const [card] = cards();
    if (!card) throw new Error('no card');
    const pseudonym = allPseudonyms(locale).find((name) => card.text.includes(name));
    expect(pseudonym).toBeDefined();
    expect(card.text).not.toContain(member.id);
    expect(card.text).not.toContain('Anna');
    expect(card.raw.interaction_metadata).toBeUndefined();
    const post = sandbox.requests.filter(
      ({ method, path }) => method === 'POST' && path.includes(`/channels/${thread()}/messages`),
    );
    expect(post).toHaveLength(1);
    expect(JSON.stringify(post)).not.toContain(member.id);
    // No line of the log, and no entry of the audit trail, holds the pseudonym or the author beside it.
    expect(logged.join('\n')).not.toContain(pseudonym);
    expect(await database.db.auditEntry.count()).toBe(0);
    // The same person has the same pseudonym all week, and another one has another.
    await shared(member, 'anonymous', 'Drugi raz');
    await shared(other, 'anonymous', 'Inna osoba');
    const names = cards().map(({ text }) => allPseudonyms(locale).find((name) => text.includes(name)));
    expect(names[0]).toBe(names[1]);
    expect(names[2]).not.toBe(names[0]);
  });

  it('is shared from the log as well, and found there again, also after the close', async () => {
    const { checkin } = bot();
    await log(member, 'Pierwszy wpis');
    const entry = await bot().database.db.violation.findFirst({ where: { authorId: member.id } });
    await log(member, 'Drugi wpis');
    const list = () => member.in(checkin).run('/violation list');
    const form = await (await list()).choose(words.share, [entry?.id ?? '']);
    await (await form.submit({ story: 'Pierwszy wpis', learned: '', as: 'anonymous' })).click(words.confirm);
    await appear();
    expect(cards()[0]?.text).toContain('Pierwszy wpis');
    // What is shared is no longer offered; the entry leads to its card instead.
    await expect((await list()).choose(words.share, [entry?.id ?? ''])).rejects.toThrow();
    const shown = async () => {
      const page = await list();
      const answers = await Promise.all(
        page.buttons
          .filter(({ label }) => label === words.showEntry)
          .map((button) => page.click(button.customId ?? '')),
      );
      return answers.find(({ text }) => text.includes('Pierwszy wpis'));
    };
    const own = await (await shown())?.click(words.ownCard);
    expect(own?.ephemeral).toBe(true);
    await (await own?.click(words.change))?.submit({ story: 'Zmieniony wpis', learned: '' });
    await appear();
    expect(cards()[0]?.text).toContain('Zmieniony wpis');
    // Others cannot tell from the card that it is theirs; whatever its author presses there leads back to it.
    const pressed = await inThread(member)
      .messages()
      .find(({ id }) => id === cards()[0]?.id)
      ?.click(words.report);
    expect(pressed?.text).toContain(words.own);
    clock.advance({ days: 4 });
    await tick();
    const late = await (await shown())?.click(words.ownCard);
    expect(late?.text).toContain(words.over);
    expect(late?.buttons.map(({ label }) => label)).toEqual([words.withdraw]);
    await late?.click(words.withdraw);
    await tick();
    expect(cards()).toEqual([]);
  });

  it('follows its author: changed, withdrawn, deleted with its entry', async () => {
    const own = await shared(member);
    const form = await own.click(words.change);
    await form.submit({ story: 'Poprawione **słowa**', learned: '' });
    await appear();
    expect(cards()[0]?.text).toContain('Poprawione \\*\\*słowa\\*\\*');
    await own.click(words.withdraw);
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await bot().database.db.violation.count()).toBe(1);

    const entry = await log(member);
    const form2 = await entry.click(words.share);
    await (await form2.submit({ story: 'Jeszcze raz', learned: '', as: 'named' })).click(words.confirm);
    await tick();
    expect(cards()).toHaveLength(1);
    await (await entry.click(words.delete)).click(words.deleteForGood);
    await tick();
    expect(cards()).toHaveLength(0);
  });

  it('is met by others: me too, advice, a rating', async () => {
    const { moderator, database } = bot();
    await shared(member);
    const [card] = cards();
    if (!card) throw new Error('no card');
    const seen = (person: Person) =>
      inThread(person)
        .messages()
        .find(({ id }) => id === card.id);
    expect((await seen(member)?.click(words.meToo))?.text).toContain(words.own);
    await seen(other)?.click(words.meToo);
    await tick();
    expect(cards()[0]?.buttons.map(({ label }) => label)).toContain(words.meTooOnce);
    const advice = await seen(other)?.click(words.advise);
    await advice?.submit({ advice: 'Powiedz <@everyone> **stop**' });
    await tick();
    const posted = inThread(moderator)
      .messages()
      .find(({ text }) => text.includes(words.advice));
    expect(posted?.text).toContain(`<@${other.id}>`);
    expect(posted?.text).not.toContain('**stop**');
    expect(posted?.raw.mentions).toEqual([]);
    expect((await posted?.click(words.helped))?.text).toContain(words.rated);
    expect(await database.db.adviceRating.count()).toBe(1);
  });

  it('keeps the community’s rules: by name only, slow mode, off, and closed', async () => {
    const { database } = bot();
    await database.db.community.updateMany({ data: { slowMinutes: 30 } });
    await shared(member);
    const slow = await share(other);
    expect((await slow.click(words.confirm)).text).toContain(words.slow);
    clock.advance({ minutes: 31 });
    const later = await share(other);
    await database.db.community.updateMany({ data: { sharing: 'named' } });
    expect((await later.click(words.confirm)).text).toContain(words.namedOnly);
    // Where there is no choice, the form does not ask.
    const form = await (await log(other)).click(words.share);
    const named = await form.submit({ story: 'Pod imieniem', learned: '' });
    clock.advance({ days: 4 });
    await tick();
    expect((await named.click(words.confirm)).text).toContain(words.noDiscussion);
    expect((await log(member)).buttons.map(({ label }) => label)).not.toContain(words.share);
  });
});
