/**
 * Lists as JSON for `json_each(?)`, in pieces: SQLite takes no value of more than 2 MB here, and refuses the statement whose
 * list is longer, every time it is tried.
 */
import { utf8Length } from '@edgewise/protocol/read-json';

/** Bytes of one piece, with room below the platform's 2 MB. A single entry may be longer. */
const PIECE_BYTES = 1_000_000;

/** The list as JSON arrays that hold it in its order. None of an empty one. */
export function* jsonPieces(list: readonly unknown[], bytes = PIECE_BYTES): Generator<string> {
  let piece: string[] = [];
  let size = 0;
  for (const entry of list) {
    const text = JSON.stringify(entry);
    const length = utf8Length(text) + 1;
    if (size + length > bytes && piece.length > 0) {
      yield `[${piece.join(',')}]`;
      piece = [];
      size = 0;
    }
    piece.push(text);
    size += length;
  }
  if (piece.length > 0) yield `[${piece.join(',')}]`;
}
