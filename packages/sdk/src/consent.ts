/**
 * The one place that knows what each tier permits [S2]. Whoever stores or sends asks here, each time it does.
 * What happens when the tier changes is in `consent-change.ts`.
 */
import type { Consent, Tier } from '@edgewise/protocol/events';

const TIERS: readonly Tier[] = ['contextual', 'session', 'device', 'person'];

export let consentNow: Consent = { tier: 'contextual' };
let level = 0;

/** A visit id in sessionStorage, and this visit's items in a request. */
export const permitsVisit = (): boolean => level > 0;

/** IndexedDB at all: the history of what was looked at. */
export const permitsHistory = (): boolean => level > 1;

/** A device id, the sequence of its events, the outbox, route and capsule. */
export const permitsPerson = (): boolean => level > 2;

/**
 * @returns how far the tier rose (above 0) or fell
 * @throws where the value names no tier; nothing changes then
 */
export function assignConsent(value: Tier | Consent): number {
  const stated = typeof value === 'string' ? { tier: value } : value;
  const next = TIERS.indexOf(stated.tier);
  if (next < 0) throw new Error(`consent: ${stated.tier}`);
  const rise = next - level;
  level = next;
  consentNow = stated;
  return rise;
}
