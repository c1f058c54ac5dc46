import { draft, setText } from './composer/draft.ts';
import { isAsking } from './form/ask.ts';
import { openSwitcher } from './places/switcher.ts';
import { change, state } from './store.ts';
import { isPopupOpen } from './ui/popup.ts';

/** Escape closes overlays; Ctrl+K goes to a channel; whatever else is typed outside a field goes to the message box. */
export function pageKeys(event: KeyboardEvent): void {
  if (event.key === 'k' && (event.ctrlKey || event.metaKey)) openSwitcher();
  else if (event.key === 'Escape' && state.drawer !== 'none') change({ drawer: 'none' });
  else {
    if (isTypedOutside(event)) typeInComposer(event);
    return;
  }
  event.preventDefault();
}

/** Whether a character was typed where nothing takes it. The space bar presses buttons and scrolls. */
function isTypedOutside(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented, target } = event;
  if (key.length !== 1 || key === ' ' || isComposing || defaultPrevented) return false;
  // The right Alt key writes letters such as ł; on Windows it counts as Ctrl and Alt together.
  if ((ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')) return false;
  if (state.form || state.lightbox || isAsking() || isPopupOpen() || state.drawer === 'panel') return false;
  return !(target instanceof Element && target.closest('input, textarea, select, [contenteditable]'));
}

function typeInComposer(event: KeyboardEvent): void {
  const box = document.querySelector<HTMLTextAreaElement>('#composer-text');
  if (box && !box.disabled) {
    if (state.drawer !== 'none') change({ drawer: 'none' });
    // The browser types the character into the field that has the focus by then.
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    // Some browsers look for text on the page at a slash; here it opens the commands.
    if (event.key !== '/') return;
    event.preventDefault();
    setText(`${draft().text}/`);
    return;
  }
  document.querySelector<HTMLElement>('.chips .chip-field')?.focus();
}
