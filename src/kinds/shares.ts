/**
 * What a member can show to a channel through an answer of the bot: an article (or a section) of the guide, the question with
 * which an article ends, a question of their own, a message made from a template. Cards and advice are the bot's own posts.
 */
export const SHARE_KINDS = ['article', 'discussion', 'question', 'message'] as const;

export type ShareKind = (typeof SHARE_KINDS)[number];
