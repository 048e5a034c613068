/** 130 random bits, five a letter. Not `crypto.randomUUID`, which plain-http pages do not have. */
export const randomId = (): string =>
  crypto.getRandomValues(new Uint8Array(26)).reduce((id, byte) => id + (byte % 32).toString(32), '');
