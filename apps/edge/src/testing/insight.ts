/** Queue messages by hand, and everything the live counters hold, for comparing. */
import type { AnonymousMessage, EventsMessage, QueueMessage } from '@edgewise/core/person/messages';
import type { Facets } from '@edgewise/protocol/facets';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { consume } from '../consume.ts';
import { shardsOf } from '../count-lines.ts';
import { deskOf } from '../objects/names.ts';
import { testEnv } from './client.ts';

export const shopEvent = (n: number, time: number, name: string, over: Partial<ShopEvent> = {}): ShopEvent => ({
  n,
  time,
  name,
  items: [],
  params: {},
  ...over,
});

export const events = (
  site: string,
  device: string,
  person: string,
  list: ShopEvent[],
  over: Partial<EventsMessage> & { facets?: Facets } = {},
): EventsMessage => ({
  v: 1,
  kind: 'events',
  site,
  device,
  person,
  source: 'browser',
  received: Math.max(...list.map(({ time }) => time)),
  language: 'en',
  events: list,
  refused: [],
  ...over,
});

export const anonymous = (site: string, batch: string, list: ShopEvent[], visit?: string): AnonymousMessage => ({
  v: 1,
  kind: 'anonymous',
  site,
  batch,
  ...(visit !== undefined && { visit }),
  received: Math.max(...list.map(({ time }) => time)),
  language: 'en',
  events: list,
  refused: [],
});

/** Hands messages to the consumer as the queue does, for the nth time. @returns how many were sent back */
export async function deliver(messages: readonly QueueMessage[], env = testEnv, attempts = 1): Promise<number> {
  let retried = 0;
  await consume(
    {
      queue: 'edgewise-events',
      messages: messages.map((body, i) => ({
        id: String(i),
        timestamp: new Date(),
        body,
        attempts,
        ack() {},
        retry() {
          retried++;
        },
      })),
      ackAll() {},
      retryAll() {},
    } as unknown as MessageBatch<QueueMessage>,
    env,
  );
  return retried;
}

/** Everything that is counted, all shards together, in an order that depends on nothing. */
export async function everything(site: string) {
  const { current } = await deskOf(testEnv, site).config(site);
  const cells: Record<string, number> = {};
  const rows: Record<'presence' | 'touches' | 'visits' | 'orders', string[]> = {
    presence: [],
    touches: [],
    visits: [],
    orders: [],
  };
  for (const shard of shardsOf(testEnv, site, current)) {
    for (const dimension of DIMENSIONS) {
      for (const { start, value, metric, amount } of await shard.cellRows(dimension)) {
        const key = `${dimension}|${new Date(start).toISOString()}|${value}|${metric}`;
        cells[key] = (cells[key] ?? 0) + amount;
      }
    }
    const dump = (await shard.dump()) as Record<keyof typeof rows, unknown[]>;
    for (const name of Object.keys(rows) as (keyof typeof rows)[]) {
      rows[name].push(...dump[name].map((row) => JSON.stringify(row)));
    }
  }
  for (const list of Object.values(rows)) list.sort();
  return {
    cells: Object.fromEntries(
      Object.entries(cells)
        .filter(([, n]) => n !== 0)
        .sort(),
    ),
    ...rows,
  };
}

const DIMENSIONS = [
  '',
  'source',
  'medium',
  'campaign',
  'device_class',
  'country',
  'landing_page',
  'page_type',
  'language',
  'arm',
  'channel',
  'app',
  'tier',
  'list',
] as const;
