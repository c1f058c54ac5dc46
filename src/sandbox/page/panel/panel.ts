import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { WorldView } from '../../protocol.ts';
import { loadGuide } from '../guide/load.ts';
import { recognise } from '../guide/progress.ts';
import { change, remember, state } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { words } from '../words/words.ts';
import { clockTab } from './clock.ts';
import { eventsTab } from './events.ts';
import { faultsTab } from './faults.ts';
import { personsTab } from './persons.ts';

const TABS = ['events', 'clock', 'persons', 'faults'] as const;

/** Internal events and the controls that change them. A column beside the messages, a drawer on phones. */
export function sidePanel(world: WorldView): TemplateResult {
  const w = words();
  const { panelTab } = state;
  return html`<aside class="panel" aria-label=${w.panel}>
    <header class="panel-head">
      <h2>${w.panel}</h2>
      <button type="button" class="icon-button" aria-label=${w.close} @click=${close}>${icon('close')}</button>
    </header>
    <div class="tabs" role="tablist" aria-label=${w.panel} @keydown=${moveTab}>
      ${TABS.map(
        (tab) => html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          aria-selected=${String(tab === panelTab)}
          aria-controls="tab-panel"
          tabindex=${tab === panelTab ? '0' : '-1'}
          @click=${() => openTab(tab)}
        >
          ${w.tabs[tab]}${tab === 'events' && world.violations.length > 0 ? html` <span class="count-badge">${world.violations.length}</span>` : nothing}
        </button>`,
      )}
    </div>
    <div class="panel-body" role="tabpanel" id="tab-panel" aria-labelledby="tab-${panelTab}" tabindex="0">
      ${
        panelTab === 'events'
          ? eventsTab(world)
          : panelTab === 'clock'
            ? clockTab(world)
            : panelTab === 'persons'
              ? personsTab(world)
              : faultsTab(world)
      }
    </div>
  </aside>`;
}

function openTab(tab: (typeof TABS)[number]): void {
  change({ panelTab: tab });
  recognise({ kind: 'panel', tab });
  if (tab === 'clock') void loadGuide();
}

function close(): void {
  remember('panel', '');
  change({ panelOpen: false, drawer: 'none' });
}

function moveTab(event: KeyboardEvent): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const next = TABS[(TABS.indexOf(state.panelTab) + step + TABS.length) % TABS.length] ?? 'events';
  openTab(next);
  queueMicrotask(() => document.getElementById(`tab-${next}`)?.focus());
}
