import type { CONTENT_KINDS } from '../kinds/content.ts';
import type { SettingField } from './settings-schema.ts';

type ContentAction =
  `${(typeof CONTENT_KINDS)[number]}.${'add' | 'change' | 'hide' | 'show' | 'remove' | 'import' | 'undo'}`;

/** What moderators do that is written down. The part before the dot is the group by which `/admin audit` filters. */
export const AUDIT_ACTIONS = [
  'settings.change',
  'settings.import',
  'article.add',
  'article.change',
  'article.hide',
  'article.show',
  'article.remove',
  'article.import',
  'article.undo',
  'template.add',
  'template.change',
  'template.hide',
  'template.show',
  'template.remove',
  'template.import',
  'template.undo',
  'checkin.post',
  'checkin.skip',
  'checkin.unskip',
  'checkin.pause',
  'checkin.resume',
  'checkin.close',
  'share.keep',
  'share.approve',
  'share.remove',
  'share.block',
  'share.unblock',
  // What another version wrote, or what was damaged: it stands in the list, and says no more than when and who.
  'other.unreadable',
] as const satisfies readonly (ContentAction | `${string}.${string}`)[];

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** The groups of actions, in the order in which they are offered. */
export const AUDIT_GROUPS = ['settings', 'checkin', 'article', 'template', 'share'] as const;
export type AuditGroup = (typeof AUDIT_GROUPS)[number];

/**
 * What an entry may say besides settings: names and numbers. Never a member's text, and never who wrote an anonymous card:
 * its pseudonym alone.
 */
export type AuditField =
  | SettingField
  /** The title of what moderators wrote, or of an article of the guide. */
  | 'title'
  | 'version'
  /** Day (ISO date) of a check-in. */
  | 'day'
  /** Day (ISO date) on which a pause ends. */
  | 'until'
  | 'channelId'
  | 'pseudonym'
  /** How many pieces an import brought. */
  | 'count';

/** The values of an entry by field. Snowflakes of channels and roles are shown as mentions. */
export type AuditValues = { readonly [F in AuditField]?: string | number | boolean | null };
