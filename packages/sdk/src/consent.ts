/**
 * The one place that knows what each tier permits [S2]. Whoever stores or sends asks here, each time it does.
 * What happens when the tier changes is in `consent-change.ts`.
 */
import type { Consent, Tier } from '@edgewise/protocol/events';

const TIERS: readonly Tier[] = ['contextual', 'session', 'device', 'person'];

export let consentNow: Consent = { tier: 'contextual' };
export let level = 0;

/** A visit id in sessionStorage, and this visit's items in a request. */
export const permitsVisit = (): boolean => level > 0;

/** IndexedDB at all: the history of what was looked at. */
export const permitsHistory = (): boolean => level > 1;

/** A device id, the sequence of its events, the outbox, route and capsule. */
export const permitsPerson = (): boolean => level > 2;

/** As a shop states it. */
export interface StatedConsent extends Consent {
  /** The shopper said so by an action of their own, which the shop remembers: it counts beside Global Privacy Control. */
  confirmed?: boolean;
}

export const levelOf = (tier: unknown): number => TIERS.indexOf(tier as Tier);

/**
 * Global Privacy Control permits a visit and no more, unless the shopper has just acted, or has before.
 *
 * @param isShops the shop says so, and not a tool of its page
 * @returns what counts
 * @throws where the value names no tier
 */
export function judge(value: Tier | StatedConsent, isShops = false): Consent {
  const { tier = value, messages, confirmed } = value as StatedConsent;
  let next = levelOf(tier);
  if (next < 0) throw new Error(`consent: ${tier}`);
  const { globalPrivacyControl, userActivation } = navigator as Navigator & { globalPrivacyControl?: boolean };
  if (globalPrivacyControl && next > 1 && !(isShops && (confirmed || userActivation?.isActive))) next = 1;
  return { tier: TIERS[next]!, messages } as Consent;
}

/** @returns how far the tier rose (above 0) or fell */
export function assignConsent(judged: Consent): number {
  const before = level;
  consentNow = judged;
  level = levelOf(judged.tier);
  return level - before;
}
