/** What a change of tier does at once [S3]: up, this page counts for the new tier; down, what may not be kept goes. */
import type { Consent, Tier } from '@edgewise/protocol/events';
import { dropParcel } from './batch.ts';
import { assignConsent, permitsHistory, permitsPerson, permitsVisit } from './consent.ts';
import { eraseDatabase } from './database.ts';
import { forgetDevice } from './outbox.ts';
import { repeatPage } from './record.ts';
import { quietly } from './report.ts';
import { sendNow } from './sender.ts';
import { shelves } from './shelf-signals.ts';
import { forgetVisit } from './visit.ts';

function forget(visit: boolean, history: boolean): void {
  dropParcel();
  forgetDevice();
  if (!visit) quietly(forgetVisit);
  if (!history) quietly(eraseDatabase);
}

/** A value that names no tier changes nothing. */
export function changeConsent(value: Tier | Consent): void {
  // What happened under the old tier leaves under it; for what is to be forgotten this is the last moment.
  sendNow((value as Consent).tier !== 'person' && value !== 'person');
  const rise = assignConsent(value);
  // From person to device, too: the history is not worth telling it from what else stands there.
  if (!permitsPerson()) forget(permitsVisit(), permitsHistory() && rise >= 0);
  if (rise > 0) repeatPage();
  if (rise) shelves.refresh();
}

/** The next one at this browser is somebody else: nothing of this shopper is left to show. */
export function startOver(): void {
  sendNow(true);
  forget(false, false);
  repeatPage();
  shelves.refresh();
}
