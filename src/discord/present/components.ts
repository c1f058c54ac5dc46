import {
  type APIButtonComponent,
  type APIChannelSelectComponent,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APIRoleSelectComponent,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import type { SelectOption } from '../../messages/form.ts';
import { LIMITS, shorten } from '../../messages/limits.ts';
import type {
  Attachment,
  Block,
  Button,
  ChannelSelect,
  ButtonStyle as OurStyle,
  RoleSelect,
  Select,
} from '../../messages/reply.ts';
import { CHANNEL_TYPES } from '../channel-kinds.ts';

const STYLES: Record<OurStyle, ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger> =
  {
    primary: ButtonStyle.Primary,
    secondary: ButtonStyle.Secondary,
    success: ButtonStyle.Success,
    danger: ButtonStyle.Danger,
  };

const BUTTONS_A_ROW = 5;

/** A button in Discord's payload format. */
export function presentButton(button: Button): APIButtonComponent {
  const face = {
    type: ComponentType.Button as const,
    label: shorten(button.label, LIMITS.buttonLabel),
    ...(button.emoji ? { emoji: { name: button.emoji } } : {}),
  };
  if ('opens' in button) return { ...face, style: ButtonStyle.Link, url: button.opens };
  return {
    ...face,
    style: STYLES[button.style ?? 'secondary'],
    custom_id: button.does,
    ...(button.disabled ? { disabled: true } : {}),
  };
}

/** An option of a select, a radio group or a group of checkboxes. */
export function presentOption(option: SelectOption) {
  return {
    value: option.value,
    label: shorten(option.label, LIMITS.optionLabel),
    ...(option.description ? { description: shorten(option.description, LIMITS.optionLabel) } : {}),
    ...(option.chosen ? { default: true } : {}),
  };
}

function presentSelect(select: Select): APIStringSelectComponent {
  if (select.options.length === 0 || select.options.length > LIMITS.options)
    throw new RangeError(`a select has ${select.options.length} options`);
  return {
    type: ComponentType.StringSelect,
    custom_id: select.does,
    placeholder: shorten(select.prompt, LIMITS.selectPrompt),
    options: select.options.map((option) => ({
      ...presentOption(option),
      ...(option.emoji ? { emoji: { name: option.emoji } } : {}),
    })),
    ...(select.min === undefined ? {} : { min_values: select.min }),
    ...(select.max === undefined ? {} : { max_values: select.max }),
  };
}

function presentChannelSelect(select: ChannelSelect): APIChannelSelectComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: select.does,
    placeholder: shorten(select.prompt, LIMITS.selectPrompt),
    channel_types: select.kinds.map((kind) => CHANNEL_TYPES[kind]),
    ...(select.chosen ? { default_values: [{ id: select.chosen, type: SelectMenuDefaultValueType.Channel }] } : {}),
    ...(select.clearable ? { min_values: 0 } : {}),
  };
}

function presentRoleSelect(select: RoleSelect): APIRoleSelectComponent {
  return {
    type: ComponentType.RoleSelect,
    custom_id: select.does,
    placeholder: shorten(select.prompt, LIMITS.selectPrompt),
    ...(select.chosen ? { default_values: [{ id: select.chosen, type: SelectMenuDefaultValueType.Role }] } : {}),
    ...(select.clearable ? { min_values: 0 } : {}),
  };
}

/** Collects the files in blocks, each under a unique name. */
export interface Files {
  add(file: Attachment): string;
}

/** Blocks in Discord's payload format; files are passed to `files`, which returns their addresses. */
export function presentBlocks(blocks: readonly Block[], files: Files): APIMessageTopLevelComponent[] {
  return blocks.flatMap((block): APIMessageTopLevelComponent[] => {
    if (block.type === 'panel')
      return [
        {
          type: ComponentType.Container,
          components: block.blocks.flatMap((inner) => presentInner(inner, files)),
          ...(block.accent === undefined ? {} : { accent_color: block.accent }),
        },
      ];
    return presentInner(block, files);
  });
}

/** Of blocks that many answers show (see `forMany`). */
const presented = new WeakMap<Block, APIComponentInContainer[]>();

function presentInner(block: Block, files: Files): APIComponentInContainer[] {
  // A file has its place among those of its message.
  if (!Object.isFrozen(block) || block.type === 'image' || block.type === 'file') return presentNow(block, files);
  const known = presented.get(block) ?? presentNow(block, files);
  presented.set(block, known);
  return known;
}

function presentNow(block: Block, files: Files): APIComponentInContainer[] {
  switch (block.type) {
    case 'text':
      // Discord refuses a blank text.
      return block.text.trim() === '' ? [] : [{ type: ComponentType.TextDisplay, content: block.text }];
    case 'section':
      return [
        {
          type: ComponentType.Section,
          components: [{ type: ComponentType.TextDisplay, content: block.text }],
          accessory: presentButton(block.button),
        },
      ];
    case 'divider':
      return [{ type: ComponentType.Separator, divider: true, spacing: block.large ? 2 : 1 }];
    case 'buttons':
      return rows(block.buttons);
    case 'select':
      return [{ type: ComponentType.ActionRow, components: [presentSelect(block.select)] }];
    case 'channelSelect':
      return [{ type: ComponentType.ActionRow, components: [presentChannelSelect(block.select)] }];
    case 'roleSelect':
      return [{ type: ComponentType.ActionRow, components: [presentRoleSelect(block.select)] }];
    case 'image':
      return [
        {
          type: ComponentType.MediaGallery,
          items: [
            {
              media: { url: files.add(block.image) },
              ...(block.image.description
                ? { description: shorten(block.image.description, LIMITS.alternativeText) }
                : {}),
            },
          ],
        },
      ];
    case 'file':
      return [{ type: ComponentType.File, file: { url: files.add(block.file) } }];
    case 'panel':
      throw new RangeError('a panel cannot stand in a panel');
  }
}

function rows(buttons: readonly Button[]): APIComponentInContainer[] {
  const result: APIComponentInContainer[] = [];
  for (let start = 0; start < buttons.length; start += BUTTONS_A_ROW)
    result.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(start, start + BUTTONS_A_ROW).map(presentButton),
    });
  return result;
}
