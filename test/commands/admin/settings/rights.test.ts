import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';

/** What people who are moderators by the role alone may choose: not who else is, and not where they cannot write themselves. */
describe.each([
  {
    locale: 'pl' as const,
    pickRole: 'Wybierz rolę moderacji',
    pickChannel: 'Wybierz kanał moderacji',
    page: 'Zmień moderację',
    take: 'Wczytaj',
    undo: 'Cofnij',
    onlyManagers: 'rolę moderacji wybierają tylko osoby',
    everyone: '`@everyone` nie może być rolą moderacji',
    noAccess: 'nie widzisz tego kanału albo nie możesz na nim pisać',
    notBack: 'Tej zmiany nie możesz cofnąć',
  },
  {
    locale: 'en' as const,
    pickRole: 'Choose the moderators’ role',
    pickChannel: 'Choose the moderators’ channel',
    page: 'Change moderators',
    take: 'Import',
    undo: 'Undo',
    onlyManagers: 'only people with the permission Manage Server choose',
    everyone: '`@everyone` can’t be the moderators’ role',
    noAccess: 'you can’t see that channel or write there',
    notBack: 'You can’t undo this change',
  },
])('moderators by their role alone ($locale)', ({ locale, ...w }) => {
  const bot = useBot({ locale });
  const stored = () => bot().database.db.community.findFirstOrThrow();

  /** Somebody with the moderators' role and without Manage Server, another role, and channels that they see or do not see. */
  async function scene() {
    const { guild, sandbox, database, moderator, channel } = bot();
    const helpers = guild.addRole({ name: 'Pomocnicy' });
    const others = guild.addRole({ name: 'Inni' });
    const helper = sandbox.addPerson({ name: 'Hela', locale });
    guild.join(helper, { roles: [helpers] });
    const open = guild.addChannel({ name: 'otwarty' });
    const secret = guild.addChannel({ name: 'tajny' });
    secret.permit({ id: guild.id }, { deny: ['ViewChannel'] });
    secret.permit(sandbox.bot, { allow: ['ViewChannel', 'SendMessages'] });
    secret.permit(moderator, { allow: ['ViewChannel', 'SendMessages'] });
    await database.db.community.upsert({
      where: { id: guild.id },
      create: { id: guild.id, locale, zone: 'Europe/Warsaw', moderatorRoleId: helpers.id },
      update: { moderatorRoleId: helpers.id, moderatorChannelId: null },
    });
    // Discord shows /admin to those with Manage Server, and to a role once somebody allowed it: what counts is who presses.
    const managers = guild.addRole({ name: 'Zarząd', permissions: ['ManageGuild'] });
    const asHelper = async <T>(doing: () => Promise<T>): Promise<T> => {
      guild.setRoles(helper, [helpers, managers]);
      const done = await doing();
      guild.setRoles(helper, [helpers]);
      return done;
    };
    const page = (person: typeof helper) => {
      const open = async () => (await person.in(channel).run('/admin settings')).click(w.page);
      return person === helper ? asHelper(open) : open();
    };
    return { helper, helpers, others, open, secret, page, asHelper };
  }

  it('do not hand their right on', async () => {
    const { helper, helpers, others, page } = await scene();
    const answer = await (await page(helper)).choose(w.pickRole, [others]);
    expect(answer.text).toContain(w.onlyManagers);
    expect((await stored()).moderatorRoleId).toBe(helpers.id);
    expect((await (await page(helper)).choose(w.pickRole, [])).text).toContain(w.onlyManagers);
    expect((await stored()).moderatorRoleId).toBe(helpers.id);
    // With Manage Server it goes.
    await (await page(bot().moderator)).choose(w.pickRole, [others]);
    expect((await stored()).moderatorRoleId).toBe(others.id);
  });

  it('choose only channels in which they can write', async () => {
    const { helper, open, secret, page } = await scene();
    const answer = await (await page(helper)).choose(w.pickChannel, [secret]);
    expect(answer.text).toContain(w.noAccess);
    expect((await stored()).moderatorChannelId).toBeNull();
    await (await page(helper)).choose(w.pickChannel, [open]);
    expect((await stored()).moderatorChannelId).toBe(open.id);
  });

  it('take neither over from a file, nor back from the trail', async () => {
    const { helper, helpers, others, secret, page, asHelper } = await scene();
    const { channel, moderator } = bot();
    const settings = { moderatorChannelId: secret.id, moderatorRoleId: others.id, retentionMonths: 24 };
    const content = JSON.stringify({ format: 'granica-community', version: 1, settings, article: [], template: [] });
    const file = { name: 'granica.json', content };
    const shown = await asHelper(() => helper.in(channel).run('/admin import', { file }));
    await shown.click(w.take);
    expect(await stored()).toMatchObject({
      moderatorChannelId: null,
      moderatorRoleId: helpers.id,
      retentionMonths: 24,
    });

    await (await page(moderator)).choose(w.pickRole, [others]);
    await (await page(moderator)).choose(w.pickRole, [helpers]);
    const trail = await asHelper(() => helper.in(channel).run('/admin audit'));
    const [back] = trail.buttons.filter(({ label }) => label === w.undo);
    expect((await trail.click(back?.customId ?? '')).text).toContain(w.notBack);
    expect((await stored()).moderatorRoleId).toBe(helpers.id);
  });

  it('are never everybody, whoever chooses it and whatever is stored', async () => {
    const { page, helper, open } = await scene();
    const { guild, moderator, database } = bot();
    const answer = await (await page(moderator)).choose(w.pickRole, [{ id: guild.id }]);
    expect(answer.text).toContain(w.everyone);
    const shown = await page(helper);
    await database.db.community.updateMany({ data: { moderatorRoleId: guild.id } });
    guild.setRoles(helper, []);
    expect((await shown.choose(w.pickChannel, [open])).text).toMatch(/tylko moderacja|Only moderators/);
  });
});
