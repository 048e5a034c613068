/** The secret of a site's backend: the worker makes it, says it once, and keeps its digest [W24]. */
import { sha256Hex } from './http.ts';
import { toBase64Url } from './sealing.ts';

export async function newSecret(site: string): Promise<{ secret: string; digest: string }> {
  const secret = `sk_${site}_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;
  return { secret, digest: await sha256Hex(secret) };
}
