import type { Consent, Tier } from '@edgewise/protocol/events';
import { changeConsent } from './consent-change.ts';
import { quietly } from './report.ts';

/** Tells the shopper's answer. A lower tier than before deletes what it does not permit. */
export function consent(value: Tier | Consent): void {
  quietly(() => changeConsent(value));
}
