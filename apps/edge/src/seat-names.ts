/** The names under which persons hold what identifiers contributed (core's identity/SPEC.md, I5). */

import { sha256Hex } from './http.ts';
import type { HomeKind } from './objects/directory.ts';

/** Of a digest; 128 bits. */
const DIGEST_HEX = 32;

/** A device's seat is its id. What the backend says of a user or an order stands under a digest: their ids can be anything. */
export async function seatName(kind: HomeKind, value: string): Promise<string> {
  return kind === 'device' ? value : `server.${(await sha256Hex(`${kind}:${value}`)).slice(0, DIGEST_HEX)}`;
}
