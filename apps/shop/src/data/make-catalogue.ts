/** Order lines → the shop's catalogue and its compact log. Run by scripts/make-shop-data.mjs; nothing of it is served. */
import type { OrderLine } from './order-lines.ts';
import { categoryOf } from './taxonomy.ts';
import { titleOf } from './title.ts';

/** A product as the repository keeps it. Paths instead of URLs: the shop's address is known when it starts. */
export interface StoredProduct {
  item_id: string;
  title: string;
  product_type: string;
  /** Path of its page. */
  link: string;
  /** Decimal pounds. */
  price: number;
  availability: 'in_stock' | 'out_of_stock';
  /** Day of its first sale, ISO. */
  added: string;
  /** Orders that hold it, for "most ordered". Not part of the feed. */
  orders: number;
}

/** Not sold for so long at the end of the log: taken as sold out. */
const SOLD_OUT_AFTER_DAYS = 120;
const DAY = 86_400;

interface Tally {
  descriptions: Map<string, number>;
  prices: Map<number, number>;
  invoices: Set<string>;
  first: number;
  last: number;
}

export function makeCatalogue(lines: readonly OrderLine[]): StoredProduct[] {
  const tallies = new Map<string, Tally>();
  let end = 0;
  for (const { code, description, price, invoice, time } of lines) {
    let tally = tallies.get(code);
    if (!tally) {
      tally = { descriptions: new Map(), prices: new Map(), invoices: new Set(), first: time, last: time };
      tallies.set(code, tally);
    }
    count(tally.descriptions, description);
    count(tally.prices, price);
    tally.invoices.add(invoice);
    tally.first = Math.min(tally.first, time);
    tally.last = Math.max(tally.last, time);
    end = Math.max(end, time);
  }
  return [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { descriptions, prices, invoices, first, last }]) => {
      const title = titleOf(mostFrequent(descriptions));
      return {
        item_id: code,
        title,
        product_type: categoryOf(title).join(' > '),
        link: `/p/${code}-${slugOf(title)}`,
        // Bulk buyers paid less: what most lines say is the price on the label.
        price: mostFrequent(prices),
        availability: end - last > SOLD_OUT_AFTER_DAYS * DAY ? 'out_of_stock' : 'in_stock',
        added: new Date(first * 1000).toISOString().slice(0, 10),
        orders: invoices.size,
      };
    });
}

/** `session_id,item_id,timestamp,quantity`: one line for each product of an order, oldest order first. */
export function makeOrderLog(lines: readonly OrderLine[]): string {
  const orders = new Map<string, { time: number; items: Map<string, number> }>();
  for (const { invoice, code, quantity, time } of lines) {
    let order = orders.get(invoice);
    if (!order) {
      order = { time, items: new Map() };
      orders.set(invoice, order);
    }
    order.items.set(code, (order.items.get(code) ?? 0) + quantity);
  }
  const rows = ['session_id,item_id,timestamp,quantity'];
  for (const [invoice, { time, items }] of [...orders].sort(([, a], [, b]) => a.time - b.time)) {
    for (const [item, quantity] of items) rows.push(`${invoice},${item},${time},${quantity}`);
  }
  return `${rows.join('\n')}\n`;
}

export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
}

function count<K>(tally: Map<K, number>, key: K): void {
  tally.set(key, (tally.get(key) ?? 0) + 1);
}

/** On a draw the one seen first. */
function mostFrequent<K>(tally: Map<K, number>): K {
  let best: K | undefined;
  let most = 0;
  for (const [key, times] of tally) if (times > most) [best, most] = [key, times];
  return best as K;
}
