import type { FieldView, FormView } from '../../protocol.ts';
import { change, type FieldValue, type OpenForm, state } from '../store.ts';
import { words } from '../words/words.ts';

/** Texts of forms that were closed before being sent; by person, title and fields. Files cannot be kept. */
const drafts = new Map<string, Record<string, FieldValue>>();
const STORE = 'sandbox.forms';

export function fieldsOf(view: FormView): FieldView[] {
  return view.parts.flatMap((part) => (part.kind === 'field' ? [part] : []));
}

export function openForm(view: FormView): void {
  const start = Object.fromEntries(fieldsOf(view).map((field) => [field.customId, startOf(field)]));
  const draft = drafts.get(keyOf(view)) ?? storedDraft(keyOf(view));
  change({
    form: { view, values: { ...start, ...draft }, errors: {}, problem: '', busy: false, restored: draft !== undefined },
    closedForm: undefined,
  });
}

/** Closes the form and keeps the typed text. */
export function closeForm(): void {
  const { form } = state;
  if (!form || form.busy) return;
  const touched = fieldsOf(form.view).some(
    (field) => JSON.stringify(form.values[field.customId]) !== JSON.stringify(startOf(field)),
  );
  if (touched) keepDraft(form);
  change({ form: undefined, closedForm: touched ? form : undefined });
}

export function reopenForm(): void {
  change({ form: state.closedForm, closedForm: undefined });
}

/** Discards the typed text. */
export function startOver(): void {
  const { form } = state;
  if (!form) return;
  forgetDraft(form.view);
  form.values = Object.fromEntries(fieldsOf(form.view).map((field) => [field.customId, startOf(field)]));
  form.restored = false;
  form.errors = {};
  change();
}

/** The bot has accepted the form. */
export function formAnswered(): void {
  if (!state.form) return;
  forgetDraft(state.form.view);
  change({ form: undefined });
}

/** Keeps the form open, with everything in it. */
export function formFailed(problem: string): void {
  const { form } = state;
  if (!form) return;
  form.busy = false;
  form.problem = problem === '' ? words().formFailed : words().notDone.replace('{why}', problem);
  keepDraft(form);
  change();
}

/** Saves text while it is typed, so that a reload loses nothing. */
export function keepDraft(form: OpenForm): void {
  const kept = Object.fromEntries(
    Object.entries(form.values).filter(
      ([, value]) => !(Array.isArray(value) && value.some((item) => item instanceof File)),
    ),
  );
  drafts.set(keyOf(form.view), kept);
  try {
    sessionStorage.setItem(`${STORE}.${keyOf(form.view)}`, JSON.stringify(kept));
  } catch {
    // Without storage the draft lasts until the page is closed.
  }
}

function forgetDraft(view: FormView): void {
  drafts.delete(keyOf(view));
  try {
    sessionStorage.removeItem(`${STORE}.${keyOf(view)}`);
  } catch {
    // Nothing was stored.
  }
}

function storedDraft(key: string): Record<string, FieldValue> | undefined {
  try {
    const text = sessionStorage.getItem(`${STORE}.${key}`);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keyOf(view: FormView): string {
  return [state.world?.me.id, view.title, ...fieldsOf(view).map((field) => field.customId)].join('|');
}

export function startOf(field: FieldView): FieldValue {
  return field.type === 19 ? [] : field.value;
}
