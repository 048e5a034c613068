/**
 * What the parts that are loaded apart may use of the script. They share no module with it, so each is handed this object;
 * its names begin with `_`, because the build shortens those alike in the script and in its parts.
 */

import { envelope } from './batch.ts';
import { adoptConsent, isShopsWord } from './consent-change.ts';
import { transact } from './database.ts';
import { turn } from './identity.ts';
import { toItem } from './normalise.ts';
import { device, readOutbox, readRecord, settle } from './outbox.ts';
import { said } from './page.ts';
import { capture, leave, nextPage, openPage, openShelves, pageView, record } from './record.ts';
import { on, onEvent, quietly, report } from './report.ts';
import { post } from './request.ts';
import { sendSoon, stop } from './sender.ts';
import { settings } from './settings.ts';
import { shelves } from './shelf-signals.ts';
import { stash } from './stash.ts';
import { visitId } from './visit.ts';

export const script = {
  /** Tells who it is from here on, or that it is somebody else. */
  _turn: turn,
  /** Keeps what the shop states, cleaned. */
  _capture: capture,
  /** Keeps what the SDK saw by itself, as it is. */
  _record: record,
  /** Keeps events that are worth no request of their own for a person's next page. */
  _stash: stash,
  /** Takes over what a tool on the page knows of the shopper's answer. */
  _adopt: adoptConsent,
  _toItem: toItem,
  /** Notes that the address is another one. @returns whether the page is, too */
  _turnPage: nextPage,
  /** Keeps the view of this page, once. */
  _openPage: openPage,
  /** It is known what the page is: shelves may be asked for. */
  _openShelves: openShelves,
  _settings: settings,
  _onEvent: onEvent,
  _quietly: quietly,
  _report: report,
  _on: on,
  _post: post,
  _said: said,
  _visitId: visitId,
  _readOutbox: readOutbox,
  _device: () => device,
  /** Notes what an answer brought. */
  _settle: settle,
  /** Nothing is sent any more until the next page. */
  _stop: stop,
  _transact: transact,
  _readRecord: readRecord,
  _pageView: pageView,
  _isShopsWord: isShopsWord,
  _shelves: shelves,
  _envelope: envelope,
  /** The page may go without another word: what is kept leaves now. */
  _leave: leave,
  _sendSoon: sendSoon,
};

export type Script = typeof script;
