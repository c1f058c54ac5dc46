/**
 * Types for the schemas that the sandbox uses from `discord-api-spec/zod`. The package ships them as JavaScript, and its
 * interfaces as TypeScript source that a strict project cannot include; the fields that the sandbox reads are in `bodies.ts`.
 */
declare module 'discord-api-spec/zod' {
  import type { ZodMiniType } from 'zod/mini';
  import type * as bodies from './bodies.ts';
  export const MessageCreateRequestSchema: ZodMiniType<bodies.MessageBody>;
  export const MessageEditRequestPartialSchema: ZodMiniType<bodies.MessageBody>;
  export const IncomingWebhookRequestPartialSchema: ZodMiniType<bodies.MessageBody>;
  export const IncomingWebhookUpdateRequestPartialSchema: ZodMiniType<bodies.MessageBody>;
  export const CreateMessageInteractionCallbackRequestSchema: ZodMiniType<{ data?: bodies.MessageBody | null }>;
  export const UpdateMessageInteractionCallbackRequestSchema: ZodMiniType<{ data?: bodies.MessageBody | null }>;
  export const ModalInteractionCallbackRequestSchema: ZodMiniType<{ data: bodies.ModalBody }>;
  export const ApplicationCommandAutocompleteCallbackRequestSchema: ZodMiniType<{
    data?: { choices?: (bodies.ChoiceBody | null)[] | null };
  }>;
  export const ApplicationCommandCreateRequestSchema: ZodMiniType<bodies.CommandBody>;
  export const ApplicationCommandUpdateRequestSchema: ZodMiniType<bodies.CommandBody>;
  export const ApplicationCommandPatchRequestPartialSchema: ZodMiniType<Partial<bodies.CommandBody>>;
  export const CreateForumThreadRequestSchema: ZodMiniType<bodies.ForumPostBody>;
  export const CreateTextThreadWithMessageRequestSchema: ZodMiniType<bodies.ThreadBody>;
  export const CreateTextThreadWithoutMessageRequestSchema: ZodMiniType<bodies.ThreadBody>;
  export const UpdateThreadRequestPartialSchema: ZodMiniType<bodies.ChannelEditBody>;
  export const UpdateGuildChannelRequestPartialSchema: ZodMiniType<bodies.ChannelEditBody>;
  export const CreatePrivateChannelRequestSchema: ZodMiniType<{ recipient_id?: string | null }>;
}
