/**
 * The head of a shop: a model and a catalogue small enough to be loaded at once, in the formats of the whole ones. A cold
 * isolate answers from it while the rest loads (DESIGN §7). The model's head is trained on the newest sessions; the
 * catalogue's holds what is most popular, then what is newest.
 */
import { buildCatalogue, type CatalogueStamp } from '../catalogue/build.ts';
import type { Product } from '../catalogue/product.ts';
import { SessionLog, type TrainingLog } from './session-log.ts';
import { type TrainOptions, train } from './train.ts';

/** Model and catalogue together: what a cold isolate loads before its first answer. */
export const HEAD_BYTES = 1024 * 1024;
const PART_BYTES = HEAD_BYTES / 2;

const KINDS = ['view', 'cart', 'purchase'] as const;

/** The newest `count` sessions of a log, in its order. */
export function newestSessions(log: TrainingLog, count: number): TrainingLog {
  const sessions = log.at.length - 1;
  const rows = new SessionLog();
  for (let s = Math.max(0, sessions - count); s < sessions; s++) {
    for (let r = log.at[s]!; r < log.at[s + 1]!; r++) {
      rows.add(String(s), log.items[log.item[r]!]!, log.time[r]!, KINDS[log.kind[r]!]);
    }
  }
  return rows.finish();
}

/**
 * @param whole the whole model's bytes
 * @returns undefined where the whole model is no larger than a head
 */
export function trainHead(log: TrainingLog, options: TrainOptions, whole: number): Uint8Array<ArrayBuffer> | undefined {
  if (whole <= PART_BYTES) return undefined;
  let count = Math.floor(((log.at.length - 1) * PART_BYTES) / whole);
  for (; count > 0; count = Math.floor(count * 0.7)) {
    const { bytes } = train(newestSessions(log, count), { ...options, learn: false });
    if (bytes.byteLength <= PART_BYTES) return bytes;
  }
  return undefined;
}

/**
 * @param products best first; as many as fit are taken
 * @param whole the whole catalogue's bytes and how many products it has
 * @returns undefined where the whole catalogue is no larger than a head
 */
export function buildHeadCatalogue(
  products: readonly Product[],
  stamp: CatalogueStamp,
  whole: { bytes: number; products: number },
): Uint8Array<ArrayBuffer> | undefined {
  if (whole.bytes <= PART_BYTES) return undefined;
  let count = Math.floor((whole.products * PART_BYTES) / whole.bytes);
  for (; count > 0; count = Math.floor(count * 0.7)) {
    const bytes = buildCatalogue(products.slice(0, count), stamp);
    if (bytes.byteLength <= PART_BYTES) return bytes;
  }
  return undefined;
}
