import { change, state } from './store.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Applies the person's choice of theme, or the device's. */
export function applyTheme(): void {
  const look = state.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : state.theme;
  document.documentElement.dataset.look = look;
  change();
}

dark.addEventListener('change', applyTheme);
