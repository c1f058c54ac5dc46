import { html, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { WorldView } from '../../protocol.ts';
import { act } from '../api.ts';
import { recognise } from '../guide/progress.ts';
import { becomePerson } from '../live.ts';
import { roleOf } from '../lookup.ts';
import { change, remember, state } from '../store.ts';
import { applyTheme } from '../theme.ts';
import { avatar } from '../ui/avatar.ts';
import { withEmoji } from '../ui/emoji.ts';
import { icon } from '../ui/icons.ts';
import { openPopup } from '../ui/popup.ts';
import { fill, LANGUAGES, words } from '../words/words.ts';

/** At the bottom left: the acting person, their language, and the page's theme. */
export function personBar({ me, persons }: WorldView): TemplateResult {
  const w = words();
  const pick = (event: Event) => {
    if (!(event.currentTarget instanceof Element)) return;
    openPopup({
      label: w.persons,
      role: 'listbox',
      anchor: event.currentTarget,
      chosen: [me.id],
      items: persons.map(({ id, name, locale }) => ({
        value: id,
        label: name,
        description: [roleOf(id), languageName(locale), state.guide?.about[id]].filter(Boolean).join(' · '),
        picture: avatar(id, name),
      })),
      done: ([id]) => id && id !== me.id && void becomePerson(id).catch(() => change({ connection: 'lost' })),
    });
  };
  return html`<div class="person-bar">
    <button type="button" class="person-button" aria-haspopup="listbox"  @click=${pick}>
      <span class="visually-hidden">${w.actAs}</span> ${avatar(me.id, me.name)}
      <span class="person-words"><strong>${withEmoji(me.name)}</strong> <span>${roleOf(me.id)}</span></span>
    </button>
    <button
      type="button"
      class="icon-button person-language"
      aria-haspopup="listbox"
      aria-label=${`${me.locale.slice(0, 2).toUpperCase()}, ${fill(w.language, { name: languageName(me.locale) })}`}
      title=${fill(w.language, { name: languageName(me.locale) })}
      @click=${pickLanguage}
    >
      ${me.locale.slice(0, 2).toUpperCase()}
    </button>
    <button type="button" class="icon-button" aria-haspopup="listbox" aria-label=${w.theme} title=${w.theme} @click=${pickTheme}>
      ${icon(document.documentElement.dataset.look === 'dark' ? 'moon' : 'sun')}
    </button>
  </div>`;
}

function pickLanguage({ currentTarget: anchor }: Event): void {
  const me = state.world?.me;
  if (!me || !(anchor instanceof Element)) return;
  openPopup({
    label: fill(words().languages, { name: me.name }),
    role: 'listbox',
    anchor,
    chosen: [me.locale],
    items: LANGUAGES.map(({ code, name }) => ({ value: code, label: name })),
    done: ([locale]) => {
      if (!locale) return;
      void act({ kind: 'set-person', userId: me.id, locale });
      if (locale !== me.locale) recognise({ kind: 'language' });
    },
  });
}

function pickTheme({ currentTarget: anchor }: Event): void {
  if (!(anchor instanceof Element)) return;
  const { themes, theme } = words();
  openPopup({
    label: theme,
    role: 'listbox',
    anchor,
    chosen: [state.theme],
    items: (['auto', 'light', 'dark'] as const).map((value) => ({ value, label: themes[value] })),
    done: ([value]) => {
      const next = value === 'light' || value === 'dark' ? value : 'auto';
      remember('theme', next);
      change({ theme: next });
      applyTheme();
    },
  });
}

export function languageName(locale: string): string {
  return LANGUAGES.find(({ code }) => code === locale)?.name ?? locale;
}
