/**
 * Events below tier `person`: in memory only, in batches with a random id of their own. The worker drops a batch that it
 * has seen, so a batch goes out again with the same id and the same events until an answer came [S6].
 */
import type { AnonymousBatch } from '@edgewise/protocol/events';
import { envelope } from './envelope.ts';
import { type Draft, fitting, type Lane } from './lane.ts';
import { randomId } from './random-id.ts';
import { visitId } from './visit.ts';

let queue: Draft[] = [];
let parcel: AnonymousBatch | undefined;

export const addAnonymous = (event: Draft): void => {
  queue.push(event);
};

function pack(): AnonymousBatch | undefined {
  if (!queue[0]) return undefined;
  const events = fitting(queue);
  queue = queue.slice(events.length);
  const visit = visitId();
  return {
    ...envelope(),
    batch: randomId(),
    ...(visit && { visit }),
    events: events.map((event, i) => ({ n: i + 1, ...event })),
  };
}

export const anonymous: Lane = {
  async take() {
    parcel ??= pack();
    return parcel && { ...parcel, sent: Date.now() };
  },
  async done() {
    parcel = undefined;
    return true;
  },
  // A parcel that is on its way by fetch goes on by itself (keepalive).
  unload: pack,
};
