import type { Channel } from '@granica/discord-sandbox/persons';
import { beforeEach, describe, expect, it } from 'vitest';
import { raiseAlert, resolveAlert } from '../../src/communities/alerts/alerts.ts';
import type { AlertKind } from '../../src/communities/alerts/kinds.ts';
import { useBot } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';

const clock = testClock('2026-11-24T08:00:00Z');
const bot = useBot({ clock });
const SEND = 'POST /channels/:channelId/messages';

const WORDS = {
  pl: {
    cannotPost: 'Nie mogę opublikować check-inu na kanale',
    health: '/admin stan',
    works: 'znów działa',
    channelGone: 'Kanału check-inu już nie ma',
    missed: 'przepadł w tym tygodniu',
  },
  en: {
    cannotPost: 'I can’t post the check-in in',
    health: '/admin health',
    works: 'works again',
    channelGone: 'The check-in channel no longer exists',
    missed: 'was lost this week',
  },
} as const;

let team: Channel;

const store = () => ({ db: bot().database.db, clock });
const raise = (kind: AlertKind, key = 'checkin') =>
  raiseAlert(store(), { communityId: bot().guild.id, key, kind, channelId: bot().checkin.id });
const resolve = () => resolveAlert(store(), bot().guild.id, 'checkin');
const told = () =>
  bot()
    .moderator.in(team)
    .messages()
    .map(({ text }) => text);
async function tick(minutes = 1) {
  clock.advance({ minutes });
  await bot().app.runJob('alerts');
}

describe.each(['pl', 'en'] as const)('moderators of a community in %s', (locale) => {
  const w = WORDS[locale];
  beforeEach(async () => {
    const { guild, database, sandbox, checkin } = bot();
    team = guild.addChannel({ name: 'moderacja' });
    // What is told stays true: the bot may not write where the check-in belongs.
    checkin.permit(sandbox.bot, { deny: ['SendMessages'] });
    const place = { id: guild.id, locale, zone: 'Europe/Warsaw', checkinChannelId: checkin.id };
    await database.db.community.create({ data: { ...place, moderatorChannelId: team.id } });
  });

  it('are told once, in their channel and language, without a ping, and again when it works', async () => {
    await raise('checkin.forbidden');
    await tick();
    await raise('checkin.forbidden');
    await tick();
    expect(told()).toEqual([expect.stringContaining(`${w.cannotPost} <#${bot().checkin.id}>`)]);
    expect(told()[0]).toContain(w.health);
    expect(bot().moderator.in(team).last().raw.flags ?? 0).toBe((1 << 15) | (1 << 12));
    await resolve();
    await tick();
    await tick();
    expect(told()).toHaveLength(2);
    expect(told()[1]).toContain(w.works);
    expect(await bot().database.db.alert.count()).toBe(0);
  });

  it('hear nothing of what was over before they were told', async () => {
    await raise('checkin.missing');
    await resolve();
    await tick();
    expect(told()).toEqual([]);
    expect(await bot().database.db.alert.count()).toBe(0);
  });

  it('hear nothing more when it fails again before they were told that it works', async () => {
    await raise('checkin.missing');
    await tick();
    await resolve();
    await raise('checkin.missing');
    await tick();
    expect(told()).toHaveLength(1);
    await resolve();
    await tick();
    expect(told()).toHaveLength(2);
  });

  it('are told what to do now when the trouble has become another', async () => {
    await raise('checkin.forbidden');
    await tick();
    await raise('checkin.missing');
    await tick();
    expect(told()).toHaveLength(2);
    expect(told()[1]).toContain(w.channelGone);
  });

  it('are told of a missed week, which is then over', async () => {
    await raise('checkin.missed', 'missed 2026-W48');
    await tick();
    await tick();
    expect(told()).toEqual([expect.stringContaining(w.missed)]);
    expect(await bot().database.db.alert.count()).toBe(0);
  });

  it('are told one time when Discord’s answer is lost', async () => {
    await raise('checkin.forbidden');
    bot().sandbox.faults.add({ kind: 'done-but-lost', on: SEND });
    await tick();
    await tick();
    await tick(5);
    expect(told()).toHaveLength(1);
    expect(await bot().database.db.alert.findFirstOrThrow()).toMatchObject({ telling: null });
  });

  it('are told once they have a channel in which the bot may write', async () => {
    const { database, sandbox } = bot();
    await database.db.community.updateMany({ data: { moderatorChannelId: null } });
    await raise('checkin.forbidden');
    await tick();
    team.permit(sandbox.bot, { deny: ['SendMessages'] });
    await database.db.community.updateMany({ data: { moderatorChannelId: team.id } });
    await tick(15);
    expect(told()).toEqual([]);
    team.permit(sandbox.bot, { allow: ['SendMessages'] });
    await tick(15);
    expect(told()).toHaveLength(1);
  });

  it('are told one time when Discord’s answer is lost and its nonce forgotten, wherever they have their channel by then', async () => {
    const { guild, database } = bot();
    await raise('checkin.forbidden');
    bot().sandbox.faults.add({ kind: 'done-but-lost', on: SEND });
    await tick();
    const other = guild.addChannel({ name: 'nowa-moderacja' });
    await database.db.community.updateMany({ data: { moderatorChannelId: other.id } });
    await tick(30);
    await tick(30);
    expect(told()).toHaveLength(1);
    expect(bot().moderator.in(other).messages()).toEqual([]);
    expect(await database.db.alert.findFirstOrThrow()).toMatchObject({ toldAt: expect.any(Date), telling: null });
  });

  it('see from the message what needs them now; nobody else does', async () => {
    await raise('checkin.forbidden');
    await tick();
    const message = bot().newModerator(locale).in(team).last();
    const button = message.buttons[0]?.label ?? '';
    expect((await message.click(button)).text).toContain(w.cannotPost);
    const refused = await bot().member.in(team).last().click(button);
    expect(refused.text).not.toContain(w.cannotPost);
  });
});
