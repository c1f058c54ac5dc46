import { type Answer, direct, type Person } from '@granica/discord-sandbox/persons';
import { describe, expect, it } from 'vitest';
import { articlesOf, OFFICIAL, SLUG, VALUES } from '../support/articles.ts';
import { useBot } from '../support/bot.ts';

const bot = useBot();
const { run, ask, add } = articlesOf(bot);

const TEMPLATE = {
  title: 'Zaliczka',
  summary: 'Prośba',
  keywords: 'zadatek',
  text: '{{greeting}}\n\nproszę o zaliczkę.',
};
const publishTemplate = async () =>
  (await (await run('/admin szablon dodaj')).submit(TEMPLATE)).click('Zapisz dla społeczności');
const entry = {
  kind: 'late-payment',
  story: 'Faktura wciąż niezapłacona.',
  client: 'Piekarnia',
  reaction: 'reminded',
};
/** Where a button of this label leads. */
const idOf = ({ buttons }: Answer, label: string): string => {
  const button = buttons.find((one) => one.label === label);
  if (!button?.customId) throw new Error(`no button “${label}” among ${buttons.map((one) => one.label).join(', ')}`);
  return button.customId;
};

/** What is done, how the button is come by, and what both presses are told (the second may say that it is done already). */
const ACTIONS: readonly {
  readonly what: string;
  readonly by: 'moderator' | 'member';
  readonly button: () => Promise<string>;
  readonly told: RegExp;
  readonly again?: RegExp;
}[] = [
  {
    what: 'publishing an article',
    by: 'moderator',
    button: async () => idOf(await (await run('/admin poradnik dodaj')).submit(VALUES), 'Opublikuj'),
    told: /Opublikowane: Teleskopy dla klientów, wersja 1/u,
  },
  {
    what: 'publishing the next version',
    by: 'moderator',
    button: async () => {
      await add();
      const form = await run('/admin poradnik edytuj', { artykuł: VALUES.title });
      return idOf(await form.submit({ text: 'Inaczej.' }), 'Opublikuj');
    },
    told: /Opublikowane: Teleskopy dla klientów, wersja 2/u,
  },
  {
    what: 'restoring a version',
    by: 'moderator',
    button: async () => {
      await add();
      const form = await run('/admin poradnik edytuj', { artykuł: VALUES.title });
      return idOf(await (await form.submit({ text: 'Inaczej.' })).click('Opublikuj'), 'Przywróć wersję 1');
    },
    told: /przywrócono wersję 1 jako wersję 3/u,
  },
  {
    what: 'removing an article',
    by: 'moderator',
    button: async () => {
      await add();
      return idOf(await run('/admin poradnik usuń', { artykuł: SLUG }), 'Usuń');
    },
    told: /Usunięte: Teleskopy dla klientów/u,
  },
  {
    what: 'putting an article back',
    by: 'moderator',
    button: async () => {
      await add();
      const asked = await run('/admin poradnik usuń', { artykuł: SLUG });
      return idOf(await asked.click('Usuń'), 'Przywróć');
    },
    told: /Teleskopy dla klientów\*\* jest znów dostępny/u,
  },
  {
    what: 'showing an article of the guide again',
    by: 'moderator',
    button: async () => idOf(await run('/admin poradnik ukryj', { artykuł: OFFICIAL }), 'Pokaż znowu'),
    told: /jest znów widoczny/u,
  },
  {
    what: 'publishing a template',
    by: 'moderator',
    button: async () => idOf(await (await run('/admin szablon dodaj')).submit(TEMPLATE), 'Zapisz dla społeczności'),
    told: /wersja 1/u,
  },
  {
    what: 'removing a template',
    by: 'moderator',
    button: async () => {
      await publishTemplate();
      return idOf(await run('/admin szablon usuń', { szablon: 'Zaliczka' }), 'Usuń');
    },
    told: /Zaliczka/u,
  },
  {
    what: 'deleting an own template',
    by: 'member',
    button: async () => {
      const form = await ask('/szablon zapisz');
      await form.submit({ title: 'Mój', text: 'Wracam w poniedziałek.' });
      return idOf(await ask('/szablon usuń', { szablon: 'Mój' }), 'Usuń');
    },
    told: /Wracam w poniedziałek/u,
    again: /Tego szablonu już nie ma/u,
  },
  {
    what: 'deleting an entry of the log',
    by: 'member',
    button: async () => {
      const saved = await (await ask('/naruszenie dodaj')).submit(entry);
      return idOf(await saved.click('Usuń'), 'Usuń na zawsze');
    },
    told: /Usunięte/u,
    again: /nie ma/u,
  },
  {
    what: 'erasing one’s data',
    by: 'member',
    button: async () => {
      await (await ask('/naruszenie dodaj')).submit(entry);
      return idOf(await ask('/prywatność usuń'), 'Usuń wszystko');
    },
    told: /Twoich danych już nie ma/u,
  },
  {
    what: 'starting over with the guide',
    by: 'member',
    button: async () => {
      await ask('/poradnik czytaj', { artykuł: 'steps' });
      return idOf(await (await ask('/poradnik przeglądaj')).click('Wyzeruj postępy'), 'Tak, wyzeruj');
    },
    told: /Zaczynasz od nowa/u,
  },
];

describe('a button pressed twice', () => {
  it.each(ACTIONS)('$what: is answered truthfully, and done once', async ({ by, button, told, again }) => {
    const id = await button();
    const who: Person = bot()[by];
    const { press } = direct(bot().sandbox, who, by === 'moderator' ? bot().checkin : bot().channel);
    expect((await press(id)).text).toMatch(told);
    const before = await bot().database.db.communityContentVersion.count();
    const second = await press(id);
    expect(second.text).toMatch(again ?? told);
    expect(second.text).not.toMatch(/nie da się już|Coś poszło nie tak/u);
    expect(await bot().database.db.communityContentVersion.count()).toBe(before);
  });

  it('publishes once where both presses are under way together', async () => {
    const id = idOf(await (await run('/admin poradnik dodaj')).submit(VALUES), 'Opublikuj');
    const { press } = direct(bot().sandbox, bot().moderator, bot().checkin);
    const answers = await Promise.all([press(id), press(id)]);
    for (const { text } of answers) expect(text).toContain('Opublikowane: Teleskopy dla klientów, wersja 1');
    expect(await bot().database.db.communityContentVersion.count()).toBe(1);
  });
});
