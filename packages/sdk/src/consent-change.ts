/** What a change of tier does at once [S3]: up, this page counts for the new tier; down, what may not be kept goes. */
import type { Tier } from '@edgewise/protocol/events';
import { dropParcel, withdrawUnread } from './batch.ts';
import {
  assignConsent,
  consentNow,
  judge,
  level,
  levelOf,
  permitsHistory,
  permitsPerson,
  permitsVisit,
  type StatedConsent,
} from './consent.ts';
import { eraseDatabase } from './database.ts';
import { retell, turn } from './identity.ts';
import { forgetDevice, isDurable, readOutbox } from './outbox.ts';
import { repeatPage } from './record.ts';
import { quietly } from './report.ts';
import { sendNow } from './sender.ts';
import { settings, storageName } from './settings.ts';
import { shelves } from './shelf-signals.ts';
import { forgetVisit } from './visit.ts';

/** @param unread settles when nothing is read from the database any more */
function forget(visit: boolean, history: boolean, unread?: Promise<void>): void {
  dropParcel();
  forgetDevice();
  if (!visit) forgetVisit();
  if (history) return;
  quietly(async () => {
    await unread;
    eraseDatabase();
  });
}

let channel: BroadcastChannel | undefined;

/** The shop has said something: what tools on its page know counts no more. */
let said = false;

/** Whether the shop's own word counts, and no tool's. Hoisted: `script.ts`, which hands it on, may be evaluated before. */
export function isShopsWord(): boolean {
  return said;
}

function change(value: Tier | StatedConsent, isShops: boolean): void {
  const judged = judge(value, isShops);
  const { tier } = judged;
  // What happened under the old tier leaves under it; for what is to be forgotten this is the last moment, there [W17] and
  // here.
  let unread: Promise<void> | undefined;
  if (tier === 'person') sendNow();
  else {
    unread = withdrawUnread(tier);
    sendNow(true, tier);
  }
  const rise = assignConsent(judged);
  // From person to device, too: the history is not worth telling it from what else stands there.
  if (!permitsPerson()) forget(permitsVisit(), permitsHistory() && rise >= 0, unread);
  if (rise > 0) {
    retell();
    repeatPage();
  }
  if (rise) shelves._refresh(rise > 0);
}

/** What the shop says. A value that names no tier changes nothing. A withdrawal counts in every open tab. */
export function changeConsent(value: Tier | StatedConsent): void {
  change(value, true);
  said = true;
  if (!permitsPerson()) channel?.postMessage(consentNow.tier);
}

/** What a tool on the page knows of the shopper's answer. */
export function adoptConsent(tier: Tier): void {
  if (!said && levelOf(tier) !== level) change(tier, false);
}

/** @param stated by the shop, before the page began */
export function startConsent(stated: Tier | StatedConsent | undefined): void {
  if (stated) {
    assignConsent(judge(stated, true));
    said = true;
  }
  // On another host name somebody may have begun anew [S36]: before anything is this shopper's, that is looked up.
  if (settings.hosts) turn({});
  if (!window.BroadcastChannel) return;
  channel = new BroadcastChannel(storageName());
  channel.onmessage = ({ data }) =>
    // Else a tab has begun anew: what stands in this one's shelves is not the next shopper's, and what waits in its memory is not
    // this one's to tell.
    quietly(() => {
      if (levelOf(data) < level) return change(data, true);
      shelves._refresh();
      return readOutbox(Infinity);
    });
}

/** The next one at this browser is somebody else: nothing of this shopper is left to show. */
export function startOver(): void {
  settings.cart = undefined;
  turn({ anew: true });
  if (!permitsPerson() || !isDurable()) {
    sendNow(true);
    forget(false, false);
    shelves._refresh();
  }
  repeatPage();
}
