/** What the shop tells Edgewise before its first visitor: its catalogue as a feed, and the orders it has had. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { StoredProduct } from './make-catalogue.ts';
import { shopFolder } from './shop-folder.ts';

const WEEK = 7 * 86_400;

export interface SeedOptions {
  /**
   * Seconds since the epoch. The orders are of 2010 and 2011; with this, all times move by the same whole number of
   * weeks so that the last order lies in the week before, and "new" and "trending" mean something in a demonstration.
   */
  movedTo?: number;
}

/** Time of the last order in the log, seconds since the epoch. */
export const LAST_ORDER = Date.UTC(2011, 8, 30, 17, 22) / 1000;

/** Side of the drawn pictures, px. */
export const IMAGE_SIDE = 600;

function shift(movedTo: number | undefined): number {
  return movedTo === undefined ? 0 : Math.floor((movedTo - LAST_ORDER) / WEEK) * WEEK;
}

/** Rows of the stored catalogue, in the order of their ids. */
export async function* storedProducts(): AsyncGenerator<StoredProduct> {
  for await (const line of lines('catalogue.ndjson.gz')) yield JSON.parse(line) as StoredProduct;
}

/**
 * The catalogue as NDJSON lines in the names of Google's product feed.
 * @param baseUrl origin of the shop, such as http://127.0.0.1:8788
 */
export async function* catalogueRows(baseUrl: string, { movedTo }: SeedOptions = {}): AsyncGenerator<string> {
  const origin = new URL(baseUrl).origin;
  for await (const { orders: _, link, added, ...row } of storedProducts()) {
    const day = new Date(Date.parse(added) + shift(movedTo) * 1000).toISOString().slice(0, 10);
    const image = { image_link: `${origin}/img/${row.item_id}.svg`, image_width: IMAGE_SIDE, image_height: IMAGE_SIDE };
    yield JSON.stringify({ ...row, link: origin + link, ...image, currency: 'GBP', added: day });
  }
}

/** Order lines as NDJSON, oldest order first: `{session_id, item_id, timestamp, event: "purchase"}`. */
export async function* behaviourRows({ movedTo }: SeedOptions = {}): AsyncGenerator<string> {
  const seconds = shift(movedTo);
  let header = true;
  for await (const line of lines('orders.csv.gz')) {
    if (header) {
      header = false;
      continue;
    }
    const [session_id, item_id, time] = line.split(',');
    yield JSON.stringify({ session_id, item_id, timestamp: Number(time) + seconds, event: 'purchase' });
  }
}

async function* lines(file: string): AsyncGenerator<string> {
  const input = createReadStream(join(shopFolder(), 'data', file)).pipe(createGunzip());
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield line;
  }
}
