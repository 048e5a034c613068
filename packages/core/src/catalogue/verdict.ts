/** Whether an import is fit to be taken [A11]. */
import { LIMITS } from '@edgewise/protocol/limits';

/** Nothing of it can be used; or so much was refused that the file is wrong, and not some of its rows, and nobody insists. */
export function isUnfit({ accepted, refused }: { accepted: number; refused: number }, isForced: boolean): boolean {
  if (accepted === 0) return true;
  if (isForced) return false;
  const rows = accepted + refused;
  return rows >= LIMITS.importJudgedRows && refused > LIMITS.importRefusedShare * rows;
}
