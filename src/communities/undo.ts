/** What became of taking a change back. */
export type UndoOutcome<C> =
  | { readonly type: 'undone' }
  /** It is already as it was before that change. */
  | { readonly type: 'same' }
  /**
   * It was changed again since, and taking it back would take that away too. Whoever has been told, and still wants it, says so
   * with the mark of what they were told.
   */
  | ({ readonly type: 'conflict'; readonly mark: string } & C)
  /** There is nothing left to go back to. */
  | { readonly type: 'gone' };

/** Which entry is taken back, by whom, and over what they were told. */
export interface Undoing {
  /** The entry (UUID). */
  readonly entryId: string;
  /** The moderator (snowflake). */
  readonly actorId: string;
  /** The mark of a conflict that they were told of. */
  readonly over?: string | undefined;
}
