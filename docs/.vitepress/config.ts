import type { DefaultTheme } from 'vitepress';
import { defineConfig } from 'vitepress';
import { linkPages } from './links.ts';
import { anchorOf, LEFT_OUT, pageOf, ROOT } from './pages.ts';
import { ENGLISH, POLISH } from './sidebar.ts';

const POLISH_SEARCH: DefaultTheme.LocalSearchOptions['translations'] = {
  button: { buttonText: 'Szukaj', buttonAriaLabel: 'Szukaj' },
  modal: {
    displayDetails: 'Pokaż fragmenty',
    resetButtonTitle: 'Wyczyść',
    backButtonTitle: 'Zamknij',
    noResultsText: 'Nic nie znaleziono dla:',
    footer: { selectText: 'wybierz', navigateText: 'przejdź', closeText: 'zamknij' },
  },
};

// biome-ignore lint/style/noDefaultExport: VitePress asks for it
export default defineConfig({
  title: 'Granica',
  srcDir: ROOT,
  srcExclude: LEFT_OUT,
  rewrites: (path) => pageOf(path) ?? path,
  // A site of a repository lies in a folder of its host.
  base: process.env.DOCS_BASE ?? '/',
  cleanUrls: true,
  markdown: {
    config: linkPages,
    anchor: { slugify: anchorOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  locales: {
    root: {
      label: 'English',
      lang: 'en-GB',
      description: 'A Discord bot that helps freelancers set boundaries with their clients',
      themeConfig: {
        nav: [
          { text: 'Moderators', link: '/handbook' },
          { text: 'Host it', link: '/how-to/systemd' },
          { text: 'Commands', link: '/reference/commands' },
        ],
        sidebar: ENGLISH,
      },
    },
    pl: {
      label: 'Polski',
      lang: 'pl',
      description: 'Bot na Discorda, który pomaga stawiać granice w pracy z klientami',
      themeConfig: {
        nav: [
          { text: 'Moderacja', link: '/pl/handbook' },
          { text: 'Uruchomienie', link: '/pl/how-to/systemd' },
          { text: 'Komendy', link: '/pl/reference/commands' },
        ],
        sidebar: POLISH,
        outline: { label: 'Na tej stronie' },
        docFooter: { prev: 'Poprzednia strona', next: 'Następna strona' },
        sidebarMenuLabel: 'Menu',
        returnToTopLabel: 'Na górę',
        darkModeSwitchLabel: 'Wygląd',
        lightModeSwitchTitle: 'Jasny wygląd',
        darkModeSwitchTitle: 'Ciemny wygląd',
        langMenuLabel: 'Język',
        skipToContentLabel: 'Przejdź do treści',
      },
    },
  },
  themeConfig: { search: { provider: 'local', options: { locales: { pl: { translations: POLISH_SEARCH } } } } },
});
