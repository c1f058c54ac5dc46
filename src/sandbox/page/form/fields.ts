import { live } from '/vendor/lit-html/directives/live.js';
import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import type { FieldView } from '../../protocol.ts';
import { emoji } from '../messages/components.ts';
import { change, type FieldValue, type OpenForm } from '../store.ts';
import { withEmoji } from '../ui/emoji.ts';
import { type EntityKind, entityItems, type Item } from '../ui/entities.ts';
import { icon } from '../ui/icons.ts';
import { select } from '../ui/select.ts';
import { fill, words } from '../words/words.ts';
import { keepDraft } from './open.ts';

const ENTITIES: Readonly<Record<number, EntityKind>> = { 5: 'person', 6: 'role', 7: 'mentionable', 8: 'channel' };

/** A field with its label, hint and error. */
export function formField(form: OpenForm, field: FieldView): TemplateResult {
  const { customId, type } = field;
  const error = form.errors[customId];
  const group = type === 21 || type === 22;
  const id = `field-${customId}`;
  const label = html`${withEmoji(field.label)}${field.required ? html`<span class="field-required" aria-hidden="true"> *</span>` : nothing}`;
  const inside = html`
    ${field.description ? html`<p class="field-hint" id="${id}-hint">${withEmoji(field.description)}</p>` : nothing}
    ${control(form, field, id)}
    ${error ? html`<p class="field-error" id="${id}-error" role="alert">${icon('warning')}${error}</p>` : nothing}
  `;
  if (group)
    return html`<fieldset class="field" aria-describedby=${describedBy(form, field) ?? nothing}>
      <legend class="field-label">${label}</legend>
      ${inside}
    </fieldset>`;
  return html`<div class="field">
    ${
      type === 4 || type === 19 || type === 23
        ? html`<label class="field-label" for=${id}>${label}</label>`
        : html`<span class="field-label">${label}</span>`
    }
    ${inside}
  </div>`;
}

function control(form: OpenForm, field: FieldView, id: string): TemplateResult {
  const value = form.values[field.customId];
  switch (field.type) {
    case 4:
      return textField(form, field, id, typeof value === 'string' ? value : '');
    case 19:
      return fileField(form, field, id, Array.isArray(value) ? value.filter((item) => item instanceof File) : []);
    case 21:
    case 22:
      return choices(form, field, id, strings(value));
    case 23:
      return html`<span class="tick">
        <input type="checkbox" id=${id} .checked=${live(value === true)} aria-describedby=${describedBy(form, field) ?? nothing}
          @change=${(event: Event) => event.target instanceof HTMLInputElement && put(form, field, event.target.checked)} />
        <span class="tick-box" aria-hidden="true">${icon('check')}</span>
      </span>`;
    default:
      return selectField(form, field, id, strings(value));
  }
}

function textField(form: OpenForm, field: FieldView, id: string, value: string): TemplateResult {
  const typed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) put(form, field, target.value);
  };
  const { min, max, placeholder, required } = field;
  const near = value.length > max * 0.8 || (value.length > 0 && value.length < min);
  const invalid = form.errors[field.customId] ? 'true' : nothing;
  const described = describedBy(form, field) ?? nothing;
  return html`<div class="text-field">
    ${
      field.multiline
        ? html`<textarea class="input" id=${id} rows="4" maxlength=${max} placeholder=${placeholder || nothing} aria-required=${String(required)}
            aria-invalid=${invalid} aria-describedby=${described} .value=${live(value)} @input=${typed}></textarea>`
        : html`<input class="input" id=${id} type="text" autocomplete="off" maxlength=${max} placeholder=${placeholder || nothing}
            aria-required=${String(required)} aria-invalid=${invalid} aria-describedby=${described} .value=${live(value)} @input=${typed} />`
    }
    <span class="field-count ${near ? 'is-near' : ''}" aria-hidden="true">${value.length}/${max}</span>
  </div>`;
}

function selectField(form: OpenForm, field: FieldView, id: string, chosen: string[]): TemplateResult {
  const entity = ENTITIES[field.type];
  const items: Item[] = entity
    ? entityItems(entity)
    : field.options.map(({ value, label, description, emoji: sign }) => ({
        value,
        label,
        ...(description ? { description } : {}),
        ...(sign ? { picture: html`${emoji(sign)}` } : {}),
      }));
  const described = describedBy(form, field);
  return select({
    id,
    label: field.label,
    placeholder: field.placeholder,
    items,
    chosen,
    min: field.required ? Math.max(1, field.min) : 0,
    max: field.max,
    search: entity !== undefined || items.length > 10,
    invalid: form.errors[field.customId] !== undefined,
    ...(described ? { describedBy: described } : {}),
    done: (values) => put(form, field, values),
  });
}

/** Radio buttons or checkboxes. A second click clears a radio group that is not required, as in Discord. */
function choices(form: OpenForm, field: FieldView, id: string, chosen: string[]): TemplateResult {
  const radio = field.type === 21;
  const toggle = (value: string) => {
    if (radio) return put(form, field, [value]);
    const without = chosen.filter((other) => other !== value);
    if (without.length < chosen.length) put(form, field, without);
    else if (chosen.length < field.max) put(form, field, [...chosen, value]);
    else change();
  };
  const clear = (value: string) => radio && !field.required && chosen.includes(value) && put(form, field, []);
  return html`<div class="choices">
    ${field.options.map(({ value, label, description }, index) => {
      const checked = chosen.includes(value);
      const full = !radio && !checked && chosen.length >= field.max;
      return html`<label class="choice ${checked ? 'is-checked' : ''} ${full ? 'is-disabled' : ''}">
        <input type=${radio ? 'radio' : 'checkbox'} id=${index === 0 ? id : nothing} name=${id} ?disabled=${full}
          .checked=${live(checked)} @click=${() => clear(value)} @change=${() => toggle(value)} />
        <span class="${radio ? 'dot' : 'tick-box'}" aria-hidden="true">${radio ? nothing : icon('check')}</span>
        <span><span class="choice-label">${withEmoji(label)}</span>${description ? html`<span class="choice-hint">${withEmoji(description)}</span>` : nothing}</span>
      </label>`;
    })}
  </div>`;
}

function fileField(form: OpenForm, field: FieldView, id: string, files: File[]): TemplateResult {
  const add = (more: readonly File[]) => {
    const large = more.find(({ size }) => size > 10 * 1024 * 1024);
    if (large) form.errors[field.customId] = fill(words().fileTooLarge, { name: large.name });
    put(form, field, [...files, ...more.filter((file) => file !== large)].slice(0, field.max), large !== undefined);
  };
  const picked = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    add([...(target.files ?? [])]);
    target.value = '';
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  };
  return html`<div class="drop" @dragover=${(event: Event) => event.preventDefault()} @drop=${dropped}>
    <span class="button button-secondary drop-button">
      <input type="file" id=${id} ?multiple=${field.max > 1} aria-describedby=${describedBy(form, field) ?? nothing}
        @change=${picked} />
      <span aria-hidden="true">${words().addFiles}</span>
    </span>
    <span class="drop-hint">${words().dropFiles}</span>
    ${files.map(
      (file) => html`<p class="drop-file">
        ${icon('file')}<span>${file.name}</span>
        <button type="button" class="icon-button" aria-label=${fill(words().removeFile, { name: file.name })}
          @click=${() =>
            put(
              form,
              field,
              files.filter((other) => other !== file),
            )}>${icon('close')}</button>
      </p>`,
    )}
  </div>`;
}

function put(form: OpenForm, field: FieldView, value: FieldValue, keepError = false): void {
  form.values[field.customId] = value;
  if (!keepError) delete form.errors[field.customId];
  keepDraft(form);
  change();
}

/** A radio group starts with its default as a list, and so does a select. */
function strings(value: FieldValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function describedBy(form: OpenForm, field: FieldView): string | undefined {
  const id = `field-${field.customId}`;
  const parts = [...(field.description ? [`${id}-hint`] : []), ...(form.errors[field.customId] ? [`${id}-error`] : [])];
  return parts.length > 0 ? parts.join(' ') : undefined;
}
