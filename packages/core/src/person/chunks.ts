/** Cuts what is published into messages that the queue takes: 128 KB each, metadata included. */
import { LIMITS } from '@edgewise/protocol/limits';
import type { Refusal } from '@edgewise/protocol/parse';
import { utf8Length } from '@edgewise/protocol/read-json';
import type { ShopEvent } from '@edgewise/protocol/shop-event';

export interface Chunk {
  events: ShopEvent[];
  refused: Refusal[];
}

/** Events in their order, refusals behind them. A single event never exceeds a message: parsing refuses it [W8]. */
export function chunksOf(events: readonly ShopEvent[], refused: readonly Refusal[]): Chunk[] {
  const chunks: Chunk[] = [];
  let left = 0;
  const roomFor = (value: unknown): Chunk => {
    const size = utf8Length(JSON.stringify(value)) + 1;
    if (size > left || chunks.length === 0) {
      chunks.push({ events: [], refused: [] });
      left = LIMITS.messageBytes;
    }
    left -= size;
    return chunks.at(-1)!;
  };
  for (const event of events) roomFor(event).events.push(event);
  for (const refusal of refused) roomFor(refusal).refused.push(refusal);
  return chunks;
}
