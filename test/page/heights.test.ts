import { type Channel, direct, type Person } from '@granica/discord-sandbox/persons';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { guideControls, openLink } from '../../commands/guide/controls.ts';
import { practiceControls } from '../../commands/practice/controls.ts';
import { LOCALES } from '../../src/i18n/locales.ts';
import { allPaths } from '../../src/practice/paths.ts';
import type { Scene, Turn } from '../../src/practice/scene.ts';
import { structureOf } from '../../src/practice/structure.ts';
import { type TestBot, useBot } from '../support/bot.ts';
import { FULL_SHEET, saveSheet } from '../support/sheets.ts';
import { SKIPPED, useBrowser, withoutChromium } from './browser.ts';

/** Two screens of a phone of 390 × 664, in pixels: from the end of an answer, its beginning is one movement away. */
const TWO_SCREENS = 2 * 664;
/** A screen and a half: a turn of a conversation to practise, with its replies. */
const A_TURN = 1.5 * 664;
/** Messages in a channel: the page shows no more of them at once. */
const IN_A_CHANNEL = 40;
/** Answers that may be higher, in pixels: the whole boundary sheet, where each of its six parts is changed beside what it says. */
const HIGHER: Readonly<Record<string, number>> = { 'boundaries edit': 1800 };
/** What the person runs; each answer is measured as it comes, before anything is pressed. */
const COMMANDS = [
  ...['help', 'settings show', 'privacy show', 'privacy delete', 'guide browse', 'guide tip', 'template list'],
  ...['boundaries edit', 'violation list', 'violation insights', 'checkin status', 'checkin reminders', 'practice'],
];

const open = useBrowser();

/** A message by its id, with its name here. */
type Names = ReadonlyMap<string, string>;

describe.skipIf(withoutChromium).each(LOCALES)(`answers on a phone, in %s${SKIPPED}`, (locale) => {
  const bot = useBot({ locale });

  /** Heights in pixels of messages, by their names. */
  async function heightsOf(
    person: Person,
    places: readonly (readonly [Channel, Names])[],
  ): Promise<Map<string, number>> {
    const heights = new Map<string, number>();
    const [first] = places;
    if (!first) return heights;
    const page = await open(bot().sandbox.url, { width: 390, person, channel: first[0] });
    for (const [channel, names] of places) {
      await page.goto(`${bot().sandbox.url}/#/${channel.state.guildId}/${channel.id}`);
      for (const [id, name] of names) heights.set(name, await heightOf(page, id));
    }
    return heights;
  }

  it('no page of the guide and no section is higher than two screens', { timeout: 200_000 }, async () => {
    const { guild, member } = bot();
    const ids = await openEverything(bot(), locale);
    const places = chunks([...ids], IN_A_CHANNEL).map((names): [Channel, (p: Channel) => Promise<Names>] => [
      guild.addChannel({ name: 'czytelnia' }),
      async (channel) => {
        const { press } = direct(bot().sandbox, member, channel);
        const shown = new Map<string, string>();
        for (const [name, id] of names) shown.set((await press(id)).id, name);
        return shown;
      },
    ]);
    const filled: [Channel, Names][] = [];
    for (const [channel, fill] of places) filled.push([channel, await fill(channel)]);
    const heights = await heightsOf(member, filled);
    expect(heights.size).toBe(ids.size);
    expect(tooHigh(heights)).toEqual([]);
  });

  it('no answer to a command is either, for somebody who has used what there is', { timeout: 100_000 }, async () => {
    const { guild, member, database } = bot();
    await saveSheet(database, member.id, FULL_SHEET);
    const channel = guild.addChannel({ name: 'rozmowy' });
    const names = new Map<string, string>();
    for (const command of COMMANDS) names.set((await member.in(channel).run(`/${command}`)).id, command);
    const heights = await heightsOf(member, [[channel, names]]);
    expect(heights.size).toBe(COMMANDS.length);
    expect(tooHigh(heights)).toEqual([]);
  });

  it('no turn of a conversation is higher than a screen and a half', { timeout: 100_000 }, async () => {
    const { content, guild, member, sandbox } = bot();
    const turns = content.scenes[locale].flatMap((scene) => longTurns(scene).map((turn) => ({ scene, ...turn })));
    const places: [Channel, Names][] = [];
    for (const some of chunks(turns, IN_A_CHANNEL)) {
      const channel = guild.addChannel({ name: 'trening' });
      const { press } = direct(sandbox, member, channel);
      const names = new Map<string, string>();
      for (const { scene, node, path } of some) {
        const at = { scene: scene.slug, structure: structureOf(scene), play: '1', path };
        names.set((await press(practiceControls.say.with(at))).id, `${scene.slug} ${node}`);
      }
      places.push([channel, names]);
    }
    const heights = await heightsOf(member, places);
    expect(heights.size).toBe(2 * content.scenes[locale].length);
    expect([...heights].filter(([, height]) => height > A_TURN)).toEqual([]);
  });
});

/** The start of a scene and the longest of its further turns, each with a path that leads there. */
function longTurns(scene: Scene): { node: string; path: string }[] {
  const paths = new Map<Turn, string>();
  for (const { steps, path } of allPaths(scene, false))
    for (const [at, { turn }] of steps.entries()) paths.set(turn, path.slice(0, at));
  const lengthOf = ({ text, replies }: Turn) =>
    text.length + replies.reduce((sum, reply) => sum + reply.text.length, 0);
  const [start, ...further] = [...paths.keys()];
  further.sort((one, other) => lengthOf(other) - lengthOf(one));
  return [start, further[0]].flatMap((turn) => (turn ? [{ node: turn.id, path: paths.get(turn) ?? '' }] : []));
}

/** What opens each page of each article, and each of its sections. */
async function openEverything({ content, sandbox, member, guild }: TestBot, locale: 'pl' | 'en') {
  const { press } = direct(sandbox, member, guild.addChannel({ name: 'strony' }));
  const ids = new Map<string, string>();
  for (const { slug, sections } of content.guides[locale].articles.values()) {
    for (const { ref } of [{ ref: slug }, ...sections]) {
      const [, section] = ref.split('#');
      const first = await press(openLink(slug, section));
      const pages = Number(/(?:Strona|Page) 1\/(\d+)/.exec(first.text)?.[1] ?? 1);
      for (let page = 0; page < pages; page++)
        ids.set(`${ref} ${page + 1}/${pages}`, guideControls.showPage.with({ slug, section, page, way: 'page' }));
    }
  }
  return ids;
}

async function heightOf(page: Page, id: string): Promise<number> {
  const message = page.locator(`article.message[data-id="${id}"]`);
  await message.waitFor();
  return Math.round((await message.boundingBox())?.height ?? 0);
}

function tooHigh(heights: ReadonlyMap<string, number>): string[] {
  return [...heights]
    .filter(([name, height]) => height > (HIGHER[name] ?? TWO_SCREENS))
    .map(([name, height]) => `${name}: ${height} px`);
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
