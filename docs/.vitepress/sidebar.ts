import { readdirSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { ROOT } from './pages.ts';

type Items = DefaultTheme.SidebarItem[];

const items = (...links: readonly (readonly [text: string, link: string])[]): Items =>
  links.map(([text, link]) => ({ text, link }));

/** The decisions in their order, by the titles they have. */
function decisions(): Items {
  const files = readdirSync(`${ROOT}docs/decisions`).filter((name) => /^\d/.test(name));
  return files.sort().map((name) => {
    const [, title = name] = /^# (.*)$/m.exec(readFileSync(`${ROOT}docs/decisions/${name}`, 'utf8')) ?? [];
    return { text: title, link: `/decisions/${name.replace(/\.md$/, '')}` };
  });
}

export const ENGLISH: Items = [
  {
    text: 'Tutorials',
    items: items(['Your first check-in', '/tutorial/community'], ['Your first command', '/tutorial/command']),
  },
  {
    text: 'How to: moderators',
    items: items(
      ['The moderators’ handbook', '/handbook'],
      ['Announce the bot', '/how-to/announce'],
      ['Moderate the first month', '/how-to/first-month'],
    ),
  },
  {
    text: 'How to: host it',
    items: items(
      ['On a small server (systemd)', '/how-to/systemd'],
      ['With Docker', '/how-to/docker'],
      ['In two processes', '/how-to/two-processes'],
      ['Upgrade', '/how-to/upgrade'],
      ['Back up and restore', '/how-to/backup'],
      ['Move to a server', '/how-to/move'],
      ['Rotate keys', '/how-to/keys'],
      ['Connect a local model', '/how-to/local-model'],
    ),
  },
  {
    text: 'Reference',
    items: items(
      ['Commands', '/reference/commands'],
      ['Environment', '/reference/environment'],
      ['Files', '/reference/files'],
      ['Limits', '/reference/limits'],
      ['Health, metrics, alerts', '/operations'],
      ['Articles and templates', '/content'],
      ['The sandbox', '/reference/sandbox'],
      ['Figures', '/figures'],
      ['Changes', '/changelog'],
    ),
  },
  {
    text: 'Explanation',
    items: items(
      ['Privacy', '/explanation/privacy'],
      ['Security', '/explanation/security'],
      ['Exactly once', '/checkins'],
      ['Several processes', '/processes'],
      ['How far it goes', '/scale'],
      ['Search', '/search'],
      ['The assistant', '/assistant'],
      ['Practising', '/practice'],
      ['The boundary sheet', '/boundary-sheet'],
      ['Law in the texts', '/law'],
      ['Architecture', '/explanation/architecture'],
    ),
  },
  { text: 'Decisions', collapsed: true, link: '/decisions/', items: decisions() },
  { text: 'Taking part', link: '/contributing' },
];

export const POLISH: Items = [
  { text: 'Na początek', items: items(['Pierwszy check-in', '/pl/tutorial/community']) },
  {
    text: 'Dla moderacji',
    items: items(
      ['Podręcznik moderacji', '/pl/handbook'],
      ['Jak ogłosić bota', '/pl/how-to/announce'],
      ['Pierwszy miesiąc', '/pl/how-to/first-month'],
    ),
  },
  {
    text: 'Uruchomienie',
    items: items(
      ['Na małym serwerze', '/pl/how-to/systemd'],
      ['Na Dockerze', '/pl/how-to/docker'],
      ['Aktualizacja, kopie, klucze', '/pl/how-to/maintain'],
    ),
  },
  {
    text: 'Komendy i zasady',
    items: items(['Komendy', '/pl/reference/commands'], ['Prywatność', '/pl/explanation/privacy']),
  },
];
