import { beforeEach, describe, expect, it } from 'vitest';
import { allPseudonyms } from '../../src/checkins/cards/pseudonyms.ts';
import type { Person } from '../../src/sandbox/persons/handles.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const FRIDAY = '2026-11-27T09:00:00Z';
const WORDS = {
  pl: {
    log: 'Zapisz naruszenie',
    share: 'Udostępnij w dyskusji',
    preview: 'Tak zobaczą to inni',
    confirm: 'Udostępnij',
    done: 'Udostępnione w dyskusji',
    held: 'Moderacja najpierw to przeczyta',
    change: 'Zmień',
    withdraw: 'Wycofaj',
    cancel: 'Rezygnuję',
    contact: 'adres e-mail, numer telefonu',
    meToo: 'Też tak mam',
    meTooOnce: 'Też tak mam · 1',
    own: 'To twoja karta',
    advise: 'Doradź',
    advice: 'radzi',
    helped: 'Pomogło',
    rated: 'ta rada pomogła',
    report: 'Zgłoś',
    remove: 'Usuń',
    keep: 'Zostaw',
    show: 'Pokaż',
    removed: 'Moderacja usunęła twoją kartę',
    decided: 'już rozstrzygnięta',
    blocked: 'nie możesz udostępniać anonimowo',
    slow: 'Następną można udostępnić',
    noDiscussion: 'nie ma otwartej dyskusji',
    namedOnly: 'tylko pod nazwą konta',
    delete: 'Usuń',
    deleteForGood: 'Usuń na zawsze',
  },
  en: {
    log: 'Log a violation',
    share: 'Share in the discussion',
    preview: 'This is what others will see',
    confirm: 'Share it',
    done: 'Shared in this week',
    held: 'Moderators read it first',
    change: 'Change it',
    withdraw: 'Take it back',
    cancel: 'Never mind',
    contact: 'an e-mail address, a phone number',
    meToo: 'Me too',
    meTooOnce: 'Me too · 1',
    own: 'This is your card',
    advise: 'Offer advice',
    advice: 'advises',
    helped: 'It helped',
    rated: 'this advice helped',
    report: 'Report',
    remove: 'Remove',
    keep: 'Keep',
    show: 'Show it',
    removed: 'Moderators removed your card',
    decided: 'already been decided',
    blocked: 'cannot share anonymously',
    slow: 'The next one can be shared',
    noDiscussion: 'No discussion is open',
    namedOnly: 'under your own name only',
    delete: 'Delete',
    deleteForGood: 'Delete for good',
  },
} as const;

describe.each(['pl', 'en'] as const)('what members share in %s', (locale) => {
  const words = WORDS[locale];
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock });
  let threadId = '';
  let member: Person;
  let other: Person;

  beforeEach(async () => {
    clock.set(FRIDAY);
    const { database, guild, checkin, app, sandbox } = bot();
    // New ones for each test: what a person may do in a minute is limited.
    const join = (name: string) => {
      const person = sandbox.addPerson({ name, locale });
      guild.join(person);
      return person;
    };
    member = join('Anna');
    other = join('Bartek');
    await database.db.community.create({
      data: {
        id: guild.id,
        locale,
        zone: 'Europe/Warsaw',
        sharing: 'anonymous',
        checkinChannelId: checkin.id,
        checkinWeekday: 5,
        checkinTime: '10:00',
        checkinNextAt: new Date(FRIDAY),
        setUpAt: new Date(FRIDAY),
      },
    });
    await app.runJob('check-ins');
    threadId = (await database.db.checkin.findFirstOrThrow()).threadId ?? '';
  });
  const tick = () => bot().app.runJob('check-ins');
  const inThread = (person: Person) => person.in({ id: threadId });
  const cards = () =>
    inThread(other)
      .messages()
      .filter(({ buttons }) => buttons.some(({ label }) => label?.startsWith(words.meToo)));
  const log = async (person: Person, story = 'Klient **krzyczał** przez telefon') => {
    const form = await person.in(bot().checkin).run('/violation log');
    return form.submit({ kind: 'disrespect', story, reaction: 'refused', weight: '3' });
  };
  const share = async (person: Person, as: 'anonymous' | 'named' = 'anonymous', story = 'Krzyk przez telefon') => {
    const form = await (await log(person)).click(words.share);
    const preview = await form.submit({ story, learned: 'Kończę rozmowę', as });
    return preview;
  };
  const shared = async (person: Person, as: 'anonymous' | 'named' = 'anonymous', story?: string) => {
    const own = await (await share(person, as, story)).click(words.confirm);
    await tick();
    return own;
  };

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
      ({ method, path }) => method === 'POST' && path.includes(`/channels/${threadId}/messages`),
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

  it('follows its author: changed, withdrawn, deleted with its entry', async () => {
    const own = await shared(member);
    const form = await own.click(words.change);
    await form.submit({ story: 'Poprawione **słowa**', learned: '' });
    await tick();
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

  it('reaches the moderators where a word is watched for, and is shown once they approve', async () => {
    const { database, moderator, checkin } = bot();
    await database.db.community.updateMany({ data: { watchWords: 'głup*' } });
    const own = await shared(member, 'anonymous', 'To byl GLUPI pomysł');
    expect(own.text).toContain(words.held);
    expect(cards()).toHaveLength(0);
    const queue = await moderator.in(checkin).run('/admin moderate queue');
    expect(queue.text).toContain('GLUPI');
    expect(queue.text).not.toContain(member.id);
    await queue.click(words.show);
    await tick();
    expect(cards()).toHaveLength(1);
    expect((await queue.click(words.show)).text).toContain(words.decided);
  });

  it('is removed by moderators: the author is told privately and gets the text back', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const form = await cards()[0]?.click(words.report);
    await form?.submit({ reason: 'To nieprawda' });
    const queue = await moderator.in(checkin).run('/admin moderate queue');
    expect(queue.text).toContain('To nieprawda');
    expect(queue.text).not.toContain(other.id);
    const reason = await queue.click(words.remove);
    await reason.submit({ reason: 'Za dużo szczegółów' });
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.auditEntry.findMany()).toMatchObject([{ action: 'share.remove' }]);
    expect(JSON.stringify(await database.db.auditEntry.findMany())).not.toContain(member.id);
    await bot().app.runJob('notices');
    const next = await member.in(checkin).run('/help');
    await expect.poll(() => next.followUps.length).toBe(1);
    const told = next.followUps.map(({ text }) => text).join('\n');
    expect(told).toContain(words.removed);
    expect(told).toContain('Za dużo szczegółów');
    expect(told).toContain('Krzyk przez telefon');
  });

  it('blocks by pseudonym without telling whom, also across weeks and after an erasure', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const pseudonym = (await database.db.cardPseudonym.findFirstOrThrow()).name;
    const typed = `2026-11-27 ${pseudonym}`;
    const seat = moderator.in(checkin);
    const offered = await seat.type('/admin moderate block', { pseudonym: '' }, 'pseudonym');
    expect(offered.map(({ value }) => value)).toEqual([typed]);
    const first = await seat.run('/admin moderate block', { pseudonym: typed });
    expect(first.text).toContain(pseudonym);
    expect(first.text).not.toContain(member.id);
    const form = await (await log(member)).click(words.share);
    expect((await form.submit({ story: 'Znowu', learned: '', as: 'anonymous' })).text).toContain(words.blocked);
    expect((await form.submit({ story: 'Znowu', learned: '', as: 'named' })).text).toContain(words.preview);
    expect(JSON.stringify(await database.db.anonymousBlock.findMany())).not.toContain(member.id);
    // An earlier pseudonym of the same person is blocked as if it were anybody's: the answer gives nothing away.
    const earlier = await database.db.checkin.create({
      data: {
        communityId: bot().guild.id,
        week: new Date('2026-11-16'),
        localDate: new Date('2026-11-20'),
        dueAt: new Date(FRIDAY),
        latestAt: new Date(FRIDAY),
        closesAt: new Date(FRIDAY),
        theme: 'tip-social-media',
        channelId: checkin.id,
      },
    });
    await database.db.cardPseudonym.create({
      data: { checkinId: earlier.id, personId: member.id, name: 'Cicha Sowa' },
    });
    const second = await seat.run('/admin moderate block', { pseudonym: '2026-11-20 Cicha Sowa' });
    expect(second.text.replace('Cicha Sowa', pseudonym).replace('2026-11-20', '2026-11-27')).toBe(first.text);
    await seat.run('/admin moderate unblock', { pseudonym: typed });
    expect(await database.db.anonymousBlock.count()).toBe(1);
  });

  it('disappears with its author’s data, and the block stays', async () => {
    const { moderator, checkin, database } = bot();
    await shared(member);
    const pseudonym = (await database.db.cardPseudonym.findFirstOrThrow()).name;
    await moderator.in(checkin).run('/admin moderate block', { pseudonym: `2026-11-27 ${pseudonym}` });
    const ask = await member.in(checkin).run('/privacy delete');
    await ask.click(locale === 'pl' ? 'Usuń wszystko' : 'Delete everything');
    await tick();
    expect(cards()).toHaveLength(0);
    expect(await database.db.card.count()).toBe(0);
    const form = await (await log(member)).click(words.share);
    expect((await form.submit({ story: 'Nowy', learned: '', as: 'anonymous' })).text).toContain(words.blocked);
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
