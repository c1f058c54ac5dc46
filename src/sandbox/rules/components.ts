import type { ComponentBody } from './bodies.ts';
import type { Fault, Path } from './errors.ts';

/** Component types (https://docs.discord.com/developers/components/reference). */
export const C = {
  ActionRow: 1,
  Button: 2,
  StringSelect: 3,
  TextInput: 4,
  UserSelect: 5,
  RoleSelect: 6,
  MentionableSelect: 7,
  ChannelSelect: 8,
  Section: 9,
  TextDisplay: 10,
  Thumbnail: 11,
  MediaGallery: 12,
  File: 13,
  Separator: 14,
  Container: 17,
  Label: 18,
  FileUpload: 19,
  RadioGroup: 21,
  CheckboxGroup: 22,
  Checkbox: 23,
} as const;

export const SELECT_TYPES: readonly number[] = [3, 5, 6, 7, 8];

/** Every component with its path in the body, parents before children. */
export function* everyComponent(components: readonly ComponentBody[], under: Path): Generator<[ComponentBody, Path]> {
  for (const [index, component] of components.entries()) {
    const path = [...under, index];
    yield [component, path];
    if (component.components) yield* everyComponent(component.components, [...path, 'components']);
    for (const [key, child] of [
      ['accessory', component.accessory] as const,
      ['component', component.component] as const,
    ])
      if (child) yield* everyChild(child, [...path, key]);
  }
}
function* everyChild(component: ComponentBody, path: Path): Generator<[ComponentBody, Path]> {
  yield [component, path];
  if (component.components) yield* everyComponent(component.components, [...path, 'components']);
}

/** The rules for components of a message. `v2`: the message has IS_COMPONENTS_V2. */
export function messageComponentFaults(components: readonly ComponentBody[], v2: boolean, under: Path): Fault[] {
  const all = [...everyComponent(components, under)];
  const faults: Fault[] = [];
  if (!v2) {
    for (const [index, component] of components.entries())
      if (component.type !== C.ActionRow)
        faults.push({
          path: [...under, index],
          code: 'UNION_TYPE_CHOICES',
          message: 'Value of field "type" must be one of (1,).',
        });
    if (components.length > 5)
      faults.push({ path: under, code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 5 in length.' });
  }
  if (all.length > 40)
    faults.push({
      path: under,
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: 'The total number of components cannot exceed 40.',
    });
  const text = all.reduce(
    (sum, [component]) => sum + (component.type === C.TextDisplay ? (component.content ?? '').length : 0),
    0,
  );
  if (text > 4000)
    faults.push({
      path: under,
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: 'Components displayable text size exceeds maximum size of 4000',
    });
  faults.push(...uniqueFaults(all));
  for (const [component, path] of all) {
    if (component.type === C.ActionRow) faults.push(...rowFaults(component, path));
    if (component.type === C.Button) faults.push(...buttonFaults(component, path));
    if (SELECT_TYPES.includes(component.type)) faults.push(...selectFaults(component, path, component.min_values ?? 1));
    if (
      component.type === C.MediaGallery &&
      ((component.items?.length ?? 0) < 1 || (component.items?.length ?? 0) > 10)
    )
      faults.push({
        path: [...path, 'items'],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: 'Must be between 1 and 10 in length.',
      });
  }
  return faults;
}

/** Checks that custom ids and numeric ids are unique within a message or a form. */
export function uniqueFaults(all: readonly (readonly [ComponentBody, Path])[]): Fault[] {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  const faults: Fault[] = [];
  for (const [component, path] of all) {
    if (component.custom_id) {
      if (customIds.has(component.custom_id))
        faults.push({
          path: [...path, 'custom_id'],
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        });
      customIds.add(component.custom_id);
    }
    if (component.id) {
      if (ids.has(component.id))
        faults.push({
          path: [...path, 'id'],
          code: 'COMPONENT_ID_DUPLICATED',
          message: 'Component id cannot be duplicated',
        });
      ids.add(component.id);
    }
  }
  return faults;
}

function rowFaults(row: ComponentBody, path: Path): Fault[] {
  const children = row.components ?? [];
  const selects = children.filter((child) => SELECT_TYPES.includes(child.type));
  return selects.length > 0 && children.length > 1
    ? [{ path, code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message: 'The specified component exceeds the maximum width' }]
    : [];
}

/** Accepts Discord's own emojis and Unicode ones, but no words. */
function emojiFaults(emoji: ComponentBody['emoji'], path: Path): Fault[] {
  if (!emoji || emoji.id) return [];
  const real = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u.test(emoji.name ?? '');
  return real ? [] : [{ path: [...path, 'emoji', 'name'], code: 'COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' }];
}

function buttonFaults(button: ComponentBody, path: Path): Fault[] {
  const fault = (code: string, message: string): Fault => ({ path, code, message });
  if (button.style === 6)
    return button.sku_id ? [] : [fault('BUTTON_COMPONENT_SKU_ID_REQUIRED', 'A sku id is required')];
  const faults: Fault[] = emojiFaults(button.emoji, path);
  if (button.custom_id && button.url)
    faults.push(
      fault('BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'A custom id and url cannot both be specified'),
    );
  else if (button.style === 5 && !button.url) faults.push(fault('BUTTON_COMPONENT_URL_REQUIRED', 'A url is required'));
  else if (button.style !== 5 && !button.custom_id)
    faults.push(fault('BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required'));
  if (button.url && !/^(https?|discord):/i.test(button.url))
    faults.push({
      path: [...path, 'url'],
      code: 'URL_TYPE_INVALID_SCHEME',
      message: `Scheme "${button.url.split(':')[0]}" is not supported. Scheme must be one of ('http', 'https', 'discord').`,
    });
  if (!button.label && !button.emoji)
    faults.push(fault('BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A label or an emoji is required'));
  return faults;
}

/** Checks counts and values of a select, in a message or a form. `least` is its effective min_values. */
export function selectFaults(select: ComponentBody, path: Path, least: number): Fault[] {
  const faults: Fault[] = [];
  const most = select.max_values ?? 1;
  if (least > most)
    faults.push({
      path,
      code: 'SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX_VALUES',
      message: 'min_values must be less than or equal to max_values',
    });
  const options = select.options;
  if (options === undefined) {
    const given = select.default_values?.length ?? 0;
    if (given > most || (given > 0 && given < least))
      faults.push({
        path: [...path, 'default_values'],
        code: 'SELECT_COMPONENT_DEFAULT_VALUES_OUT_OF_RANGE',
        message: 'The number of default values must be in the range of min_values to max_values',
      });
    return faults;
  }
  const seen = new Set<string>();
  for (const [index, option] of options.entries()) {
    if (seen.has(option.value))
      faults.push({
        path: [...path, 'options', index, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message: 'The specified option value is already used',
      });
    seen.add(option.value);
    faults.push(...emojiFaults(option.emoji, [...path, 'options', index]));
  }
  if (most > options.length || least > options.length)
    faults.push({
      path: [...path, 'options'],
      code: 'BASE_TYPE_MIN_LENGTH',
      message: `Must be ${Math.max(most, least)} or more in length.`,
    });
  if (options.filter((option) => option.default === true).length > most)
    faults.push({
      path: [...path, 'options'],
      code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
      message: 'The number of default options must not exceed max_values',
    });
  return faults;
}
