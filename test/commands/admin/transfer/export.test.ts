import { describe, expect, it } from 'vitest';
import { useBot } from '../../../support/bot.ts';
import { asFile, whole } from '../../../support/community-file.ts';

describe.each([
  { locale: 'pl' as const, take: 'Wczytaj', done: 'Wczytano wszystko z pliku' },
  { locale: 'en' as const, take: 'Import', done: 'Everything in the file has been imported' },
])('settings and content as one file ($locale)', ({ locale, take, done }) => {
  const bot = useBot({ locale });
  const stored = () => bot().database.db.community.findFirstOrThrow();

  it('are exported, and taken over elsewhere after a preview', async () => {
    const { moderator, channel, database, guild, sandbox } = bot();
    const shown = await moderator.in(channel).run('/admin import', { file: asFile(whole) });
    expect(shown.ephemeral).toBe(true);
    expect((await stored()).sharing).toBe('named');
    const taken = await shown.click(take);
    expect(taken.text).toContain(done);
    expect(await stored()).toMatchObject({ sharing: 'anonymous', retentionMonths: 24, checkinChannelId: null });
    expect(await database.db.communityContent.findMany()).toMatchObject([{ slug: 'prosba', communityId: guild.id }]);

    const [file] = (await moderator.in(channel).run('/admin export')).files;
    const exported: unknown = JSON.parse(await (await fetch(file?.url ?? '')).text());
    expect(exported).toMatchObject({ settings: { sharing: 'anonymous' }, template: whole.template });

    // In another guild: what names a channel or a role of this one is left out.
    const other = sandbox.addGuild({ name: 'Inni', locale });
    const place = other.addChannel({ name: 'ogolny' });
    other.join(moderator, { roles: [other.addRole({ name: 'M', permissions: ['ManageGuild'] })] });
    await database.db.community.updateMany({ where: { id: guild.id }, data: { checkinChannelId: channel.id } });
    const [again] = (await moderator.in(channel).run('/admin export')).files;
    const content = await (await fetch(again?.url ?? '')).text();
    const there = await moderator.in(place).run('/admin import', { file: asFile(content) });
    await there.click(take);
    const settings = await database.db.community.findUniqueOrThrow({ where: { id: other.id } });
    expect(settings).toMatchObject({ sharing: 'anonymous', checkinChannelId: null });
    expect(await database.db.communityContent.count({ where: { communityId: other.id } })).toBe(1);
  });
});
