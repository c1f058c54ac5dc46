import type { Person } from '@granica/discord-sandbox/persons';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { themeOf } from '../../../src/checkins/themes.ts';
import type { Locale } from '../../../src/i18n/locales.ts';
import { hideOwnPiece } from '../../../src/library/hide.ts';
import { createItem } from '../../../src/library/versions.ts';
import { fromDateColumn } from '../../../src/time/calendar.ts';
import { useCheckinInHand } from '../../support/checkin-in-hand.ts';
import { WORDS } from '../../support/words/week-theme.ts';

const THEME = 'my-own-delay';
const OTHER = 'when-client-is-rude';

/** A community’s own version of that article, with a theme, a thought and a question of its own. */
const ownVersion = (locale: Locale): string =>
  `---\ntitle: Our telescopes\nsummary: About them (${locale})\nkeywords: [telescope]\nquestions: [Who has it?]\ndiscuss:\n  theme: Telescopes *lent*\n  thought: Whose is it?\n  question: Who gave it back last?\n---\n\nText.\n`;

describe.each(['pl', 'en'] as const)('the theme of the week in %s', (locale) => {
  const { clock, bot, tick, posts, say, trail, words } = useCheckinInHand(locale);
  const w = WORDS[locale];
  const name = (slug: string) => bot().content.guides[locale].articles.get(slug)?.discuss?.theme ?? '?';
  const read = (person: Person, article = THEME) => person.in(bot().channel).run('/guide read', { article });
  const choose = async (article = THEME) => (await read(bot().moderator, article)).click(w.choose);
  const rows = () => bot().database.db.checkin.findMany({ orderBy: { week: 'asc' } });
  const postOn = async (day: string) => {
    clock.set(`${day}T09:00:00Z`);
    await tick();
    return (await rows()).at(-1);
  };

  it('is chosen with one press for the next check-in, which posts it and asks its question; then each has its turn', async () => {
    const answer = await choose();
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain(w.chosen);
    expect(answer.text).toContain(`**${name(THEME)}**`);
    expect((await say(words.preview)).text).toContain(`${w.preview}: ${name(THEME)}`);
    expect(await postOn('2026-11-27')).toMatchObject({ theme: THEME, state: 'posted' });
    expect(posts().at(-1)?.text).toContain(name(THEME));
    const next = await postOn('2026-12-04');
    expect(next?.theme).toBe(next && themeOf(fromDateColumn(next.week)));
    expect(await trail()).toEqual(['checkin.theme']);
  });

  it('goes to the week after once this week’s is posted', async () => {
    const first = await postOn('2026-11-27');
    expect((await choose()).text).toContain(w.chosenLater);
    expect((await rows()).at(-1)?.theme).toBe(first?.theme);
    expect(await postOn('2026-12-04')).toMatchObject({ theme: THEME });
  });

  it('is what a check-in posted by hand is about', async () => {
    await choose();
    await say(words.post);
    expect(await rows()).toMatchObject([{ theme: THEME }]);
  });

  it('is recorded once, however often it is pressed, and by two at once', async () => {
    const page = await read(bot().moderator);
    const answers = await Promise.all([page.click(w.choose), page.click(w.choose)]);
    for (const { text } of answers) expect(text).toContain(name(THEME));
    const again = await choose();
    expect(again.text).toContain(w.same);
    expect(await trail()).toEqual(['checkin.theme']);
    expect((await again.click(w.undo)).text).toContain(w.undone);
    expect(await bot().database.db.checkinTheme.count()).toBe(0);
  });

  it('is undone to what was there before, unless it changed since or is posted', async () => {
    const first = await choose();
    clock.advance({ minutes: 1 });
    const second = await choose(OTHER);
    expect((await say('/admin audit')).text).toContain(`${name(THEME)} → ${name(OTHER)}`);
    const told = await first.click(w.undo);
    expect(told.text).toContain(`${w.conflict}: ${name(OTHER)}`);
    await second.click(w.undo);
    expect(await bot().database.db.checkinTheme.findMany()).toMatchObject([{ theme: THEME }]);
    expect((await first.click(w.undo)).text).toContain(w.undone);
    clock.advance({ minutes: 1 });
    expect((await say('/admin audit')).text).toContain(`${name(THEME)} → ${w.inTurn}`);
    const late = await choose(OTHER);
    await postOn('2026-11-27');
    expect((await late.click(w.undo)).text).toContain(w.gone);
    expect(posts().at(-1)?.text).toContain(name(OTHER));
  });

  it('needs no choice if it is its turn', async () => {
    const answer = await choose(themeOf(Temporal.PlainDate.from('2026-11-27')));
    expect(answer.text).toContain(w.same);
    expect(answer.buttons).toEqual([]);
    expect(await trail()).toEqual([]);
  });

  it('is offered to moderators alone, below articles that can be one', async () => {
    const labels = async (person: Person, article?: string) =>
      (await read(person, article)).buttons.map(({ label }) => label);
    expect(await labels(bot().member)).not.toContain(w.choose);
    expect(await labels(bot().moderator)).toContain(w.choose);
    expect(await labels(bot().moderator, 'reasons')).not.toContain(w.choose);
  });

  it('is asked in the words of the community’s own version', async () => {
    const text = ownVersion(locale);
    const { database, guild, moderator, content } = bot();
    const scope = { communityId: guild.id, kind: 'article' } as const;
    await createItem({ db: database.db, clock }, { ...scope, slug: THEME, locale, text, authorId: moderator.id });
    expect((await choose()).text).toContain('**Telescopes \\*lent\\***');
    const preview = await say(words.preview);
    await expect.poll(() => preview.followUps).toHaveLength(1);
    const foreseen = preview.followUps.map((each) => each.text).join('\n');
    // The name of a thread is no Markdown.
    expect(foreseen).toContain(': Telescopes *lent*');
    expect(foreseen).toContain('Who gave it back last?');
    await postOn('2026-11-27');
    const said = posts().at(-1)?.text ?? '';
    expect(said).toContain('Telescopes \\*lent\\*');
    expect(said).toContain('Whose is it?');
    expect(said).not.toContain(content.guides[locale].articles.get(THEME)?.discuss?.thought);
    expect(
      posts()
        .at(-1)
        ?.buttons.map(({ label }) => label),
    ).toContainEqual(expect.stringContaining('Our telescopes'));
  });

  it('stays what it is where its article was hidden, and the post leads to nothing that is hidden', async () => {
    await choose();
    const { database, guild, moderator, content } = bot();
    const [pl, en] = [content.guides.pl.articles.get(THEME), content.guides.en.articles.get(THEME)];
    const article = { slug: THEME, titles: { pl: pl?.title ?? '', en: en?.title ?? '' } };
    const scope = { communityId: guild.id, kind: 'article' } as const;
    await hideOwnPiece({ db: database.db, clock }, scope, article, { actorId: moderator.id, locale });
    await postOn('2026-11-27');
    expect(posts().at(-1)?.text).toContain(name(THEME));
    expect(
      posts()
        .at(-1)
        ?.buttons.map(({ customId }) => customId ?? ''),
    ).not.toContainEqual(expect.stringContaining(THEME));
  });

  it('says that no check-in is planned', async () => {
    await say(words.pause);
    expect((await choose()).text).toContain(w.none);
    await bot().database.db.community.updateMany({ data: { checkinChannelId: null } });
    expect((await choose()).text).toContain(words.notSetUp);
    expect(await bot().database.db.checkinTheme.count()).toBe(0);
  });
});
