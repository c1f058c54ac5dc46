import { z } from 'zod';
import { CONTENT_STATES, type ContentState } from '../kinds/content.ts';
import { parseJson } from '../text/unreadable.ts';

/** The state of a piece of content at a moment: the number of its version, and whether it was shown. */
export interface PieceState {
  readonly version: number;
  readonly state: ContentState;
}

/** A change to a piece of content, with the way back. */
export interface PieceChange {
  /** The piece (UUID). */
  readonly id: string;
  /** Null if the change created it. */
  readonly before: PieceState | null;
  readonly after: PieceState;
}

const pieceState = z.object({ version: z.int(), state: z.enum(CONTENT_STATES) });
const changes = z.array(z.object({ id: z.uuid(), before: pieceState.nullable(), after: pieceState }));

/** The pieces in an entry's column; none for an entry that changed none, or whose column is unreadable. */
export function readPieces(column: string | null): readonly PieceChange[] {
  return parseJson(column, (value) => changes.parse(value)) ?? [];
}
