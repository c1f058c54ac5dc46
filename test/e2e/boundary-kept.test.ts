import type { Person } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { FRIDAY, useCheckinWeek } from '../support/checkin-week.ts';
import { KEPT_WORDS } from '../support/words/kept.ts';

const WEEK = 7 * 24 * 3_600_000;

describe.each(['pl', 'en'] as const)('a boundary that comes back in %s', (locale) => {
  const { words, clock, bot, tick } = useCheckinWeek(locale);
  const kept = KEPT_WORDS[locale];
  let me: Person;
  const join = (name: string) => {
    const person = bot().sandbox.addPerson({ name, locale });
    bot().guild.join(person);
    return person;
  };
  beforeEach(() => {
    me = join('Celina');
  });

  /** Goes to the Friday some weeks later, whose check-in is then open. */
  const week = async (number: number) => {
    clock.set(new Date(Date.parse(FRIDAY) + number * WEEK).toISOString());
    await tick();
    await tick();
  };
  const at = (person: Person) => person.in(bot().checkin);
  const promise = async (person: Person, boundary: string = kept.boundary) =>
    (await at(person).last().click(words.boundary)).submit({ boundary });
  const lookedBack = async (person: Person, how: string) => (await at(person).run('/checkin answer')).click(how);
  const rows = () => bot().database.db.checkinAnswer.findMany({ orderBy: { week: 'asc' } });
  const labels = (shown: { readonly buttons: readonly { readonly label: string }[] }) =>
    shown.buttons.map(({ label }) => label);

  /** What the bot has sent into channels: everybody may read it. */
  const sent = () =>
    bot()
      .sandbox.requests.filter(({ route }) => route.startsWith('/channels/'))
      .map(({ body }) => JSON.stringify(body) ?? '');

  it('with the next check-in: kept, and what helped', async () => {
    await week(0);
    const first = await promise(me);
    expect(first.text).not.toContain(kept.ask);
    await week(1);
    const calm = await at(me).last().click(words.calm);
    expect(calm.ephemeral).toBe(true);
    expect(calm.text).toContain(kept.ask);
    const said = await calm.click(kept.kept);
    expect(said.id).toBe(calm.id);
    expect(said.text).toContain(kept.boundary);
    const saved = await (await said.click(kept.whatHelped)).submit({ helped: kept.help });
    expect(saved.text).toContain(kept.helped);
    // Of a boundary that was not kept, nothing helped.
    const not = await saved.click(kept.not);
    expect(not.text).not.toContain(kept.help);
    expect((await not.click(kept.kept)).text).toContain(kept.helped);
    expect(await rows()).toMatchObject([
      { outcome: null, kept: null },
      { outcome: 'calm', kept: 'kept', keptInARow: 1 },
    ]);
    // It was answered, so it does not come back.
    await week(2);
    expect((await at(me).last().click(words.calm)).text).not.toContain(kept.ask);
  });

  it('not kept, it leads to a section and a message, and to what helped before', async () => {
    await week(0);
    await promise(me);
    await week(1);
    await (await (await lookedBack(me, kept.kept)).click(kept.whatHelped)).submit({ helped: kept.help });
    await promise(me);
    await week(2);
    const not = await lookedBack(me, kept.not);
    expect(not.text).toContain(kept.helpedBefore);
    const [read = '', template = ''] = [kept.read, kept.template].map(
      (start) => labels(not).find((label) => label.startsWith(start)) ?? '',
    );
    expect((await not.click(read)).ephemeral).toBe(true);
    expect((await not.click(template)).fields.length).toBeGreaterThan(0);
    expect(await rows()).toMatchObject([{}, { kept: 'kept' }, { kept: 'not', keptInARow: 0 }]);
  });

  it('as a streak in the status, which a boundary kept in part does not end', async () => {
    await week(0);
    await promise(me);
    for (const [number, how] of [kept.kept, kept.partly, kept.kept].entries()) {
      await week(number + 1);
      await lookedBack(me, how);
      await promise(me);
    }
    expect((await at(me).run('/checkin status')).text).toContain(`${kept.inARow}**2**`);
    await week(4);
    const not = await lookedBack(me, kept.not);
    expect((await at(me).run('/checkin status')).text).not.toContain(kept.inARow);
    // A mistake can be put right, and the streak goes on.
    expect((await not.click(kept.kept)).text).toContain(`${kept.inARow}**3**`);
    expect((await at(me).run('/checkin status')).text).toContain(`${kept.inARow}**3**`);
  });

  it('also where an entry answers the check-in, beside the entry', async () => {
    await week(0);
    await promise(me);
    await week(1);
    const form = await at(me).last().click(words.log);
    const entry = await form.submit({ kind: 'disrespect', story: 'Krzyk', reaction: 'refused' });
    expect(entry.text).toContain(kept.ask);
    const said = await entry.click(kept.partly);
    expect(said.id).not.toBe(entry.id);
    expect(await rows()).toMatchObject([{}, { outcome: 'violation', kept: 'partly' }]);
  });

  it('after weeks without an answer, but not after more than four', async () => {
    await week(0);
    await promise(me);
    await week(4);
    expect((await at(me).run('/checkin answer')).text).toContain(kept.ask);
    await week(5);
    expect((await at(me).run('/checkin answer')).text).not.toContain(kept.ask);
  });

  it('in the digest as two numbers, from three people up and without a name', async () => {
    const people = Array.from({ length: 11 }, (_none, index) => join(`Osoba ${index}`));
    await week(0);
    for (const person of people) await promise(person);
    await week(1);
    const [alone] = people;
    // One of them is left out of all numbers, and one says it after the close.
    const said = [...Array.from({ length: 7 }, () => kept.kept), kept.partly, kept.not, kept.kept];
    for (const [index, how] of said.entries()) {
      const person = people[index];
      if (person) await lookedBack(person, how);
    }
    await bot().database.db.member.upsert({
      where: { id: people[9]?.id ?? '' },
      create: { id: people[9]?.id ?? '', uncounted: true },
      update: { uncounted: true },
    });
    clock.advance({ hours: 73 });
    await tick();
    const late = people[10];
    if (!late || !alone) throw new Error('nobody');
    await lookedBack(late, kept.kept);
    // In time it was said, and stays.
    const changed = await lookedBack(alone, kept.not);
    expect(changed.text).toContain(kept.stays);
    await tick();
    const told = sent().filter((body) => body.includes(words.digest));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(kept.digest);
    // Nobody's boundary, and nobody's id, is in anything that others see.
    for (const body of sent()) {
      expect(body).not.toContain(kept.boundary);
      for (const { id } of people) expect(body).not.toContain(id);
    }
  });

  it('in no digest where fewer than three kept theirs', async () => {
    const people = Array.from({ length: 4 }, (_none, index) => join(`Osoba ${index}`));
    await week(0);
    for (const person of people) await promise(person);
    await week(1);
    for (const [index, how] of [kept.kept, kept.kept, kept.not, kept.not].entries())
      if (people[index]) await lookedBack(people[index], how);
    clock.advance({ hours: 73 });
    await tick();
    await tick();
    const digests = sent().filter((body) => body.includes(words.digest));
    expect(digests).toHaveLength(1);
    expect(digests[0]).not.toContain(kept.digestAny);
  });
});
