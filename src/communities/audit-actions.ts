import { z } from 'zod';
import { parseJson } from '../text/unreadable.ts';
import { SETTING_FIELDS } from './settings-schema.ts';

const CONTENT_ACTIONS = ['add', 'change', 'hide', 'show', 'remove', 'import', 'undo'] as const;

/** Recorded actions of moderators, by the groups that `/admin audit` filters by, in display order. */
const ACTIONS = {
  settings: ['change', 'import', 'introduce', 'unintroduce'],
  checkin: ['post', 'skip', 'unskip', 'pause', 'resume', 'close', 'theme'],
  article: CONTENT_ACTIONS,
  template: CONTENT_ACTIONS,
  scene: CONTENT_ACTIONS,
  share: ['keep', 'approve', 'remove', 'block', 'unblock'],
} as const;

export type AuditGroup = keyof typeof ACTIONS;
export const AUDIT_GROUPS = Object.keys(ACTIONS) as AuditGroup[];

/** A group and, after a dot, what was done. */
type WrittenAction = { [G in AuditGroup]: `${G}.${(typeof ACTIONS)[G][number]}` }[AuditGroup];
/** An entry that another version wrote, or that is damaged, is still listed, but shows only when and who. */
export type AuditAction = WrittenAction | 'other.unreadable';

export function readAction(written: string): AuditAction {
  const [group = '', action = ''] = written.split('.');
  const known = AUDIT_GROUPS.find((one) => one === group && ACTIONS[one].some((each) => each === action));
  return known ? (written as WrittenAction) : 'other.unreadable';
}

/** Fields of an entry: names and numbers. Never a member's text, and only the pseudonym of an anonymous card. */
const AUDIT_FIELDS = [
  ...SETTING_FIELDS,
  /** The title of a moderators' text, or of an article of the guide. */
  'title',
  'version',
  /** Day (ISO date) of a check-in. */
  'day',
  /** Day (ISO date) on which a pause ends. */
  'until',
  /** The theme (slug) of a check-in; null for the one whose turn it is. */
  'theme',
  'channelId',
  'pseudonym',
  /** Number of pieces that an import added. */
  'count',
] as const;

export type AuditField = (typeof AUDIT_FIELDS)[number];

/** The values of an entry by field. Snowflakes of channels and roles are shown as mentions. */
export type AuditValues = { readonly [F in AuditField]?: string | number | boolean | null };

const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const isField = (name: string): boolean => AUDIT_FIELDS.some((field) => field === name);

/** The values in an entry's column, without fields that no longer exist; undefined if unreadable. */
export function readValues(column: string | null): AuditValues | undefined {
  const read = parseJson(column, (value) => values.parse(value));
  return read && Object.fromEntries(Object.entries(read).filter(([name]) => isField(name)));
}
