import { html, nothing, type TemplateResult } from '/vendor/lit-html/lit-html.js';
import { change } from '../store.ts';
import { icon } from '../ui/icons.ts';
import { words } from '../words/words.ts';

interface Question {
  title: string;
  label: string;
  value: string;
  max: number;
  confirm: string;
}

let open: (Question & { done: (answer: string) => void; back: Element | null }) | undefined;

/** Asks for one line of text. Resolves with an empty text if the person closes it. */
export function ask(question: Question): Promise<string> {
  return new Promise((resolve) => {
    open = { ...question, done: resolve, back: document.activeElement };
    change();
    queueMicrotask(() => {
      const field = document.querySelector<HTMLInputElement>('.ask input');
      field?.focus();
      field?.select();
    });
  });
}

export function isAsking(): boolean {
  return open !== undefined;
}

export function askDialog(): TemplateResult | typeof nothing {
  if (!open) return nothing;
  const { title, label, value, max, confirm, done, back } = open;
  const finish = (answer: string) => {
    open = undefined;
    change();
    done(answer);
    if (back instanceof HTMLElement) back.focus();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const field = event.currentTarget instanceof HTMLFormElement ? event.currentTarget.querySelector('input') : null;
    finish(field?.value.trim() ?? '');
  };
  return html`<div class="shade" @pointerdown=${(event: Event) => event.target === event.currentTarget && finish('')}>
    <form
      class="dialog ask"
      role="dialog"
      aria-modal="true"
      aria-labelledby="ask-title"
      @submit=${submit}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && finish('')}
    >
      <header class="dialog-head">
        <h2 id="ask-title">${title}</h2>
        <button type="button" class="icon-button" aria-label=${words().close} @click=${() => finish('')}>${icon('close')}</button>
      </header>
      <div class="dialog-body">
        <label class="field"><span class="field-label">${label}</span><input class="input" required maxlength=${max} .value=${value} /></label>
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button button-secondary" @click=${() => finish('')}>${words().cancel}</button>
        <button type="submit" class="button button-primary">${confirm}</button>
      </footer>
    </form>
  </div>`;
}
