import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { Value } from '../../protocol.ts';
import { upload } from '../api.ts';
import { interact } from '../interactions.ts';
import { markdown } from '../markdown/show.ts';
import { change, type FieldValue, type OpenForm, state } from '../store.ts';
import { withEmoji } from '../ui/emoji.ts';
import { icon } from '../ui/icons.ts';
import { fill, words } from '../words/words.ts';
import { errorsOf } from './check.ts';
import { formField } from './fields.ts';
import { closeForm, fieldsOf, formFailed, startOver } from './open.ts';

/** The open form, above everything; the page behind it is inert. */
export function formDialog(): TemplateResult | typeof nothing {
  const { form } = state;
  if (!form) return nothing;
  const w = words();
  return html`<div class="shade" @pointerdown=${(event: Event) => event.target === event.currentTarget && closeForm()}>
    <form
      class="dialog form"
      role="dialog"
      aria-modal="true"
      aria-labelledby="form-title"
      novalidate
      @submit=${(event: Event) => void submit(event, form)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && closeForm()}
    >
      <header class="dialog-head">
        <h2 id="form-title" tabindex="-1">${withEmoji(form.view.title)}</h2>
        <button type="button" class="icon-button" aria-label=${w.close} @click=${closeForm}>${icon('close')}</button>
      </header>
      <div class="dialog-body">
        ${
          form.restored
            ? html`<p class="form-restored">${w.restored} <button type="button" class="text-button" @click=${startOver}>${w.startOver}</button></p>`
            : nothing
        }
        ${form.view.parts.map((part) => (part.kind === 'text' ? markdown(part.content) : formField(form, part)))}
      </div>
      <footer class="dialog-foot">
        <p class="form-note" role=${form.problem ? 'alert' : nothing}>
          ${form.problem ? html`<span class="form-problem">${form.problem}</span>` : fill(w.formWarning, { name: state.world?.bot.name ?? '' })}
        </p>
        <button type="button" class="button button-secondary" @click=${closeForm}>${w.cancel}</button>
        <button type="submit" class="button button-primary ${form.busy ? 'is-busy' : ''}" aria-busy=${form.busy ? 'true' : nothing}>
          ${w.submit}${form.busy ? html`<span class="spinner"></span>` : nothing}
        </button>
      </footer>
    </form>
  </div>`;
}

async function submit(event: Event, form: OpenForm): Promise<void> {
  event.preventDefault();
  if (form.busy) return;
  form.errors = errorsOf(form);
  form.problem = '';
  const [wrong] = Object.keys(form.errors);
  if (wrong !== undefined) {
    change();
    queueMicrotask(() => queueMicrotask(() => document.getElementById(`field-${wrong}`)?.focus()));
    return;
  }
  form.busy = true;
  change();
  const values = await valuesOf(form).catch(() => undefined);
  if (!values) return formFailed('');
  const { interactionId, customId, title } = form.view;
  await interact(
    { kind: 'submit', channelId: state.channelId, label: title, customId },
    { kind: 'submit', interactionId, values },
  );
}

async function valuesOf(form: OpenForm): Promise<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const field of fieldsOf(form.view)) {
    const value = form.values[field.customId];
    if (value !== undefined) values[field.customId] = await sent(value);
  }
  return values;
}

async function sent(value: FieldValue): Promise<Value> {
  if (!Array.isArray(value)) return value;
  const all: (string | { upload: string })[] = [];
  for (const item of value) all.push(item instanceof File ? { upload: (await upload(item)).uploadId } : item);
  return all;
}

let shown: OpenForm | undefined;
let back: Element | null = null;

/** Moves the focus into a newly opened form, and back when it closes. */
export function formDrawn(): void {
  if (state.form === shown) return;
  if (state.form) {
    if (!shown) back = document.activeElement;
    const first = document.querySelector<HTMLElement>('.form .dialog-body :is(input, textarea, button.select)');
    (first ?? document.querySelector<HTMLElement>('#form-title'))?.focus();
  } else {
    const target = back instanceof HTMLElement && back.isConnected && back !== document.body ? back : undefined;
    (target ?? document.querySelector<HTMLElement>('#composer-text'))?.focus();
  }
  shown = state.form;
}
