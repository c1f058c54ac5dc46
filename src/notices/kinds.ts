/** Kinds of notices to members. Keys are stable: stored with every notice. Each has a presenter in `commands/notices`. */
export const NOTICE_KINDS = ['follow-up', 'removed', 'checkin-reminder'] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export function isNoticeKind(value: string): value is NoticeKind {
  return NOTICE_KINDS.some((kind) => kind === value);
}
