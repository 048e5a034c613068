import type { Tier } from '@edgewise/protocol/events';
import type { StatedConsent } from './consent.ts';
import { changeConsent } from './consent-change.ts';
import { quietly } from './report.ts';

/** Tells the shopper's answer. A lower tier than before deletes what it does not permit. */
export function consent(value: Tier | StatedConsent): void {
  quietly(() => changeConsent(value));
}
