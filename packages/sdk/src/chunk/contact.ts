/** E-mail addresses and phone numbers → the hashes that leave the browser [S18]. The plain ones stay in this call. */

/** Trimmed and in lower case; undefined for what is no address. */
export function normaliseEmail(given: unknown): string | undefined {
  const email = `${given ?? ''}`.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? email : undefined;
}

/** E.164, `+` included; undefined where the country is not said, since a guess would name a stranger. */
export function normalisePhone(given: unknown): string | undefined {
  const phone = `${given ?? ''}`.normalize('NFKC').replace(/\(0\)|[\s().\-/]/g, '');
  return /^(\+|00)[1-9]\d{6,14}$/.test(phone) ? phone.replace(/^00/, '+') : undefined;
}

/** Lower-case hex; undefined without WebCrypto, which plain-http pages do not have. */
export async function sha256(text: string | undefined): Promise<string | undefined> {
  if (text === undefined || !crypto.subtle) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return digest.reduce((hex, byte) => hex + (byte + 256).toString(16).slice(1), '');
}
