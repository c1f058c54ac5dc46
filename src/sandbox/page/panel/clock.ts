import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { WorldView } from '../../protocol.ts';
import { goToMoment, isClockBusy, moveClock } from '../guide/moments.ts';
import { sandboxNow, state } from '../store.ts';
import { exactTime, fullTime } from '../ui/time.ts';
import { words } from '../words/words.ts';

const HOUR = 3_600_000;
const STEPS = [
  ['hour', HOUR],
  ['hours', 6 * HOUR],
  ['day', 24 * HOUR],
  ['week', 7 * 24 * HOUR],
] as const;

/** Controls that move and stop the sandbox's time. */
export function clockTab({ clock, me }: WorldView): TemplateResult {
  const w = words();
  const now = sandboxNow();
  const moments = state.guide?.moments ?? [];
  const busy = isClockBusy();
  const set = (event: SubmitEvent) => {
    event.preventDefault();
    const field = event.currentTarget instanceof HTMLFormElement ? event.currentTarget.querySelector('input') : null;
    const time = field ? Date.parse(field.value) : Number.NaN;
    if (Number.isFinite(time)) void moveClock({ set: time });
  };
  return html`
    <section class="panel-part clock">
      <h3>${w.sandboxTime}</h3>
      <p class="clock-time">${exactTime(now)}</p>
      <p class="clock-date">${fullTime(now)} · ${me.zone}</p>
      <p class="clock-state ${clock.frozen ? 'is-frozen' : ''}">
        <span>${clock.frozen ? w.frozen : w.running}</span>
        <button type="button" class="button button-secondary" @click=${() => void moveClock(clock.frozen ? 'release' : 'freeze')}>
          ${clock.frozen ? w.release : w.freeze}
        </button>
      </p>
    </section>
    <section class="panel-part">
      <h3>${w.forward}</h3>
      ${
        moments.length > 0
          ? html`<div class="moments">
              ${moments.map(
                ({ id, label, at }) =>
                  html`<button type="button" class="button button-primary" ?disabled=${busy} @click=${() => void goToMoment(id)}>
                    <span>${label}</span><span class="moment-at">${at === null ? w.noMoment : fullTime(at)}</span>
                  </button>`,
              )}
            </div>`
          : nothing
      }
      <div class="button-grid">
        ${STEPS.map(
          ([name, length]) =>
            html`<button type="button" class="button button-secondary" ?disabled=${busy} @click=${() => void moveClock({ advance: length })}>${w.steps[name]}</button>`,
        )}
      </div>
      <form class="inline-form" @submit=${set}>
        <label class="field"><span class="field-label">${w.setTime}</span><input class="input" type="datetime-local" required /></label>
        <button type="submit" class="button button-secondary">${w.set}</button>
      </form>
      <p class="panel-hint">${w.clockHint}</p>
    </section>
  `;
}
