import { runInDurableObject } from 'cloudflare:test';
import type { CellDelta } from '@edgewise/core/insight/counts';
import { OTHER } from '@edgewise/core/insight/facets';
import { describe, expect, it } from 'vitest';
import { pulseOf } from '../../objects/names.ts';
import type { FiguresAnswer } from '../../read-figures.ts';
import { asAdmin, freshSite, makeSite, ORIGIN, testEnv } from '../../testing/client.ts';
import { anonymous, deliver, shopEvent } from '../../testing/insight.ts';
import { Cells } from './cells.ts';
import { VALUES_READ } from './rest-row.ts';

const NOW = Date.now();
const HALF_AN_HOUR_AND_MORE = 1_900_000;

const landings = async (site: string) =>
  (await asAdmin<FiguresAnswer>('GET', `/sites/${site}/insight/figures?by=landing&from=${NOW - 20 * 86_400_000}`)).by!;

describe('figures by a value that anybody can make up', () => {
  it('[N5] are read where a stranger landed on more addresses than an answer holds', async () => {
    const site = freshSite('landings');
    await makeSite(site);
    const visits = (from: number) =>
      Array.from({ length: 500 }, (_, i) =>
        shopEvent(i + 1, NOW - i * HALF_AN_HOUR_AND_MORE, 'page_view', { page: `${ORIGIN}/made-up/${from + i}` }),
      );
    const honest = [shopEvent(1, NOW, 'page_view', { page: `${ORIGIN}/sale` })];
    expect(
      await deliver([
        ...[0, 500, 1_000].map((from) => anonymous(site, `a-strangers-${from}`, visits(from), `a-stranger-${from}`)),
        ...['ann', 'bob'].map((who) => anonymous(site, `batch-of-${who}-`, honest, `visit-of-${who}-`)),
      ]),
    ).toBe(0);
    const rows = await landings(site);
    expect(rows.length).toBeLessThanOrEqual(VALUES_READ + 1);
    expect(rows.reduce((sum, row) => sum + row.visits, 0)).toBe(1_502);
    expect(rows.find(({ value }) => value === '/sale')?.visits).toBe(2);
    expect(rows.find(({ value }) => value === OTHER)?.visits).toBe(1_501 - VALUES_READ);
  });

  it('[N5] are as many rows of people as of visits', async () => {
    await runInDurableObject(pulseOf(testEnv, freshSite('sources'), 0, 1), (pulse, { storage }) => {
      const columns = storage.sql
        .exec<{ name: string }>("SELECT name FROM pragma_table_info('presence')")
        .toArray()
        .map(({ name }) => name);
      const values: Record<string, string> = {
        hour: `${Math.floor(NOW / 3_600_000)}`,
        person: "'person-' || i",
        device: "'device-' || i",
        source: "printf('%090d', i)",
      };
      storage.sql.exec(
        `WITH RECURSIVE every (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM every WHERE i < 5000)
         INSERT INTO presence (${columns.join(', ')})
         SELECT ${columns.map((name) => values[name] ?? (/^(early|late|steps|time|n)$/.test(name) ? '1' : "'(not set)'")).join(', ')}
           FROM every`,
      );
      const window = { from: NOW - 3_600_000, to: NOW + 3_600_000 };
      const by = pulse.peopleBy('source', window);
      expect(Object.keys(by)).toHaveLength(VALUES_READ + 1);
      expect(by[OTHER]).toEqual({ visitors: 5_000 - VALUES_READ, ordered: 0 });
      expect(Object.keys(pulse.peopleBy('medium', window))).toEqual(['(not set)']);
      const { visitorsBy } = pulse.live(NOW + 3_600_000, ['source']);
      expect(Object.keys(visitorsBy.source ?? {}).length).toBeLessThanOrEqual(201);
    });
  });

  it('[N5] are as many of what is counted by the hour, all metrics of a value in one row', () =>
    runInDurableObject(pulseOf(testEnv, freshSite('hours'), 0, 1), (_, { storage }) => {
      const cells = new Cells(storage.sql, 'UTC');
      const one = (hour: number, value: string, metric: string, amount: number): CellDelta => ({
        time: NOW - hour * 3_600_000,
        dimension: 'source',
        value,
        metric,
        amount,
      });
      cells.rollUp(NOW);
      // Two hundred new ones every hour, and a shop's own with one order among many page views.
      for (let hour = 60; hour < 70; hour++) {
        cells.add([one(hour, 'google', 'events', 50), ...(hour === 65 ? [one(hour, 'google', 'orders', 1)] : [])]);
        cells.add(Array.from({ length: 199 }, (_, i) => one(hour, `made-up-${hour}-${i}`, 'events', 2)));
      }
      const sums = cells.sums('source', NOW - 80 * 3_600_000, NOW);
      expect(new Set(sums.map(({ value }) => value)).size).toBe(VALUES_READ + 1);
      const of = (name: string) =>
        sums.filter(({ value }) => value === name).map(({ metric, amount }) => [metric, amount]);
      expect(of('google').sort()).toEqual([
        ['events', 500],
        ['orders', 1],
      ]);
      expect(of(OTHER)).toEqual([['events', 2 * (1_991 - VALUES_READ)]]);
    }));
});
