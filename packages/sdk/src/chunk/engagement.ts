/**
 * How long a page had somebody's attention, and how far down they went [S32]. No timer runs: time is added up when
 * something happens. It leaves with what leaves anyway; for a beacon of its own a page needs ten seconds, GA4's engaged
 * visit.
 */
import type { Script } from '../script.ts';

/** Without a sign of life for this long, nobody is there. */
const IDLE_MS = 30_000;
const ENGAGED_MS = 10_000;
/** Shorter looks say nothing. */
const GLANCE_MS = 1_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchmove'];

/** Adds up the time between signs of life: of each gap no more than somebody may sit still. */
export class Attention {
  declare _activeMs: number;
  declare _last: number;
  declare _isHere: boolean;
  constructor(now: number, isHere: boolean) {
    this._activeMs = 0;
    this._last = now;
    this._isHere = isHere;
  }

  /** @param isHere the page is visible and in focus from now on */
  _note(now: number, isHere: boolean): void {
    if (this._isHere) this._activeMs += Math.max(0, Math.min(now - this._last, IDLE_MS));
    this._last = now;
    this._isHere = isHere;
  }

  /** @returns what was added up since the last time, ms */
  _take(): number {
    const taken = this._activeMs;
    this._activeMs = 0;
    return Math.round(taken);
  }
}

let attention: Attention;
let lowest = 0;
let tell: (isLast: boolean) => void = () => {};

const isHere = (): boolean => !document.hidden && document.hasFocus();

export function watchEngagement(script: Script): void {
  if (script._settings.engagement === 'off') return;
  const note = () => attention._note(performance.now(), isHere());
  const noteDepth = () => {
    lowest = Math.max(lowest, scrollY + innerHeight);
  };
  attention = new Attention(performance.now(), isHere());
  noteDepth();
  for (const sign of SIGNS) addEventListener(sign, note, { capture: true, passive: true });
  addEventListener('scroll', noteDepth, { passive: true });
  for (const change of ['focus', 'blur', 'pageshow']) addEventListener(change, note);
  tell = (isLast) => {
    note();
    // Browsers tell of scrolling with the next frame, which a page that goes may not live to see.
    noteDepth();
    const isEngaged = attention._activeMs >= ENGAGED_MS;
    if (attention._activeMs < GLANCE_MS || (!isEngaged && !isLast)) return;
    const height = document.documentElement.scrollHeight || 1;
    const params = {
      engagement_time_msec: attention._take(),
      percent_scrolled: Math.min(100, Math.round((lowest / height) * 100)),
      page_location: script._envelope().context.page_location,
    };
    if (isEngaged) script._record('user_engagement', params);
    // Worth no request of its own, and below tier `person` nothing is left behind.
    else if (script._envelope().consent.tier === 'person')
      script._stash([{ t: Date.now(), name: 'user_engagement', params }]);
  };
  // At the window and on the way down: before the script's own, so that one beacon carries all.
  addEventListener('visibilitychange', () => script._quietly(() => document.hidden && tell(false)), true);
  addEventListener('pagehide', () => script._quietly(() => tell(true)), true);
}

/** A single-page shop is about to show another page: what this one had is told now. */
export function endPage(script: Script): void {
  script._quietly(() => tell(true));
  lowest = innerHeight;
}
