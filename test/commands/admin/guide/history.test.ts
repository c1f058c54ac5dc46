import { describe, expect, it } from 'vitest';
import { articlesOf, SLUG, VALUES } from '../../../support/articles.ts';
import { useBot } from '../../../support/bot.ts';

describe('articles of a community in Polish', () => {
  const bot = useBot();
  const { run, ask, add } = articlesOf(bot);

  it('keep their versions, with author and time, and an earlier one is restored', async () => {
    await add();
    const form = await run('/admin poradnik edytuj', { artykuł: VALUES.title });
    const second = await form.submit({ text: 'Teleskop wolno wynosić.' });
    expect(second.text).toContain('Podgląd wersji 2');
    await second.click('Opublikuj');
    const history = await run('/admin poradnik historia', { artykuł: VALUES.title });
    expect(history.text).toContain(`<@${bot().moderator.id}>`);
    const first = await history.click(history.buttons.filter(({ label }) => label === 'Pokaż')[1]?.customId ?? '');
    expect(first.text).toContain('Teleskop zostaje w biurze');
    const restored = await first.click('Przywróć wersję 1');
    expect(restored.text).toContain('jako wersję 3');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Teleskop zostaje w biurze');
    const removed = await run('/admin poradnik usuń', { artykuł: VALUES.title });
    await removed.click('Usuń');
    const back = await (await run('/admin poradnik historia', { artykuł: VALUES.title })).click('Pokaż');
    await back.click('Przywróć wersję 3');
    expect((await ask('/poradnik czytaj', { artykuł: SLUG })).text).toContain('Teleskop zostaje w biurze');
  });
});
