import { z } from 'zod';
import { CONTENT_STATES, type ContentState } from '../kinds/content.ts';
import { parseJson } from '../text/unreadable.ts';

/** What a piece of content was at a moment: the number of its version, and whether it was shown. */
export interface PieceState {
  readonly version: number;
  readonly state: ContentState;
}

/** What a change made of a piece of content: the way back. */
export interface PieceChange {
  /** The piece (UUID). */
  readonly id: string;
  /** Null for what the change brought. */
  readonly before: PieceState | null;
  readonly after: PieceState;
}

const pieceState = z.object({ version: z.int(), state: z.enum(CONTENT_STATES) });
const changes = z.array(z.object({ id: z.uuid(), before: pieceState.nullable(), after: pieceState }));

/** The pieces of an entry, as its column holds them; none for an entry that changed none, or whose column cannot be read. */
export function readPieces(column: string | null): readonly PieceChange[] {
  return parseJson(column, (value) => changes.parse(value)) ?? [];
}
