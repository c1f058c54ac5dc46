import type { ComponentBody, ModalBody } from './bodies.ts';
import { C, everyComponent, SELECT_TYPES, selectFaults, uniqueFaults } from './components.ts';
import { type Fault, invalidForm, type Path } from './errors.ts';

/** The rules for a form (modal) that the schema does not check. Throws 50035. */
export function checkModal(modal: ModalBody): void {
  const under = ['data', 'components'];
  const faults: Fault[] = [];
  if (modal.components.length > 5)
    faults.push({ path: under, code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 5 in length.' });
  const all = [...everyComponent(modal.components, under)];
  faults.push(...uniqueFaults(all));
  for (const [component, path] of all) {
    if (component.type === C.ActionRow && component.components?.length !== 1)
      faults.push({
        path: [...path, 'components'],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: 'Must be between 1 and 1 in length.',
      });
    if (component.type === C.TextInput) faults.push(...textFaults(component, path));
    if (component.disabled === true)
      faults.push({
        path: [...path, 'disabled'],
        code: 'COMPONENT_DISABLED_IN_MODAL',
        message: 'Components in modals cannot be disabled',
      });
    if (SELECT_TYPES.includes(component.type))
      faults.push(...requiredFaults(component, path), ...selectFaults(component, path, least(component)));
    if (component.type === C.CheckboxGroup)
      faults.push(
        ...requiredFaults(component, path),
        ...selectFaults(
          { ...component, max_values: component.max_values ?? component.options?.length ?? 1 },
          path,
          least(component),
        ),
      );
    if (component.type === C.RadioGroup) faults.push(...selectFaults({ ...component, max_values: 1 }, path, 0));
    if (component.type === C.FileUpload) faults.push(...requiredFaults(component, path));
  }
  // A label has the name of its field; a bare text input in an action row has its own.
  for (const [component, path] of all)
    if (component.type === C.ActionRow && !component.components?.[0]?.label)
      faults.push({
        path: [...path, 'components', 0, 'label'],
        code: 'BASE_TYPE_REQUIRED',
        message: 'This field is required',
      });
  if (faults.length > 0) throw invalidForm(faults);
}

function least(component: ComponentBody): number {
  return component.min_values ?? (component.required === false ? 0 : 1);
}

/** `min_values` is at least 1 unless the field is not required. */
function requiredFaults(component: ComponentBody, path: Path): Fault[] {
  return component.min_values === 0 && component.required !== false
    ? [
        {
          path: [...path, 'min_values'],
          code: 'NUMBER_TYPE_MIN',
          message: 'int value should be greater than or equal to 1.',
        },
      ]
    : [];
}

function textFaults(input: ComponentBody, path: Path): Fault[] {
  const faults: Fault[] = [];
  const [low, high] = [input.min_length ?? 0, input.max_length ?? 4000];
  if (low > high)
    faults.push({
      path: [...path, 'min_length'],
      code: 'TEXT_INPUT_MIN_LENGTH_EXCEEDS_MAX_LENGTH',
      message: 'min_length must be less than or equal to max_length',
    });
  if (input.value && (input.value.length > high || input.value.length < low))
    faults.push({
      path: [...path, 'value'],
      code: 'BASE_TYPE_BAD_LENGTH',
      message: `Must be between ${low} and ${high} in length.`,
    });
  return faults;
}
