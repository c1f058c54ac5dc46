import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../src/sandbox/persons/handles.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { direct } from '../support/direct.ts';
import { dumpTables } from '../support/person.ts';

// Monday, 10:00 in Warsaw, within everybody's hours.
const MONDAY = '2026-11-23T09:00:00Z';
const clock = testClock(MONDAY);
beforeEach(() => clock.set(MONDAY));

const entry = { kind: 'late-payment', story: 'Faktura sprzed **miesiąca**.', client: 'Piekarnia', weight: '4' };

const WORDS = {
  pl: {
    edit: 'Popraw',
    when: 'Data i koszt',
    remove: 'Usuń',
    removeNow: 'Usuń na zawsze',
    keep: 'Zostaw',
    gone: 'Tego wpisu już nie ma',
    again: 'Zapisz ponownie',
    saved: 'Zapisane',
    state: 'Zmień stan',
    paid: 'Klient zapłacił',
    history: 'Historia zmian',
    boundary: 'Granica z twojej karty',
    remind: 'Przypomnij mi',
    inTwo: 'Za 2 dni',
    done: 'Załatwione',
    stop: 'Nie przypominaj',
    stopAll: 'Nie przypominaj o żadnym',
    ended: 'Jak się to skończyło?',
    followUp: 'Co słychać w tej sprawie?',
    show: 'Pokaż',
    problem: 'Nie rozumiem kwoty',
    next: 'Dalej',
    share: 'Z reakcją: 1 z 2 (50%)',
    shareAlt: 'przekroczone granice',
    day: '20.11',
    amount: '350 zł',
    cost: '1,5 h bez zapłaty + 350 zł',
    notCounted: 'Nie licz mnie',
  },
  en: {
    edit: 'Edit',
    when: 'Date and cost',
    remove: 'Delete',
    removeNow: 'Delete for good',
    keep: 'Keep it',
    gone: 'This entry is no longer there',
    again: 'Save again',
    saved: 'Saved',
    state: 'Change the state',
    paid: 'The client paid',
    history: 'History',
    boundary: 'The boundary on your sheet',
    remind: 'Remind me',
    inTwo: 'In 2 days',
    done: 'Done',
    stop: 'Stop reminding',
    stopAll: 'Stop for all entries',
    ended: 'How did it end?',
    followUp: 'How are things with this one?',
    show: 'Show',
    problem: 'I cannot read the amount',
    next: 'Next',
    share: 'Addressed: 1 of 2 (50%)',
    shareAlt: 'crossed boundaries',
    day: '20 Nov',
    amount: '350 PLN',
    cost: '1.5 h unpaid + PLN 350',
    notCounted: 'Do not count me',
  },
} as const;

describe.each(['pl', 'en'] as const)('an entry in depth in %s', (locale) => {
  const bot = useBot({ locale, clock });
  const words = WORDS[locale];
  // Somebody new each time: whoever comes too often is asked to wait.
  let member: Person;
  beforeEach(() => {
    member = bot().sandbox.addPerson({ name: 'Celina', locale });
    bot().guild.join(member);
  });

  const log = async (change: Partial<typeof entry> & { reaction?: string } = {}) => {
    const { channel } = bot();
    const form = await member.in(channel).run('/violation log');
    return form.submit({ ...entry, reaction: 'let-pass', ...change });
  };
  const stored = () => bot().database.db.violation.findFirstOrThrow();
  const tick = () => bot().app.runJob('notices');

  it('shows the boundary of the sheet that was crossed', async () => {
    const { database } = bot();
    expect((await log()).text).not.toContain(words.boundary);
    await database.db.boundarySheet.create({ data: { personId: member.id, payment: JSON.stringify({ due: 14 }) } });
    const saved = await log();
    expect(saved.text).toContain(words.boundary);
    expect(saved.text).toContain('14');
  });

  it('takes an edit, keeps what it said, and counts anew', async () => {
    const { database } = bot();
    const form = await (await log()).click(words.edit);
    expect(form.fields.find(({ customId }) => customId === 'story')?.value).toBe(entry.story);
    const changed = await form.submit({
      kind: 'scope-creep',
      story: 'Nowa wersja.',
      client: 'Kawiarnia',
      reaction: 'reminded',
      weight: '2',
    });
    expect(changed.text).toContain(words.history);
    expect(changed.text).toContain('Faktura sprzed');
    expect(await stored()).toMatchObject({ kind: 'scope-creep', story: 'Nowa wersja.', weight: 2, state: 'addressed' });
    const sums = await database.db.violationTally.findMany({ where: { authorId: member.id } });
    expect(sums).toMatchObject([{ kind: 'scope-creep', entries: 1, letPass: 0, addressed: 1 }]);
  });

  it('takes the day and what it cost, and gives back what it cannot read', async () => {
    const { database } = bot();
    const saved = await log();
    const form = await saved.click(words.when);
    const refused = await form.submit({ day: words.day, hours: '90 min', amount: 'dużo' });
    expect(refused.text).toContain(words.problem);
    expect(refused.text).toContain('90 min');
    expect(await stored()).toMatchObject({ unpaidMinutes: null });
    const changed = await (await saved.click(words.when)).submit({
      day: words.day,
      hours: '1,5',
      amount: words.amount,
      nextStep: 'Zadzwonię.',
    });
    expect(changed.text.replaceAll('\u00a0', ' ')).toContain(words.cost);
    expect(await stored()).toMatchObject({
      happenedOn: new Date('2026-11-20'),
      unpaidMinutes: 90,
      currency: 'PLN',
      nextStep: 'Zadzwonię.',
    });
    const sums = await database.db.violationTally.findMany();
    expect(sums).toMatchObject([{ week: new Date('2026-11-16'), currency: 'PLN', unpaidMinutes: 90 }]);
    // The form gives back what it was given.
    const again = await changed.click(words.when);
    const same = await again.submit({});
    expect(same.kind).toBe('message');
    expect(await stored()).toMatchObject({ unpaidMinutes: 90, currency: 'PLN' });
  });

  it('moves on to an outcome by one choice', async () => {
    const { channel } = bot();
    await log();
    const list = await member.in(channel).run('/violation list');
    const card = await list.click(words.show);
    const resolved = await card.choose(words.state, ['resolved.paid']);
    expect(resolved.text).toContain(words.paid);
    expect(await stored()).toMatchObject({ state: 'resolved', outcome: 'paid', addressedOn: new Date('2026-11-23') });
  });

  it('is deleted after a question, with its sums and its reminder', async () => {
    const { database, sandbox, channel } = bot();
    const saved = await log();
    await (await saved.click(words.remind)).click(words.inTwo);
    const asked = await saved.click(words.remove);
    const kept = await asked.click(words.keep);
    expect(kept.text).toContain('Piekarnia');
    expect(await database.db.violation.count()).toBe(1);
    const edit = kept.buttons.find(({ label }) => label === words.edit)?.customId ?? '';
    await (await kept.click(words.remove)).click(words.removeNow);
    expect(await database.db.violation.count()).toBe(0);
    expect(await database.db.violationTally.count()).toBe(0);
    expect(await database.db.notice.count()).toBe(0);
    const late = await direct(sandbox, member, channel).press(edit);
    expect(late.text).toContain(words.gone);
  });

  it('reminds once, in a private message, and only of what nothing happened to', async () => {
    const messages = () =>
      member
        .inDm()
        .messages()
        .filter(({ text }) => text.includes(words.followUp));
    const before = messages().length;
    await (await (await log()).click(words.remind)).click(words.inTwo);
    const other = await log({ client: 'Kawiarnia' });
    await (await other.click(words.remind)).click(words.inTwo);
    const { id } = await bot().database.db.violation.findFirstOrThrow({ where: { clientLabel: 'Kawiarnia' } });
    await bot().database.db.violation.update({ where: { id }, data: { state: 'addressed' } });
    clock.advance({ days: 1 });
    await tick();
    expect(messages()).toHaveLength(before);
    clock.advance({ days: 1 });
    await tick();
    const [reminder, ...more] = messages().slice(before);
    expect(more).toEqual([]);
    expect(reminder?.text).toContain('Piekarnia');
    expect(reminder?.text).not.toContain('Faktura');
    const done = await reminder?.click(words.done);
    expect(done?.text).toContain(words.ended);
    const row = await bot().database.db.violation.findFirstOrThrow({ where: { clientLabel: 'Piekarnia' } });
    expect(row.state).toBe('addressed');
  });

  it('stops reminding, of one entry or of all', async () => {
    const { database } = bot();
    for (const client of ['Piekarnia', 'Kawiarnia'])
      await (await (await log({ client })).click(words.remind)).click(words.inTwo);
    clock.advance({ days: 2 });
    await tick();
    const reminders = member.inDm().messages().slice(-2);
    const stopped = await reminders[0]?.click(words.stop);
    expect(await database.db.noticeConsent.count()).toBe(1);
    await stopped?.click(words.stopAll);
    expect(await database.db.noticeConsent.count()).toBe(0);
    expect(await database.db.notice.count()).toBe(0);
  });

  it('gives the whole text back when saving fails, and saves it once by a button', async () => {
    const { channel, database, logged } = bot();
    const form = await member.in(channel).run('/violation log', { kind: 'other' });
    const story = 'Cytat:\n```\nkod\n```\n i `więcej`';
    const typed = { story, client: 'Piekarnia', reaction: 'refused', weight: '3', nextStep: 'Krok `drugi`' };
    await database.withSession((session) => session.exec('ALTER TABLE "Violation" RENAME TO "Away"'));
    const failed = await form
      .submit(typed)
      .finally(() => database.withSession((session) => session.exec('ALTER TABLE "Away" RENAME TO "Violation"')));
    logged.length = 0; // the failure was wanted
    expect(await database.db.violation.count()).toBe(0);
    const saved = await failed.click(words.again);
    expect(saved.text).toContain(words.saved);
    await failed.click(words.again);
    expect(await database.db.violation.count()).toBe(1);
    expect(await stored()).toMatchObject({ story, clientLabel: 'Piekarnia', nextStep: 'Krok `drugi`', weight: 3 });
  });

  it('filters by kind, state, period and client, over pages', async () => {
    const { channel } = bot();
    for (let number = 1; number <= 7; number += 1) {
      await log({ story: `Wpis numer ${number}` });
      clock.advance({ minutes: 1 });
    }
    await log({ kind: 'other', client: 'Kawiarnia', story: 'Inny wpis', reaction: 'refused' });
    const byOption = await member.in(channel).run('/violation list', { client: 'piekarnia', state: 'open' });
    expect(byOption.text).not.toContain('Inny wpis');
    expect(byOption.text).toContain(': 7');
    const all = await member.in(channel).run('/violation list');
    const select = (index: number) => all.selects[index]?.customId ?? '';
    expect(
      all.selects[3]?.options
        .map(({ label }) => label)
        .slice(1)
        .sort(),
    ).toEqual(['Kawiarnia', 'Piekarnia']);
    const one = await all.choose(select(3), ['Piekarnia']);
    expect(one.text).toContain(': 7');
    expect(one.text).toContain('Wpis numer 7');
    await all.click(words.next);
    expect(all.text).toContain('Wpis numer 1');
    expect(all.text).not.toContain('Inny wpis');
    // The filters add up.
    await all.choose(select(0), ['other']);
    expect(all.text).not.toContain('Wpis numer');
    await all.choose(select(3), ['any']);
    expect(all.text).toContain('Inny wpis');
    await all.choose(select(1), ['resolved']);
    expect(all.text).not.toContain('Inny wpis');
    clock.advance({ days: 40 });
    const recent = await member.in(channel).run('/violation list', { period: 'month' });
    expect(recent.text).not.toContain('Wpis numer');
  });

  it('shows insights as a picture and as the same text', async () => {
    const { channel } = bot();
    await log();
    await log({ kind: 'other', reaction: 'refused' });
    const shown = await member.in(channel).run('/violation insights');
    expect(shown.text.replaceAll('\u00a0', '')).toContain(words.share.replaceAll('\u00a0', ''));
    const [file] = shown.files;
    const png = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(shown.raw.attachments[0]?.description).toContain(words.shareAlt);
    expect(shown.ephemeral).toBe(true);
  });

  it('exports everything, and a timeline of one client without what is private', async () => {
    const { channel } = bot();
    await log({ story: '=HYPERLINK("http://evil")' });
    await log({ client: 'Kawiarnia', story: 'Inny "cytat",\nw dwóch wierszach' });
    const exported = await member.in(channel).run('/violation export');
    const [csv, json] = await Promise.all(exported.files.map(async ({ url }) => (await fetch(url)).text()));
    // `text()` takes a byte order mark away.
    const raw = Buffer.from(await (await fetch(exported.files[0]?.url ?? '')).arrayBuffer());
    expect(raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(csv).toContain('"Inny ""cytat"",\nw dwóch wierszach"');
    expect(JSON.parse(json ?? '').entries).toHaveLength(2);
    const timeline = await exported.choose(exported.selects[0]?.customId ?? '', ['Kawiarnia']);
    const markdown = await (await fetch(timeline.files[0]?.url ?? '')).text();
    expect(markdown).toContain('Inny "cytat"');
    expect(markdown).not.toContain('HYPERLINK');
    expect(markdown).not.toContain('4/5');
  });

  it('is nobody else’s, in another guild either', async () => {
    const { sandbox, other, channel } = bot();
    const saved = await log();
    const away = sandbox.addGuild({ name: 'Inna', locale });
    const there = away.addChannel({ name: 'ogolny' });
    away.join(other);
    away.join(member);
    const before = await dumpTables(bot().database);
    for (const seat of [other.in(channel), other.in(there)]) {
      for (const name of ['/violation list', '/violation insights', '/violation export']) {
        const answer = await seat.run(name);
        expect(answer.text).not.toContain('Faktura');
        expect(answer.files).toEqual([]);
      }
    }
    expect(await dumpTables(bot().database)).toEqual(before);
    // The author sees it wherever they are.
    expect((await member.in(there).run('/violation list')).text).toContain('Faktura');
    expect(saved.ephemeral).toBe(true);
  });

  it('is left out of the community’s numbers by a switch', async () => {
    const { channel, database } = bot();
    const shown = await member.in(channel).run('/privacy show');
    await bot()
      .app.stopSteps.find(({ name }) => name === 'interactions')
      ?.stop();
    const last = shown.followUps.at(-1) ?? shown;
    await last.click(words.notCounted);
    expect(await database.db.member.findUniqueOrThrow({ where: { id: member.id } })).toMatchObject({ uncounted: true });
  });
});
