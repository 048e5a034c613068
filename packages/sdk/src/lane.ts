import type { CollectAnswer, WireBatch, WireEvent } from '@edgewise/protocol/events';

/** An event before it has a number. */
export type Draft = Omit<WireEvent, 'n'>;

/**
 * A way for events to the worker. There are two: `outbox.ts` for a person's device, which keeps everything until it is
 * acknowledged, and `anonymous.ts` for the tiers below, which remembers nothing.
 */
export interface Lane {
  /** The next batch to send by fetch; the same again until it is done. Undefined when there is nothing to send. */
  take(): Promise<WireBatch | undefined>;
  /** @returns whether anything was settled by the answer */
  done(batch: WireBatch, answer: CollectAnswer): Promise<boolean>;
  /** What a beacon should carry now, because the page may be gone in a moment. Each event once. */
  unload(goodbye: boolean): WireBatch | undefined;
}

/** Of the worker's limit of 60 KiB, what remains for events when the rest of a batch is at its longest. */
const BATCH_BYTES = 52 * 1024;

export const byteLength = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** As many events, from the first, as fit into one batch. */
export function fitting<T>(events: T[]): T[] {
  let fit = events.slice(0, 200);
  while (fit.length > 1 && byteLength(fit) > BATCH_BYTES) fit = fit.slice(0, fit.length >> 1);
  return fit;
}
