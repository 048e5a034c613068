/** When events leave: soon after they are made, again after a failure, and at once when the page goes [S7]. */
import type { CollectAnswer, WireBatch } from '@edgewise/protocol/events';
import { anonymous } from './anonymous.ts';
import { permitsPerson } from './consent.ts';
import type { Lane } from './lane.ts';
import { outbox } from './outbox.ts';
import { quietly, report } from './report.ts';
import { post } from './request.ts';
import { settings, storageName } from './settings.ts';

const PATH = '/v1/collect';
/** Long enough for the events of one moment to share a request. */
const GATHER_MS = 400;
const TIMEOUT_MS = 15_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 300_000;
/** Answers that no repetition changes; the list is snowplow's. The events stay: the next page may do better. */
const HOPELESS = [400, 401, 403, 410, 422];

const lanes: Lane[] = [anonymous, outbox];

let timer: ReturnType<typeof setTimeout> | undefined;
let sending = false;
let again = false;
let stopped = false;
let failures = 0;
let retryAfterMs = 0;

function retryDelay(): number {
  const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
  return Math.max(retryAfterMs, delay * (0.5 + Math.random() / 2));
}

/** Sees to it that what is kept goes out. */
export function sendSoon(): void {
  if (sending) again = true;
  else if (!stopped) timer ??= setTimeout(() => quietly(send), failures ? retryDelay() : GATHER_MS);
}

/** The network is back: the failures that it made are over. A pause that the worker asked for is not. */
export function retryNow(): void {
  if (retryAfterMs) return;
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
  sending = true;
  again = false;
  try {
    await oneTabAtATime(sendAll);
    failures = retryAfterMs = 0;
  } catch {
    failures++;
    again = true;
  }
  sending = false;
  timer = undefined;
  if (again) sendSoon();
}

/** Where there are no locks, or none are granted, two tabs send the same and the worker drops one of them. */
async function oneTabAtATime(work: () => Promise<void>): Promise<void> {
  let begun = false;
  const begin = () => {
    begun = true;
    return work();
  };
  try {
    await (permitsPerson() ? navigator.locks.request(storageName(), begin) : begin());
  } catch (error) {
    if (begun) throw error;
    await work();
  }
}

/** @throws where an attempt should be repeated */
async function sendAll(): Promise<void> {
  for (const lane of lanes) {
    for (let batch = await lane.take(); batch && !stopped; batch = await lane.take()) {
      const answer = await deliver(batch);
      if (!answer) return;
      if (!(await lane.done(batch, answer))) throw new Error('not acknowledged');
      if (answer.off) stop();
    }
  }
}

async function deliver(batch: WireBatch): Promise<CollectAnswer | undefined> {
  report({ type: 'send', path: PATH, body: batch });
  const response = await post(PATH, batch, TIMEOUT_MS, true);
  const answer = response.ok ? ((await response.json()) as CollectAnswer) : undefined;
  report({ type: 'answer', path: PATH, status: response.status, answer });
  if (answer) return answer;
  if (HOPELESS.includes(response.status)) {
    stop();
    return undefined;
  }
  const after = response.headers.get('retry-after');
  retryAfterMs = after ? Number(after) * 1000 || Date.parse(after) - Date.now() || 0 : 0;
  throw new Error(`collect: ${response.status}`);
}

/** The page may be gone in a moment. The answer of a beacon cannot be read, so a person's events stay in the outbox. */
export function sendNow(goodbye: boolean): void {
  for (const lane of lanes) {
    for (let batch = lane.unload(goodbye); batch && !stopped; batch = lane.unload(goodbye)) {
      report({ type: 'send', path: PATH, body: batch, beacon: true });
      navigator.sendBeacon(settings.endpoint + PATH, JSON.stringify(batch));
    }
  }
}
