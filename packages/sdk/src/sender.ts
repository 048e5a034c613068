/** When events leave: soon after they are made, again after a failure, and at once when the page goes [S7]. */
import type { CollectAnswer, PersonBatch } from '@edgewise/protocol/events';
import { farewellBatch, nextBatch, settleBatch } from './batch.ts';
import { isDurable } from './outbox.ts';
import { fault, report } from './report.ts';
import { post } from './request.ts';
import { settings, storageName } from './settings.ts';

const PATH = '/v1/collect';

let timer: ReturnType<typeof setTimeout> | undefined;
/** Events came while others were being sent. */
let more: boolean;
let stopped = false;
let failures = 0;
/** What the worker asked for by Retry-After. */
let pauseMs = 0;

/** Sees to it that what is kept goes out. */
export function sendSoon(): void {
  // A page's view and the impression of its first shelf, which takes a second in view, share a request; doubles with each failure.
  const firstDelayMs = 2_500;
  const lastDelayMs = 300_000;
  more = true;
  const delayMs = (Math.min(lastDelayMs, firstDelayMs * 2 ** failures) * (1 + Math.random())) / 2;
  timer ??= setTimeout(send, Math.max(pauseMs, delayMs));
}

/** The network is back: the failures that it made are over. A pause that the worker asked for is not. */
export function retryNow(): void {
  clearTimeout(timer);
  timer = undefined;
  failures = 0;
  sendSoon();
}

/** Nothing is sent any more until the next page. */
export function stop(): void {
  stopped = true;
}

async function send(): Promise<void> {
  more = false;
  try {
    // One tab at a time. Where there are no locks, two send the same and the worker drops one of them.
    await (isDurable() && navigator.locks ? navigator.locks.request(storageName(), sendAll) : sendAll());
    failures = 0;
  } catch (error) {
    fault(error);
    failures++;
    more = true;
  }
  timer = undefined;
  if (more && !stopped) sendSoon();
}

/** @throws where an attempt should be repeated */
async function sendAll(): Promise<void> {
  const timeoutMs = 15_000;
  // A worker that errs, or a clock: a timer of more than 24 days would go off at once.
  const longestPauseMs = 3_600_000;
  for (let batch = await nextBatch(); batch && !stopped; batch = await nextBatch(0)) {
    const [answer, { status, headers }] = await post<CollectAnswer | undefined>(PATH, batch, timeoutMs);
    report({ type: 'answer', path: PATH, status, answer });
    // What no repetition changes; the list is snowplow's. The events stay: the next page may do better.
    stopped ||= answer?.off || /4(0[013]|10|22)/.test(`${status}`);
    const after = headers.get('retry-after')!;
    pauseMs = Math.min(longestPauseMs, Number(after) * 1000 || Date.parse(after) - Date.now() || 0);
    if (!(answer ? await settleBatch(batch, answer) : stopped)) throw new Error(`${status}`);
  }
}

/** The page may be gone in a moment. */
export function sendNow(goodbye?: boolean, withdrawn?: PersonBatch['withdrawn']): void {
  for (let body = farewellBatch(goodbye, withdrawn); body && !stopped; body = farewellBatch(goodbye)) {
    report({ type: 'send', path: PATH, body, beacon: 1 });
    navigator.sendBeacon(settings.endpoint + PATH, JSON.stringify(body));
  }
  // A beacon does not say whether it came.
  if (withdrawn) sendSoon();
}
