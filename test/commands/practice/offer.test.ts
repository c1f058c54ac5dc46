import type { Answer } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { themeOf } from '../../../src/checkins/themes.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { createItem } from '../../../src/library/versions.ts';
import { useBot } from '../../support/bot.ts';
import { discussionOf, FRIDAY } from '../../support/cards.ts';
import { testClock } from '../../support/clock.ts';
import { TYPED, typedFile } from '../../support/community-scene.ts';
import { sayAll } from '../../support/practice.ts';
import { LATE_CALL, lateCall } from '../../support/scenes.ts';

const theme = themeOf(Temporal.PlainDate.from('2026-11-27'));
const WORDS = {
  pl: {
    here: 'Przećwicz: Telefon o dziewiątej wieczorem',
    week: 'Trening: Telefon o dziewiątej wieczorem',
    told: 'Trudne rozmowy ćwiczyły 3 osoby. Granica była najczęściej utrzymana.',
    trouble: 'Klientka znów dzwoni do mnie wieczorem po godzinach pracy',
  },
  en: {
    here: 'Practise: The call at nine in the evening',
    week: 'Practice: The call at nine in the evening',
    told: '3 people practised hard conversations. Most often the boundary was kept.',
    trouble: 'A client calls me in the evening again, after my working hours',
  },
} as const;

const labels = ({ buttons }: Answer) => buttons.map(({ label }) => label);
/** The scene for tests, as one about the theme of the week. */
const about = (locale: Locale) => ({ ...lateCall(locale), section: theme });

describe.each(['pl', 'en'] as const)('a scene offered elsewhere in %s', (locale) => {
  const words = WORDS[locale];
  const clock = testClock(FRIDAY);
  const bot = useBot({ locale, clock, scenes: { pl: [about('pl')], en: [about('en')] } });
  const week = discussionOf(bot, locale);
  const opening = lateCall(locale).opening;

  it('stands beside section and template once a violation is logged, and opens a message of its own', async () => {
    const form = await bot().member.in(bot().channel).run('/violation log', { kind: 'after-hours' });
    const saved = await form.submit({ story: 'Telefon.', reaction: 'let-pass', weight: '2' });
    expect(labels(saved)).toContain(words.here);
    const scene = await saved.click(words.here);
    expect(scene.id).not.toBe(saved.id);
    expect(scene.ephemeral).toBe(true);
    expect(scene.text).toContain(opening);
    expect(saved.text).not.toContain(opening);
  });

  it('does not stand beside what it does not fit', async () => {
    const form = await bot().member.in(bot().channel).run('/violation log', { kind: 'haggling' });
    expect(labels(await form.submit({ story: 'Rabat?', reaction: 'let-pass', weight: '2' }))).not.toContain(words.here);
  });

  it('stands below advice on a message', async () => {
    const { member, other, channel } = bot();
    const advice = await member.in(channel).useOnMessage('Find advice', other.in(channel).say(words.trouble));
    expect(labels(advice)).toContain(words.here);
  });

  it('is the community’s own where it wrote one that fits, also in the post of the week', async () => {
    clock.set(FRIDAY);
    const { member, other, channel, checkin, guild, database } = bot();
    const { title } = TYPED[locale].head;
    const text = typedFile(locale, { kinds: ['haggling'], section: theme });
    const scope = { communityId: guild.id, kind: 'scene' } as const;
    await createItem({ db: database.db, clock }, { ...scope, slug: 'logo', locale, text, authorId: '7' });
    const form = await member.in(channel).run('/violation log', { kind: 'haggling' });
    const saved = await form.submit({ story: 'Rabat?', reaction: 'let-pass', weight: '2' });
    expect(labels(saved)).toContain(words.here.replace(/: .*/, `: ${title}`));
    await week.open();
    const label = words.week.replace(/: .*/, `: ${title}`);
    const scene = await member.in(checkin).last().click(label);
    expect(scene.text).toContain(TYPED[locale].head.opening);
    clock.advance({ days: 4 });
    await week.tick();
    expect(labels(other.in(checkin).last())).toContain(label);
  });

  it('is carried by the week’s theme, and the digest tells how many practised', async () => {
    clock.set(FRIDAY);
    await week.open();
    const { member, other, moderator, checkin, guild } = bot();
    const post = member.in(checkin).last();
    expect(labels(post)).toContain(words.week);
    for (const person of [member, other, moderator]) {
      const scene = await person.in(checkin).last().click(words.week);
      expect(scene.ephemeral).toBe(true);
      await sayAll(scene, '000');
    }
    expect(await bot().database.db.practiceRun.count({ where: { communityId: guild.id, scene: LATE_CALL } })).toBe(3);
    clock.advance({ days: 4 });
    await week.tick();
    await week.tick();
    const said = week
      .inThread(other)
      .messages()
      .map(({ text }) => text);
    expect(said.join('\n')).toContain(words.told);
    for (const { name } of [member, other, moderator]) expect(said.join('\n')).not.toContain(name);
  });
});
