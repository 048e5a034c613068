/**
 * What a device has told and nobody has acknowledged, once the browser is another one's [S9]. It is kept in memory alone: the
 * database is the next shopper's. Repeats are the worker's to drop [W4].
 */
import type { CollectAnswer, PersonBatch, WireEvent } from '@edgewise/protocol/events';
import type { Script } from '../script.ts';
import { post } from './request.ts';

export interface Former {
  device: string | undefined;
  route: string | undefined;
  events: WireEvent[];
  /** The device that the browser is now. */
  next: string | undefined;
}

/** What no repetition changes. */
export const HOPELESS = /4(0[013]|10|22)/;
const PATH = '/v1/collect';

/** Should the page go. @returns ends it */
export function atGoodbye(batches: readonly PersonBatch[], script: Script): () => void {
  const tell = (): void => {
    for (const batch of batches) navigator.sendBeacon(script._settings.endpoint + PATH, JSON.stringify(batch));
  };
  addEventListener('pagehide', tell);
  return () => removeEventListener('pagehide', tell);
}

export function batchesFor({ device, route, events }: Former, script: Script): PersonBatch[] {
  if (!device || !events[0]) return [];
  return batchesOf(events).map(
    (some) => ({ ...script._envelope(), device, ...(route && { route }), events: some }) as PersonBatch,
  );
}

export async function sendFormer(former: Former, script: Script): Promise<void> {
  const lastDelayMs = 300_000;
  const batches = batchesFor(former, script);
  const isOver = atGoodbye(batches, script);
  for (let failures = 0; batches[0]; ) {
    const batch = batches[0];
    batch.sent = Date.now();
    try {
      const [answer, { status }] = await post<CollectAnswer>(script, batch);
      if (answer || HOPELESS.test(`${status}`)) {
        batches.shift();
        failures = 0;
        continue;
      }
    } catch (error) {
      script._report({ type: 'error', error });
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(lastDelayMs, 500 * 2 ** failures++)));
  }
  isOver();
}

/** Of at most 200 events, and a size that fits beside other requests into what a browser has in flight. */
function batchesOf(events: WireEvent[]): WireEvent[][] {
  const maxBytes = 45 * 1024;
  const isSmall = events.length <= 200 && new Blob([JSON.stringify(events)]).size <= maxBytes;
  if (isSmall || !events[1]) return [events];
  const half = events.length >> 1;
  return [...batchesOf(events.slice(0, half)), ...batchesOf(events.slice(half))];
}
