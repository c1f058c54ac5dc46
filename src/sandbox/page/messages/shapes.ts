import type { APIEmoji, APIMessage } from 'discord-api-types/v10';

/**
 * A component as the page reads it: the fields of all types in one (https://docs.discord.com/developers/components/reference).
 */
export interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  components?: Component[];
  accessory?: Component;
  content?: string;
  label?: string;
  placeholder?: string;
  style?: number;
  url?: string;
  emoji?: APIEmoji;
  disabled?: boolean;
  min_values?: number;
  max_values?: number;
  options?: { label: string; value: string; description?: string; default?: boolean; emoji?: APIEmoji }[];
  default_values?: { id: string; type: string }[];
  channel_types?: number[];
  accent_color?: number | null;
  spoiler?: boolean;
  divider?: boolean;
  spacing?: number;
  media?: Media;
  file?: Media;
  name?: string;
  size?: number;
  items?: { media: Media; description?: string | null; spoiler?: boolean }[];
  description?: string | null;
}
export interface Media {
  url: string;
  content_type?: string | null;
  width?: number | null;
  height?: number | null;
}

export const C = {
  row: 1,
  button: 2,
  stringSelect: 3,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
} as const;

export const FLAG = { suppressNotifications: 1 << 12, componentsV2: 1 << 15, ephemeral: 1 << 6 } as const;

/** The message's components. Discord's types are a union by type; the page reads each field only where it exists. */
export function componentsOf(message: APIMessage): Component[] {
  return (message.components ?? []) as Component[];
}
