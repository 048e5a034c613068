/** A full day of real orders, moved to now and delivered as fast as it goes, doubled, late and out of order [N1]–[N3]. */
import { runInDurableObject } from 'cloudflare:test';
import { disturbed, type OrderRow, shoppersOf } from '@edgewise/core/insight/replay.testkit';
import { describe, expect, it } from 'vitest';
import { forgetPulseConfigs } from './count-lines.ts';
import { deskOf, pulseOf } from './objects/names.ts';
import { readFigures } from './read-figures.ts';
import { liveNow } from './read-live.ts';
import { makeSite, testEnv } from './testing/client.ts';
import { deliver } from './testing/insight.ts';
import day from './testing/orders-of-a-day.json' with { type: 'json' };

const HOUR = 3_600_000;
const rows = (day.rows as [string, string, number, number, number][]).map(
  ([invoice, item, timestamp, quantity, price]): OrderRow => ({ invoice, item, timestamp, quantity, price }),
);

describe('a day of real orders, replayed', () => {
  it.each([1, 3])('gives the figures that SQL gives from the file, to the last unit (%i shards)', async (shards) => {
    const site = `replay-${shards}`;
    await makeSite(site, { time_zone: 'UTC', currencies: ['GBP'] });
    await deskOf(testEnv, site).config(site);
    if (shards > 1) {
      const { config } = await deskOf(testEnv, site).beginRebuild(site, shards, 0);
      expect(config.next?.shards).toBe(shards);
      await deskOf(testEnv, site).finishRebuild(Date.now());
      forgetPulseConfigs();
    }
    const now = Date.now();
    const last = Math.max(...rows.map(({ timestamp }) => timestamp)) * 1_000;
    // The last order was a minute ago; what follows an order may lie a little ahead, as it does in no real queue.
    const plain = shoppersOf(site, rows, now - 600_000 - last, shards);
    const messages = disturbed(plain, shards);
    const began = performance.now();
    for (let i = 0; i < messages.length; i += 100) expect(await deliver(messages.slice(i, i + 100))).toBe(0);
    const took = performance.now() - began;
    const span = Math.max(...plain.map((m) => m.received)) - Math.min(...plain.map((m) => m.received));
    console.log(
      `${rows.length} order lines as ${plain.length} messages, delivered ${messages.length} times at ${Math.round(span / took)}× speed`,
    );
    const window = { from: now - 48 * HOUR + 2 * HOUR, to: now + 1 };
    const { sums } = await readFigures(testEnv, site, window);
    const live = await liveNow(testEnv, site, now);

    const lines = plain.flatMap((message) =>
      message.events.map((event) => ({
        who: message.kind === 'events' ? message.person : message.visit,
        device: message.kind === 'events' ? message.device : message.visit,
        server: message.kind === 'events' && message.source === 'server' ? 1 : 0,
        place: message.facets?.source ?? '(not set)',
        n: event.n,
        time: event.time,
        name: event.name,
        tx: event.transactionId ?? null,
        amount: event.value ?? null,
      })),
    );
    // Another object's SQLite, with a table of its own: nothing of ours computes here.
    await runInDurableObject(pulseOf(testEnv, `${site}-oracle`, 0, 0), (_, { storage: { sql } }) => {
      sql.exec('CREATE TABLE line (who, device, server, place, n, time, name, tx, amount)');
      for (let i = 0; i < lines.length; i += 2_000) {
        const columns = ['who', 'device', 'server', 'place', 'n', 'time', 'name', 'tx', 'amount'];
        sql.exec(
          `INSERT INTO line SELECT ${columns.map((c) => `value ->> '${c}'`).join(', ')} FROM json_each(?)`,
          JSON.stringify(lines.slice(i, i + 2_000)),
        );
      }
      const one = (query: string, ...bindings: unknown[]) => Object.values(sql.exec(query, ...bindings).one())[0];
      const orders = `(SELECT tx, MAX(server) AS server FROM line WHERE name = 'purchase' GROUP BY tx)`;
      const values = `(SELECT o.tx, (SELECT amount FROM line l WHERE l.tx = o.tx AND l.server = o.server AND l.name = 'purchase' ORDER BY time, n LIMIT 1) AS value,
          (SELECT place FROM line l WHERE l.tx = o.tx AND l.server = 0 AND l.name = 'purchase' ORDER BY time, n LIMIT 1) AS place FROM ${orders} o)`;
      const refunded = `(SELECT v.tx, MIN(v.value, (SELECT SUM(COALESCE(amount, v.value)) FROM line l WHERE l.tx = v.tx AND l.name = 'refund')) AS back FROM ${values} v
          WHERE EXISTS (SELECT 1 FROM line l WHERE l.tx = v.tx AND l.name = 'refund'))`;
      for (const [metric, name] of [
        ['views', 'page_view'],
        ['product_views', 'view_item'],
        ['carts', 'add_to_cart'],
        ['checkouts', 'begin_checkout'],
        ['list_clicks', 'select_item'],
      ]) {
        expect([metric, sums.counts[metric!]]).toEqual([metric, one('SELECT COUNT(*) FROM line WHERE name = ?', name)]);
      }
      expect(sums.counts.events).toBe(lines.length);
      expect(sums.orders.GBP).toEqual({
        orders: one(`SELECT COUNT(*) FROM ${orders}`),
        revenue: one(`SELECT SUM(value) FROM ${values}`),
        refunded: one(`SELECT SUM(back) FROM ${refunded}`),
      });
      expect(sums.counts.orders).toBe(sums.orders.GBP!.orders);
      expect(sums.counts['revenue.GBP']).toBe(sums.orders.GBP!.revenue);
      expect(sums.counts['refunded.GBP']).toBe(sums.orders.GBP!.refunded);
      expect(sums.visitors).toBe(one('SELECT COUNT(DISTINCT who) FROM line WHERE server = 0'));
      const did = (name: string) => `SUM(name = '${name}') > 0`;
      const steps = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase'];
      const people = (by: string, depth: number) =>
        one(
          `SELECT COUNT(DISTINCT who) FROM (SELECT who FROM line GROUP BY ${by} HAVING ${steps
            .slice(0, depth)
            .map(did)
            .join(' AND ')})`,
        );
      expect(sums.funnel).toEqual([1, 2, 3, 4].map((depth) => people('who', depth)));
      expect(sums.oneDevice).toEqual([1, 2, 3, 4].map((depth) => people('who, device', depth)));
      expect(sums.funnel[3]).toBeGreaterThan(0);
      // Visits: a line more than half an hour after the one before it begins one.
      expect(sums.visits.visits).toBe(
        one(
          `WITH gap AS (SELECT device, time, time - LAG(time) OVER (PARTITION BY device ORDER BY time, n) AS gap FROM line WHERE server = 0)
           SELECT COUNT(*) FROM gap WHERE gap IS NULL OR gap > 1800000`,
        ),
      );
      expect(live.visitors).toBe(
        one(
          'SELECT COUNT(DISTINCT who) FROM line WHERE server = 0 AND time >= ? AND time < ?',
          minute(now - 5 * 60_000),
          minute(now) + 60_000,
        ),
      );
      expect(live.visitorsByMinute.map(({ n }) => n)).toEqual(
        live.visitorsByMinute.map(({ start }) =>
          one(
            'SELECT COUNT(DISTINCT who) FROM line WHERE server = 0 AND time >= ? AND time < ?',
            start,
            start + 60_000,
          ),
        ),
      );
    });
    // By source, as the shop would read it.
    const { by } = await readFigures(testEnv, site, window, { by: 'source' });
    expect(by!.reduce((sum, row) => sum + (row.revenue.GBP ?? 0), 0)).toBe(
      sums.orders.GBP!.revenue - sums.orders.GBP!.refunded,
    );
    expect(by!.reduce((sum, row) => sum + (row.counts.views ?? 0), 0)).toBe(sums.counts.views);
  });
});

const minute = (time: number) => time - (time % 60_000);
