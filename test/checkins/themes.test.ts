import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { GREETINGS, greetingOf, THEMES, themeOf } from '../../src/checkins/themes.ts';
import { loadGuide } from '../../src/guide/articles.ts';
import { LOCALES } from '../../src/i18n/locales.ts';

const contentDir = new URL('../../content', import.meta.url).pathname;
const monday = Temporal.PlainDate.from('2026-11-30');

test.each(LOCALES)('the articles with a question for the community are the themes, in %s', (locale) => {
  const articles = [...loadGuide(contentDir, locale).articles.values()];
  const asking = articles.filter(({ discuss }) => discuss?.theme && discuss.thought);
  expect(asking.map(({ slug }) => slug).sort()).toEqual([...THEMES].sort());
});

test.each(LOCALES)('each hard situation has a question of its own, in %s', (locale) => {
  const part = loadGuide(contentDir, locale).parts.find(({ id }) => id === 'situations');
  const questions = part?.articles.map(({ discuss }) => discuss?.question);
  expect(new Set(questions).size).toBe(part?.articles.length);
  for (const question of questions ?? []) expect(question).toMatch(/\?$/);
});

test('each theme has one week in every round', () => {
  const weeks = THEMES.map((_, at) => monday.add({ weeks: at }));
  expect(weeks.map(themeOf).sort()).toEqual([...THEMES].sort());
});

test('a theme is greeted in all ways before it hears the first again', () => {
  const rounds = GREETINGS.map((_, at) => greetingOf(monday.add({ weeks: at * THEMES.length })));
  expect(new Set(rounds).size).toBe(GREETINGS.length);
});
