/** A day of real orders as events of shoppers' devices and the shop's backend, dates moved to now. Seeded. */

import type { ShopEvent } from '@edgewise/protocol/shop-event';
import type { AnonymousMessage, EventsMessage, QueueMessage } from '../person/messages.ts';
import { seededRandom } from './anomalies/year.testkit.ts';

export interface OrderRow {
  invoice: string;
  item: string;
  /** Seconds since the epoch. */
  timestamp: number;
  quantity: number;
  /** Minor units. */
  price: number;
}

const SOURCES = ['google', 'newsletter', 'facebook', '(direct)'];
const CLASSES = ['phone', 'desktop', 'tablet'];
const COUNTRIES = ['GB', 'RO', 'DE'];

type LineMessage = EventsMessage | AnonymousMessage;

/**
 * Messages as the queue would hold them, in the order of time. Each order is made by a shopper who looks at what they buy; some
 * of them on two devices, some come back, some are told by the backend too, with another amount, and some are refunded.
 * @param shift ms that is added to every time
 */
export function shoppersOf(site: string, rows: readonly OrderRow[], shift: number, seed: number): LineMessage[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const messages: LineMessage[] = [];
  const numbers = new Map<string, number>();
  const number = (device: string): number => {
    const n = (numbers.get(device) ?? 0) + 1;
    numbers.set(device, n);
    return n;
  };
  const invoices = new Map<string, OrderRow[]>();
  for (const row of rows) invoices.set(row.invoice, [...(invoices.get(row.invoice) ?? []), row]);
  const people: string[] = [];
  for (const [invoice, lines] of invoices) {
    const person = people.length > 5 && random() < 0.3 ? pick(people) : `person-${people.length}`;
    if (!people.includes(person)) people.push(person);
    const device = `${person}-${pick(['phone', 'laptop'])}`;
    const facets = { source: pick(SOURCES), device_class: pick(CLASSES), country: pick(COUNTRIES), landing_page: '/' };
    const bought = lines[0]!.timestamp * 1_000 + shift;
    const items = lines.map(({ item, quantity, price }) => ({ item, quantity, price, category: [] }));
    const event = (name: string, before: number, over: Partial<ShopEvent> = {}): ShopEvent => ({
      n: number(device),
      time: bought - before * 1_000,
      name,
      items: [],
      params: {},
      ...over,
    });
    const base = { v: 1 as const, site, language: 'en', facets, refused: [] };
    const send = (events: ShopEvent[]) =>
      messages.push({
        ...base,
        kind: 'events',
        person,
        device,
        source: 'browser',
        received: events.at(-1)!.time + Math.floor(random() * 5_000),
        events,
      });
    send([event('page_view', 900, { page: 'https://shop.example/?utm_source=x' })]);
    for (const [i, item] of items.slice(0, 12).entries()) {
      send([
        event('page_view', 800 - i * 20, { page: `https://shop.example/p/${item.item}` }),
        event('view_item', 800 - i * 20, { items: [item] }),
        ...(random() < 0.3 ? [event('select_item', 799 - i * 20, { items: [item], list: 'similar' })] : []),
      ]);
      send([event('add_to_cart', 790 - i * 20, { items: [item] })]);
    }
    send([event('begin_checkout', 60, { items })]);
    const value = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
    const order = { transactionId: invoice, currency: 'GBP', value, items };
    send([event('purchase', 0, order)]);
    // A thank-you page that is loaded again.
    if (random() < 0.1) send([event('purchase', -120, { ...order, value: value + 1, duplicate: true })]);
    const server = `server.${device}`;
    const told = (name: string, time: number, over: Partial<ShopEvent>) =>
      messages.push({
        ...base,
        facets: {},
        kind: 'events',
        person,
        device: server,
        source: 'server',
        received: time + 1_000,
        events: [{ n: number(server), time, name, items: [], params: {}, ...over }],
      });
    if (random() < 0.6) told('purchase', bought + 5_000, { ...order, value: value - 5 });
    if (random() < 0.1) {
      const partly = random() < 0.5;
      told('refund', bought + 300_000, { transactionId: invoice, ...(partly && { value: 100, currency: 'GBP' }) });
    }
    if (random() < 0.3) {
      const visit = `visit-${invoice}`;
      messages.push({
        ...base,
        kind: 'anonymous',
        batch: `batch-${invoice}`,
        visit,
        received: bought - 400_000,
        events: ['page_view', 'view_item'].map((name, i) => ({
          n: i + 1,
          time: bought - 401_000 + i,
          name,
          items: i ? [items[0]!] : [],
          params: {},
          page: 'https://shop.example/',
        })),
      });
    }
  }
  return messages.sort((a, b) => a.received - b.received);
}

/** The same messages as a bad day delivers them: shuffled within a stretch, a tenth twice, some hours late. */
export function disturbed<T extends QueueMessage>(messages: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return messages
    .flatMap((message, i) => {
      const at = i + random() * 40 + (random() < 0.05 ? random() * messages.length : 0);
      return random() < 0.1
        ? [
            { at, message },
            { at: at + random() * 200, message },
          ]
        : [{ at, message }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => message);
}
