/** What a check found, in words of the shop's owner. */
export interface Finding {
  ok: boolean;
  /** What holds, or what does not. */
  what: string;
  /** What to do about it. */
  mend?: string;
}

export const fine = (what: string): Finding => ({ ok: true, what });
export const wrong = (what: string, mend: string): Finding => ({ ok: false, what, mend });
