/** Kinds of content that moderators can write for their community. */
export const CONTENT_KINDS = ['article', 'template', 'scene'] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];

/** `hidden` is kept but not shown; `removed` acts as deleted, but can be restored. */
export const CONTENT_STATES = ['published', 'hidden', 'removed'] as const;
export type ContentState = (typeof CONTENT_STATES)[number];
