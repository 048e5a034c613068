/** Claims: what was said of who is who. The log of them is append-only [I4]. */
import { type Identifier, keyOf } from './identifiers.ts';

/** Where a user_id or a device lived when it was first seen [I3a]. Never changes. */
export interface Home {
  /** The name under which persons hold what it contributed [I5]. */
  seat: string;
  person: string;
  /** First contact, ms since the epoch. */
  since: number;
}

export interface ClaimIdentifier extends Identifier {
  /** Of a user_id and a device. */
  home?: Home;
  /** A device that made room for another [I3c]. Said by the fold, not by a claim. */
  retired?: true;
}

/**
 * Who said it: a signed token, the shop's backend, a one-time link, the browser on another host name, the page alone, the
 * shop's staff, the ledger itself.
 */
export type ClaimSource = 'token' | 'backend' | 'link' | 'browser' | 'page' | 'staff' | 'ledger';

interface ClaimBase {
  /** Names the claim for ever: the digest of `contentOf`, or random for an unlink. */
  id: string;
  /** Given once by the site's ledger; rises. */
  stamp: number;
  /** When it was said, ms since the epoch. For people to read: the stamp orders. */
  at: number;
  source: ClaimSource;
}

export interface LinkClaim extends ClaimBase {
  kind: 'link';
  verified: boolean;
  /** Verified, or trusted unverified by the site's setting when it was stamped [I2]. */
  joins: boolean;
  identifiers: ClaimIdentifier[];
}

/** Undoes one link claim, wherever that stands in the log. */
export interface UnlinkClaim extends ClaimBase {
  kind: 'unlink';
  undoes: string;
}

/** A device that has long been silent makes room for another: from here on it counts no more [I3c]. */
export interface RetireClaim extends ClaimBase {
  kind: 'retire';
  device: Identifier;
}

export type Claim = LinkClaim | UnlinkClaim | RetireClaim;

/** A link claim's content as one string: claims that say the same are one claim [I4]. */
export function contentOf(claim: { verified: boolean; identifiers: readonly Identifier[] }): string {
  const keys = claim.identifiers.map((one) => keyOf(one)).sort();
  return JSON.stringify([claim.verified ? 'verified' : 'said', ...keys]);
}
