/** Why two identifiers are one person: the shortest chain of claims between them [I4]. */
import type { Claim, ClaimSource, LinkClaim } from './claim.ts';
import { type Identifier, keyOf } from './identifiers.ts';
import { effectiveLinks, partition } from './partition.ts';

export interface Link {
  claim: LinkClaim;
  from: Identifier;
  to: Identifier;
}

/**
 * The links from a to b, in order; empty where they are the same identifier, undefined where they are not one person.
 * @param claims at least every claim that names a member of their person
 */
export function explain(claims: readonly Claim[], a: Identifier, b: Identifier): Link[] | undefined {
  const { components, applied } = partition(claims);
  const keys = [keyOf(a), keyOf(b)];
  const home = components.find(({ identifiers }) => identifiers.some((one) => keyOf(one) === keys[0]));
  if (!home?.identifiers.some((one) => keyOf(one) === keys[1])) return undefined;

  const reached = new Map<string, Link | undefined>([[keys[0]!, undefined]]);
  const queue: Identifier[] = [a];
  const log = effectiveLinks(claims);
  for (let from = queue.shift(); from && !reached.has(keys[1]!); from = queue.shift()) {
    for (const claim of log) {
      const kept = applied.get(claim.id)!.kept;
      if (!kept.some((one) => keyOf(one) === keyOf(from))) continue;
      for (const to of kept) {
        if (reached.has(keyOf(to))) continue;
        reached.set(keyOf(to), { claim, from, to });
        queue.push(to);
      }
    }
  }
  const chain: Link[] = [];
  for (let link = reached.get(keys[1]!); link; link = reached.get(keyOf(link.from))) chain.unshift(link);
  return chain;
}

const SAID_BY: Record<ClaimSource, string> = {
  token: 'a token signed for the shop said',
  backend: "the shop's backend said",
  link: 'a one-time link was opened, which said',
  browser: 'one browser went from one host name of the shop to another and said',
  page: 'the page said, and the shop trusts it,',
  staff: "the shop's staff said",
  ledger: 'the ledger noted',
};

const NAMED: Record<Identifier['kind'], string> = {
  user_id: 'user',
  external_id: 'external id',
  phone_sha256: 'phone',
  email_sha256: 'e-mail',
  device: 'device',
};

const nameOf = ({ kind, value }: Identifier) =>
  `${NAMED[kind]} ${value.length > 24 ? `${value.slice(0, 12)}…` : value}`;

/** One sentence a link, for the shop's staff. */
export function inWords(chain: readonly Link[]): string[] {
  return chain.map(({ claim, from, to }) => {
    const day = new Date(claim.at).toISOString().slice(0, 16).replace('T', ' ');
    return `${day} UTC: ${SAID_BY[claim.source]} that ${nameOf(from)} and ${nameOf(to)} are one person (claim ${claim.id}).`;
  });
}
