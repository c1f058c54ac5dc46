import { describe, expect, it } from 'vitest';
import { read } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';
import { typedFile } from '../../../support/community-scene.ts';
import { TEST_SCENES } from '../../../support/practice.ts';
import { LATE_CALL, lateCall } from '../../../support/scenes.ts';

describe('hiding a scene in a community', () => {
  const bot = useBot({ scenes: TEST_SCENES });
  const run = (command: string, options = {}) => read(bot().moderator.in(bot().checkin).run(command, options));
  const offered = async () =>
    (await bot().member.in(bot().channel).type('/trening', { scene: '' }, 'scene')).map(({ value }) => value);

  it('takes one of the bot’s out of every list here, in both languages, until it is shown again', async () => {
    const { title } = lateCall('pl');
    expect(await offered()).toEqual([LATE_CALL]);
    const said = await run('/admin scena ukryj', { scena: title });
    expect(said.text).toContain(`Ukryte: ${title}`);
    expect(await offered()).toEqual([]);
    const { member, channel, database } = bot();
    expect((await member.in(channel).run('/trening')).text).toContain('Nie ma jeszcze rozmów');
    expect(await database.db.communityContent.findMany({ orderBy: { locale: 'asc' } })).toMatchObject([
      { kind: 'scene', slug: LATE_CALL, locale: 'en', state: 'hidden' },
      { kind: 'scene', slug: LATE_CALL, locale: 'pl', state: 'hidden' },
    ]);
    expect((await run('/admin zmiany')).text).toContain('Ukrycie sceny');
    expect((await said.click('Pokaż znowu')).text).toContain('jest znów widoczna');
    expect(await offered()).toEqual([LATE_CALL]);
    expect(await database.db.auditEntry.count()).toBe(2);
  });

  it('keeps one of the community’s own with its versions', async () => {
    const plik = { name: 'nasze-logo.md', content: typedFile('pl'), contentType: 'text/markdown' };
    await (await run('/admin scena dodaj', { plik })).click('Opublikuj');
    expect(await offered()).toEqual(['nasze-logo', LATE_CALL]);
    const said = await run('/admin scena ukryj', { scena: 'Logo za darmo' });
    expect(await offered()).toEqual([LATE_CALL]);
    expect((await run('/admin scena ukryj', { scena: 'Logo za darmo' })).text).toContain('jest już ukryta');
    await said.click('Pokaż znowu');
    expect(await offered()).toEqual(['nasze-logo', LATE_CALL]);
  });

  it('is undone in the audit trail, goes into the export, and is imported elsewhere', async () => {
    await run('/admin scena ukryj', { scena: LATE_CALL });
    const exported = await (await run('/admin eksport')).files[0]?.text();
    await (await run('/admin zmiany')).click('Cofnij');
    expect(await offered()).toEqual([LATE_CALL]);
    const plik = { name: 'granica.json', content: exported ?? '', contentType: 'application/json' };
    const plan = await run('/admin import', { plik });
    expect(plan.text).toContain('**Sceny:**');
    await (await plan.click('Wczytaj')).changed().catch(() => undefined);
    expect(await offered()).toEqual([]);
  });

  it('says which scenes there are none of', async () => {
    expect((await run('/admin scena ukryj', { scena: 'nic' })).text).toContain('Nie ma tu sceny „nic”');
  });
});
