import { describe, expect, it } from 'vitest';
import { read } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';
import { selectOf, submitPart, typedFile } from '../../../support/community-scene.ts';
import { TEST_SCENES } from '../../../support/practice.ts';
import { LATE_CALL, lateCall } from '../../../support/scenes.ts';

const file = (content: string, name = 'nasze-logo.md') => ({ name, content, contentType: 'text/markdown' });

describe('changing a scene of a community', () => {
  const bot = useBot({ scenes: TEST_SCENES });
  const run = (command: string, options = {}) => read(bot().moderator.in(bot().checkin).run(command, options));
  const member = (scene: string) => bot().member.in(bot().channel).run('/trening', { scene });
  const publish = async () => (await run('/admin scena dodaj', { plik: file(typedFile('pl')) })).click('Opublikuj');

  it('makes its next version, and the earlier one comes back from the history', async () => {
    await publish();
    let page = await run('/admin scena edytuj', { scena: 'Logo za darmo' });
    expect(page.text).toContain('Wersja 2');
    const form = await page.choose(selectOf(page, 'pick'), ['weekend']);
    page = await submitPart(form, { text: 'Rysujesz do rana.', end: 'given-up', relationship: 'strained' });
    expect((await page.click('Opublikuj')).text).toContain('wersja 2');
    const item = await bot().database.db.communityContent.findFirstOrThrow({ include: { versions: true } });
    expect(item).toMatchObject({ version: 2, slug: 'nasze-logo' });
    expect(item.versions.at(-1)?.text).toContain('Rysujesz do rana.');
    const history = await run('/admin scena edytuj', { scena: 'Logo za darmo', co: 'wersje' });
    expect(history.text).toContain('Wersje sceny: Logo za darmo');
    const [, first] = history.buttons.filter(({ label }) => label === 'Pokaż');
    const restored = await (await history.click(first?.customId ?? '')).click('Przywróć wersję 1');
    expect(restored.text).toContain('przywrócono wersję 1 jako wersję 3');
  });

  it('is undone in the audit trail', async () => {
    await publish();
    const trail = await run('/admin zmiany');
    expect(trail.text).toContain('Nowa scena');
    await trail.click('Cofnij');
    expect((await member('Logo za darmo')).text).toContain('Nie znam rozmowy');
    expect((await run('/admin zmiany')).text).toContain('Cofnięcie zmiany sceny');
  });

  it('replaces one of the content here, and gives it back once it is removed', async () => {
    const { title } = lateCall('pl');
    const offered = await bot().moderator.in(bot().checkin).type('/admin scena edytuj', { scena: 'telefon' }, 'scena');
    expect(offered).toEqual([{ name: `${title} · z poradnika`, value: LATE_CALL }]);
    let page = await run('/admin scena edytuj', { scena: LATE_CALL });
    expect(page.text).toContain(`zastąpi w tej społeczności scenę „${title}”`);
    page = await (await page.click('Tytuł i klient')).submit({ opening: 'Dzwoni o dziesiątej.' });
    await page.click('Opublikuj');
    expect((await member(LATE_CALL)).text).toContain('Dzwoni o dziesiątej.');
    const removal = await run('/admin scena usuń', { scena: title });
    expect(removal.text).toContain('wróci scena z poradnika');
    await removal.click('Usuń');
    expect((await member(LATE_CALL)).text).toContain(lateCall('pl').opening);
  });

  it('takes a file with the new text, and says so for one that it does not know', async () => {
    await publish();
    const page = await run('/admin scena edytuj', {
      scena: 'Logo za darmo',
      plik: file(typedFile('pl').replace('A za 500?', 'A za 400?'), 'inna-nazwa.md'),
    });
    expect((await page.click('Opublikuj')).text).toContain('wersja 2');
    expect(await bot().database.db.communityContent.count()).toBe(1);
    expect((await run('/admin scena edytuj', { scena: 'Nie ma' })).text).toContain('Nie ma tu sceny „Nie ma”');
  });

  it('leaves a conversation alone that began before in words, and begins it again where its links changed', async () => {
    await publish();
    const start = await member('Logo za darmo');
    const page = await run('/admin scena edytuj', {
      scena: 'Logo za darmo',
      plik: file(typedFile('pl').replace('A za 500?', 'A za 400?')),
    });
    await page.click('Opublikuj');
    const say = start.buttons.find(({ customId }) => customId?.endsWith(':0'))?.customId ?? '';
    expect((await start.click(say)).text).toContain('A za 400?');
    const other = await member('Logo za darmo');
    const changed = await run('/admin scena edytuj', {
      scena: 'Logo za darmo',
      plik: file(typedFile('pl').replace('„600 zł.” -> polowa', '„600 zł.” -> zaplata')),
    });
    await changed.click('Opublikuj');
    const late = other.buttons.find(({ customId }) => customId?.endsWith(':0'))?.customId ?? '';
    expect((await other.click(late)).text).toContain('zmieniła się od chwili');
  });
});
