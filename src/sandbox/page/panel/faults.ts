import { html, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { FAULT_KINDS, type WorldView } from '../../protocol.ts';
import { act } from '../api.ts';
import { recognise } from '../guide/progress.ts';
import { words } from '../words/words.ts';

/** Requests that a fault can hit: method and route as the server names them, or a part of that. */
const PLACES = [
  [' /', 'faultEverything'],
  ['POST /interactions/:interactionId/:token/callback', 'faultCallback'],
  ['POST /channels/:channelId/messages', 'faultMessages'],
  ['PATCH /webhooks/:applicationId/:token/messages/:messageId', 'faultEdits'],
] as const;

/** Faults to switch on and off, and the state of the connection. */
export function faultsTab({ faults }: WorldView): TemplateResult {
  const w = words();
  const gateway = (change: 'cut' | 'reconnect' | 'invalidate') => () => void act({ kind: 'gateway', change });
  return html`
    <section class="panel-part">
      <p class="panel-hint">${w.faultsHint}</p>
      ${
        faults.rules.length === 0
          ? html`<p class="panel-none">${w.noFaults}</p>`
          : html`<ul class="fault-list" role="list">
                ${faults.rules.map(
                  ({ id, kind, on, times }) => html`<li>
                    <span class="fault-text"><strong>${kindName(kind)}</strong><span>${placeName(on)} · ${times === null ? w.always : `${times}×`}</span></span>
                    <button type="button" class="button button-secondary" @click=${() => void act({ kind: 'remove-fault', id })}>${w.switchOff}</button>
                  </li>`,
                )}
              </ul>
              <button type="button" class="text-button" @click=${() => void act({ kind: 'clear-faults' })}>${w.clearFaults}</button>`
      }
      <form class="fault-form" @submit=${addFault}>
        <label class="field"><span class="field-label">${w.fault}</span>
          <select class="input" name="fault">${FAULT_KINDS.map((kind) => html`<option value=${kind}>${w.faultKinds[kind]}</option>`)}</select>
        </label>
        <label class="field"><span class="field-label">${w.faultOn}</span>
          <select class="input" name="on">${PLACES.map(([value, name]) => html`<option value=${value}>${w[name]}</option>`)}</select>
        </label>
        <label class="field"><span class="field-label">${w.faultTimes}</span>
          <select class="input" name="times">
            <option value="1">${w.once}</option><option value="3">3×</option><option value="">${w.always}</option>
          </select>
        </label>
        <button type="submit" class="button button-primary">${w.switchOn}</button>
      </form>
    </section>
    <section class="panel-part">
      <h3>${w.gateway}</h3>
      <div class="button-grid">
        <button type="button" class="button button-secondary" @click=${gateway('cut')}>${w.cut}</button>
        <button type="button" class="button button-secondary" @click=${gateway('reconnect')}>${w.reconnect}</button>
        <button type="button" class="button button-secondary" @click=${gateway('invalidate')}>${w.invalidate}</button>
      </div>
      <label class="switch"><input type="checkbox" .checked=${faults.zombie}
        @change=${() => void act({ kind: 'gateway', change: faults.zombie ? 'zombie-off' : 'zombie-on' })} /><span>${w.zombie}</span></label>
      <label class="switch"><input type="checkbox" .checked=${faults.refuseGateway}
        @change=${() => void act({ kind: 'gateway', change: faults.refuseGateway ? 'refuse-off' : 'refuse-on' })} /><span>${w.refuse}</span></label>
    </section>
  `;
}

function kindName(kind: string): string {
  const known = FAULT_KINDS.find((one) => one === kind);
  return known ? words().faultKinds[known] : kind;
}

function placeName(on: string): string {
  const place = PLACES.find(([value]) => value === on);
  return place ? words()[place[1]] : on;
}

function addFault(event: SubmitEvent): void {
  event.preventDefault();
  const { currentTarget: form } = event;
  if (!(form instanceof HTMLFormElement)) return;
  const data = new FormData(form);
  const fault = FAULT_KINDS.find((kind) => kind === data.get('fault'));
  const times = Number(data.get('times'));
  if (!fault) return;
  recognise({ kind: 'fault' });
  void act({
    kind: 'add-fault',
    fault,
    on: String(data.get('on')),
    times: times > 0 ? times : null,
    ...(fault === 'slow' ? { delay: 2000 } : {}),
  });
}
