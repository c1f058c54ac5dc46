import type { Answer, Person } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { CARD_WORDS } from '../support/cards.ts';
import { type KillableBot, MOMENTS, type Moment, startKillableBot, TUESDAY } from '../support/kill-week.ts';

// Each kill costs the start of a process. CI kills at each step and at each moment, this at a few of them.
const FULL = process.env.CRASH_MATRIX === 'full';
const sendTo = (channelId: string) => new RegExp(`^POST /channels/${channelId}/messages$`);
const editIn = (channelId: string) => new RegExp(`^PATCH /channels/${channelId}/messages/`);
const words = CARD_WORDS.pl;

const STEPS = [
  'post',
  'thread',
  'question',
  'card',
  'edit',
  'advice',
  'remove',
  'reminder',
  'close',
  'digest',
  'announcement',
] as const;
type Step = (typeof STEPS)[number];

/** Lives through a week, killed at the given steps. Returns what may be seen in the end. */
async function live(bot: KillableBot, momentOf: (step: Step) => Moment | undefined) {
  const job = 'check-ins';
  const [anna, bartek, celina, dorota] = ['Anna', 'Bartek', 'Celina', 'Dorota'].map((name) => bot.join(name)) as [
    Person,
    Person,
    Person,
    Person,
  ];
  /** Lets the bot die at a step, if it is to. What is left to do, a later step or the phase's end does. */
  const step = async (name: Step, request: RegExp, act?: () => Promise<unknown>, by = job) => {
    const moment = momentOf(name);
    if (moment) await bot.killAt(request, moment, { job: by, ...(act ? { act } : {}) });
    else await act?.();
  };
  const inChannel = (person: Person) => person.in(bot.checkin);
  const share = async (person: Person, story: string): Promise<Answer> => {
    const form = await inChannel(person).run('/violation log');
    const saved = await form.submit({ kind: 'disrespect', story: 'Krzyk', reaction: 'refused' });
    return (await saved.click(words.share)).submit({ story, learned: '' });
  };

  await inChannel(dorota)
    .run('/checkin przypomnienia')
    .then((shown) => shown.click('Włącz przypomnienia'));
  await step('post', sendTo(bot.checkin.id));
  await step('thread', /^POST .*\/threads$/);
  await step('question', sendTo('\\d+'));
  await bot.run(job);
  const threadId = inChannel(anna).messages()[0]?.id ?? '';
  const inThread = (person: Person) => person.in({ id: threadId });
  const cardOf = (story: string) =>
    inThread(dorota)
      .messages()
      .find(({ text }) => text.includes(story));
  for (const person of [anna, bartek, celina]) await inChannel(person).last().click(words.calm);

  /** Cards are shared, edited, advised on and taken back. */
  const shareCards = async () => {
    const previewed = await share(bartek, 'Karta Bartka');
    await step('card', sendTo(threadId), () => previewed.click(words.confirm));
    const own = await (await share(anna, 'Pierwsza wersja')).click(words.confirm);
    const taken = await (await share(celina, 'Do wycofania')).click(words.confirm);
    await bot.run(job);
    const changed = await own.click(words.change);
    await step('edit', editIn(threadId), () => changed.submit({ story: 'Druga wersja', learned: '' }));
    await bot.run(job);
    const advising = await cardOf('Druga wersja')?.click(words.advise);
    await step('advice', sendTo(threadId), async () => advising?.submit({ advice: 'Spokojnie odmów' }));
    await step('remove', /^DELETE /, () => taken.click(words.withdraw));
    await bot.run(job);
  };
  if (FULL) await shareCards();

  bot.set('2026-11-25T09:00:00Z');
  await step('reminder', sendTo('\\d+'));
  await bot.run(job);
  bot.set('2026-11-26T09:01:00Z');
  await step('close', editIn(bot.checkin.id));
  await step('digest', sendTo(threadId));
  await step('announcement', sendTo(bot.checkin.id));
  await bot.run(job);

  const texts = (seat: { messages(): Answer[] }) =>
    seat.messages().flatMap(({ ephemeral, text }) => (ephemeral ? [] : [text]));
  const left = await bot.inspect(async ({ db }) => ({
    steps: await db.outboxStep.findMany({ where: { state: { notIn: ['done', 'cancelled'] } } }),
    removals: await db.messageRemoval.count(),
    rows: await db.checkin.findMany(),
  }));
  return {
    channel: texts(inChannel(dorota)),
    thread: texts(inThread(dorota)),
    direct: texts(dorota.inDm()).filter((text) => text.includes('zamyka się')),
    ...left,
  };
}

async function expectOnce(momentOf: (step: Step) => Moment | undefined): Promise<void> {
  const bot = await startKillableBot(async ({ db }, { id }, { id: checkinChannelId }) => {
    const times = { checkinWeekday: 2, checkinTime: '10:00', checkinWindowHours: 48, checkinNextAt: new Date(TUESDAY) };
    const place = { locale: 'pl', zone: 'Europe/Warsaw', checkinChannelId, sharing: 'named', digestInChannel: true };
    await db.community.create({ data: { id, ...place, ...times, setUpAt: new Date(TUESDAY) } });
  });
  try {
    const { channel, thread, direct, rows, ...left } = await live(bot, momentOf);
    const count = (texts: string[], text: string) => texts.filter((each) => each.includes(text)).length;
    expect(rows).toMatchObject([{ state: 'closed' }]);
    expect(channel).toHaveLength(2);
    expect(count(channel, 'zamknięty')).toBe(1);
    expect(count(channel, words.digest)).toBe(1);
    const once = ['?', words.digest, ...(FULL ? ['Karta Bartka', 'Druga wersja', 'Spokojnie odmów'] : [])];
    expect(once.map((text) => count(thread, text))).toEqual(once.map(() => 1));
    expect(thread).toHaveLength(once.length);
    // What may have arrived is not sent directly again, but shown with the next private answer.
    if (momentOf('reminder')) expect(direct.length).toBeLessThanOrEqual(1);
    else expect(direct).toHaveLength(1);
    expect(left).toEqual({ steps: [], removals: 0 });
    expect(bot.sandbox.violations).toEqual([]);
  } finally {
    await bot.close();
  }
}

const lives = FULL
  ? MOMENTS.map((first, index) => ({
      when: `at each step: ${first} at the first, and in turn`,
      momentOf: (step: Step) => MOMENTS[(STEPS.indexOf(step) + index) % MOMENTS.length],
    }))
  : [{ when: 'at the post', momentOf: (step: Step): Moment | undefined => (step === 'post' ? 'done' : undefined) }];

describe('a process that is killed with SIGKILL', () => {
  it.each(lives)('leaves exactly one of everything, $when', ({ momentOf }) => expectOnce(momentOf), 180_000);
});
