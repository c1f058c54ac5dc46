/** The request bodies that the sandbox reads, after Discord's schema accepted them. Ignored fields are omitted. */

/** A component of a message or a form, as sent. The schema checks which fields each type may have. */
export interface ComponentBody {
  type: number;
  id?: number | null;
  custom_id?: string | null;
  components?: ComponentBody[];
  component?: ComponentBody;
  accessory?: ComponentBody;
  content?: string;
  label?: string | null;
  description?: string | null;
  placeholder?: string | null;
  style?: number;
  url?: string | null;
  sku_id?: string | null;
  emoji?: { id?: string | null; name?: string | null; animated?: boolean } | null;
  disabled?: boolean | null;
  required?: boolean | null;
  min_values?: number | null;
  max_values?: number | null;
  min_length?: number | null;
  max_length?: number | null;
  value?: string | null;
  default?: boolean | null;
  options?: OptionBody[];
  default_values?: { id: string; type: string }[] | null;
  channel_types?: number[] | null;
  file_types?: string[] | null;
  accent_color?: number | null;
  spoiler?: boolean | null;
  divider?: boolean | null;
  spacing?: number | null;
  media?: MediaBody;
  file?: MediaBody;
  items?: { media: MediaBody; description?: string | null; spoiler?: boolean | null }[];
}
export interface OptionBody {
  label: string;
  value: string;
  description?: string | null;
  default?: boolean | null;
  emoji?: ComponentBody['emoji'];
}
export interface MediaBody {
  url: string;
}

export interface EmbedBody {
  title?: string | null;
  description?: string | null;
  url?: string | null;
  color?: number | null;
  timestamp?: string | null;
  footer?: { text?: string | null; icon_url?: string | null } | null;
  author?: { name?: string | null; url?: string | null; icon_url?: string | null } | null;
  image?: { url?: string | null } | null;
  thumbnail?: { url?: string | null } | null;
  fields?: { name: string; value: string; inline?: boolean | null }[] | null;
}

export interface AttachmentBody {
  id: string;
  filename?: string | null;
  description?: string | null;
  title?: string | null;
  is_spoiler?: boolean | null;
}

export interface AllowedMentionsBody {
  parse?: (string | null)[] | null;
  users?: (string | null)[] | null;
  roles?: (string | null)[] | null;
  replied_user?: boolean | null;
}

/** Body of every request that creates or changes a message: channel, webhook, callback, forum post. */
export interface MessageBody {
  content?: string | null;
  embeds?: EmbedBody[] | null;
  components?: ComponentBody[] | null;
  attachments?: AttachmentBody[] | null;
  allowed_mentions?: AllowedMentionsBody | null;
  flags?: number | null;
  tts?: boolean | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  poll?: object | null;
  sticker_ids?: string[] | null;
  message_reference?: {
    message_id: string;
    channel_id?: string | null;
    guild_id?: string | null;
    fail_if_not_exists?: boolean | null;
    type?: number | null;
  } | null;
}

export interface ModalBody {
  custom_id: string;
  title: string;
  components: ComponentBody[];
}

export interface ChoiceBody {
  name: string;
  name_localizations?: Record<string, string> | null;
  value: string | number;
}

export interface CommandOptionBody {
  type: number;
  name: string;
  name_localizations?: Record<string, string> | null;
  description: string;
  description_localizations?: Record<string, string> | null;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?: ChoiceBody[] | null;
  options?: CommandOptionBody[] | null;
  channel_types?: number[] | null;
  min_value?: number | null;
  max_value?: number | null;
  min_length?: number | null;
  max_length?: number | null;
}

export interface CommandBody {
  id?: string | null;
  type?: number | null;
  name: string;
  name_localizations?: Record<string, string> | null;
  description?: string | null;
  description_localizations?: Record<string, string> | null;
  options?: CommandOptionBody[] | null;
  default_member_permissions?: number | string | null;
  dm_permission?: boolean | null;
  contexts?: number[] | null;
  integration_types?: number[] | null;
  nsfw?: boolean | null;
}

export interface ThreadBody {
  name: string;
  auto_archive_duration?: number | null;
  rate_limit_per_user?: number | null;
  type?: number | null;
  invitable?: boolean | null;
}
export interface ForumPostBody extends ThreadBody {
  applied_tags?: string[] | null;
  message: MessageBody;
}

/** A change of a channel or a thread. */
export interface ChannelEditBody {
  name?: string | null;
  topic?: string | null;
  position?: number | null;
  nsfw?: boolean | null;
  parent_id?: string | null;
  rate_limit_per_user?: number | null;
  archived?: boolean | null;
  locked?: boolean | null;
  invitable?: boolean | null;
  auto_archive_duration?: number | null;
  flags?: number | null;
  applied_tags?: string[] | null;
  available_tags?:
    | { id?: string | null; name: string; moderated?: boolean | null; emoji_name?: string | null }[]
    | null;
  permission_overwrites?: OverwriteBody[] | null;
}

export interface OverwriteBody {
  id: string;
  type?: number | null;
  allow?: number | string | null;
  deny?: number | string | null;
}
