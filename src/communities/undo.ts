/** The result of undoing a change. */
export type UndoOutcome<C> =
  | { readonly type: 'undone' }
  /** It already is as it was before that change. */
  | { readonly type: 'same' }
  /**
   * It was changed again since, and undoing would discard that too. A moderator who was told, and still wants it, repeats the
   * request with the mark that came with the conflict.
   */
  | ({ readonly type: 'conflict'; readonly mark: string } & C)
  /** There is nothing left to restore. */
  | { readonly type: 'gone' };

/** The entry to undo, the moderator, and the conflict they were told of. */
export interface Undoing {
  /** The entry (UUID). */
  readonly entryId: string;
  /** The moderator (snowflake). */
  readonly actorId: string;
  /** The mark of a conflict that they were told of. */
  readonly over?: string | undefined;
}
