import { guard } from '/vendor/lit-html/directives/guard.js';
import { repeat } from '/vendor/lit-html/directives/repeat.js';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { GatewayView, RequestView, ViolationView, WorldView } from '../../protocol.ts';
import { recognise } from '../guide/progress.ts';
import { change, state } from '../store.ts';
import { exactTime } from '../ui/time.ts';
import { words } from '../words/words.ts';

type Filter = 'all' | 'requests' | 'events' | 'problems';
let filter: Filter = 'all';

type Row = { at: number; key: string } & ({ request: RequestView } | { record: GatewayView });

/** Requests and gateway events, newest first, with the sandbox's verdict on them. */
export function eventsTab({ violations }: WorldView): TemplateResult {
  const w = words();
  const rows = rowsOf().slice(0, 120);
  return html`
    <section class="panel-part" aria-labelledby="violations-title">
      <h3 id="violations-title">${w.violations}</h3>
      ${
        violations.length === 0
          ? html`<p class="all-well">${w.noViolations}</p>`
          : html`<ul class="violations" role="list">${violations.toReversed().map(violation)}</ul>`
      }
    </section>
    <section class="panel-part" aria-labelledby="requests-title">
      <h3 id="requests-title">${w.requests}</h3>
      <div class="segments" role="group" aria-label=${w.filter}>
        ${(['all', 'requests', 'events', 'problems'] as const).map(
          (one) =>
            html`<button type="button" aria-pressed=${String(one === filter)} @click=${() => setFilter(one)}>${w.filters[one]}</button>`,
        )}
      </div>
      ${rows.length === 0 ? html`<p class="panel-none">${w.noRequests}</p>` : nothing}
      <ol class="records" role="list">
        ${repeat(
          rows,
          ({ key }) => key,
          (row) =>
            html`<li>${guard([row.key, 'request' in row ? row.request : row.record, w], () => ('request' in row ? requestRow(row.request) : gatewayRow(row.record)))}</li>`,
        )}
      </ol>
    </section>
  `;
}

function setFilter(next: Filter): void {
  filter = next;
  change();
}

function rowsOf(): Row[] {
  const requests = state.requests
    .filter(
      ({ verdict }) =>
        filter === 'all' ||
        filter === 'requests' ||
        (filter === 'problems' && !['accepted', 'pending'].includes(verdict)),
    )
    .map((request): Row => ({ at: request.at, key: `r${request.id}`, request }));
  const records = filter === 'all' || filter === 'events' ? state.gateway : [];
  // Heartbeats would bury everything else.
  const events = records
    .filter(({ op }) => op !== 1 && op !== 11)
    .map((record): Row => ({ at: record.at, key: `g${record.id}`, record }));
  return [...requests, ...events].sort((a, b) => b.at - a.at);
}

function violation({ at, rule, message }: ViolationView): TemplateResult {
  return html`<li><strong>${rule}</strong> <time>${exactTime(at)}</time><span>${message}</span></li>`;
}

function requestRow(request: RequestView): TemplateResult {
  const w = words();
  const { at, method, path, status, verdict, took, fault } = request;
  return html`<details class="record record-${verdict}" @toggle=${opened}>
    <summary>
      <time>${exactTime(at)}</time>
      <span class="record-what"><b>${method}</b> ${short(path)}</span>
      <span class="record-verdict">${status || ''} ${w.verdicts[verdict]}${fault ? `: ${fault}` : ''}</span>
    </summary>
    <p class="record-more">${path} · ${Math.round(took)} ms</p>
    ${json(w.body, request.body)} ${json(w.answer, request.response)}
  </details>`;
}

function gatewayRow(record: GatewayView): TemplateResult {
  const w = words();
  const { at, direction, op, event, data } = record;
  const what = event ?? (op === null ? String(data ?? '') : `op ${op}`);
  return html`<details class="record record-gateway" @toggle=${opened}>
    <summary>
      <time>${exactTime(at)}</time>
      <span class="record-what">${what}</span>
      <span class="record-verdict">${direction === 'to-bot' ? w.toBot : direction === 'from-bot' ? w.fromBot : ''}</span>
    </summary>
    ${json(w.body, data)}
  </details>`;
}

function opened({ currentTarget }: Event): void {
  if (currentTarget instanceof HTMLDetailsElement && currentTarget.open) recognise({ kind: 'record' });
}

function json(label: string, value: unknown): TemplateResult | typeof nothing {
  if (value === null || value === undefined || value === '') return nothing;
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return html`<p class="record-label">${label}</p>
    <pre class="record-json" tabindex="0">${text.slice(0, 8000)}</pre>`;
}

/** The text without ids and tokens, which mean nothing to a reader. */
function short(path: string): string {
  return path
    .replace(/^\/api\/v\d+/, '')
    .replace(/\?.*$/, '')
    .replaceAll(/\/\d{15,}/g, '/…')
    .replaceAll(/\/[\w-]{40,}/g, '/…')
    .replaceAll(/(?:\/…)+/g, '/…');
}
