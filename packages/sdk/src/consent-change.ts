/** What a change of tier does at once [S3]: up, this page counts for the new tier; down, what may not be kept goes. */
import type { Consent, Tier } from '@edgewise/protocol/events';
import { assignConsent, permitsHistory, permitsPerson, permitsVisit } from './consent.ts';
import { eraseDatabase } from './database.ts';
import { forgetSeen } from './history.ts';
import { hasStarted } from './lifecycle.ts';
import { forgetDevice, stored } from './outbox.ts';
import { repeatPage } from './record.ts';
import { quietly } from './report.ts';
import { sendNow } from './sender.ts';
import { refreshShelves } from './shelves.ts';
import { forgetVisit } from './visit.ts';

/** @returns false where `value` names no tier; it changes nothing then */
export function changeConsent(value: Tier | Consent): boolean {
  const started = hasStarted();
  // What happened under the old tier leaves under it.
  if (started) sendNow(false);
  const rise = assignConsent(value);
  if (rise === undefined) return false;
  if (!permitsVisit()) quietly(forgetVisit);
  if (!permitsPerson()) quietly(() => forgetDevice(permitsHistory()));
  if (!permitsHistory()) {
    forgetSeen();
    quietly(eraseDatabase);
  }
  if (started && rise) {
    if (rise > 0) repeatPage();
    refreshShelves();
  }
  return true;
}

/** The next one at this browser is somebody else: nothing of this shopper is left to show. */
export async function startOver(): Promise<void> {
  if (hasStarted()) sendNow(true);
  // What is on its way into the old outbox must not take the first event of the new one with it.
  await stored();
  quietly(() => forgetDevice(false));
  forgetSeen();
  quietly(forgetVisit);
  quietly(eraseDatabase);
  if (hasStarted()) {
    repeatPage();
    refreshShelves();
  }
}
