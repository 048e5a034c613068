/** Whether an import is fit to be taken [A11]. */
import { LIMITS } from '@edgewise/protocol/limits';

/** So much was refused that the file is wrong, and not some of its rows. */
export function isMostlyRefused({ accepted, refused }: { accepted: number; refused: number }): boolean {
  const rows = accepted + refused;
  return rows >= LIMITS.importJudgedRows && refused > LIMITS.importRefusedShare * rows;
}
