import { runInDurableObject } from 'cloudflare:test';
import { type CellDelta, VALUES_KEPT } from '@edgewise/core/insight/counts';
import { NOT_SET, OTHER } from '@edgewise/core/insight/facets';
import { describe, expect, it } from 'vitest';
import { pulseOf } from '../../objects/names.ts';
import { freshSite, testEnv } from '../../testing/client.ts';
import { Cells } from './cells.ts';

const NOW = Date.now();
const delta = (value: string, metric: string, amount: number): CellDelta => ({
  time: NOW,
  dimension: 'landing_page',
  value,
  metric,
  amount,
});
/** What a page's order adds, and what a copy of it that knows better takes back and adds. */
const order = (value: string) => [delta(value, 'orders', 1), delta(value, 'revenue.EUR', 500)];
const again = (before: string, after: string) => [
  delta(before, 'orders', -1),
  delta(before, 'revenue.EUR', -500),
  ...order(after),
];

const inShard = (work: (sql: SqlStorage) => void) =>
  runInDurableObject(pulseOf(testEnv, freshSite('cells'), 0, 1), (_, { storage }) => work(storage.sql));

const ordersIn = (cells: Cells): Record<string, number> =>
  Object.fromEntries(
    cells
      .rows('landing_page')
      .filter(({ metric, amount }) => metric === 'orders' && amount !== 0)
      .map(({ value, amount }) => [value, amount]),
  );

describe('the cells of a minute with more values than it has rows for [N5]', () => {
  it('take an order back where it was counted, also where that is no row of its own', () =>
    inShard((sql) => {
      const cells = new Cells(sql, 'UTC');
      const pages = Array.from({ length: VALUES_KEPT.minute + 10 }, (_, i) => `/page/${i}`);
      cells.add(pages.map((page) => delta(page, 'views', 1)));
      const late = pages.at(-1)!;
      cells.add(order(late));
      expect(ordersIn(cells)).toEqual({ [OTHER]: 1 });
      // The backend's copy of it, and one refund after the other.
      for (let i = 0; i < 3; i++) cells.add(again(late, late));
      expect(ordersIn(cells)).toEqual({ [OTHER]: 1 });
      // As a shard that was started anew knows them.
      new Cells(sql, 'UTC').add(again(late, pages[0]!));
      expect(ordersIn(cells)).toEqual({ [pages[0]!]: 1 });
    }));

  it('take an order of nobody knows where back from there', () =>
    inShard((sql) => {
      new Cells(sql, 'UTC').add(
        Array.from({ length: VALUES_KEPT.minute + 10 }, (_, i) => delta(`/page/${i}`, 'views', 1)),
      );
      const cells = new Cells(sql, 'UTC');
      // The backend speaks first, then the page that knows where the shopper came from.
      cells.add(order(NOT_SET));
      cells.add(again(NOT_SET, NOT_SET));
      expect(ordersIn(cells)).toEqual({ [NOT_SET]: 1 });
      cells.add(again(NOT_SET, '/page/1'));
      expect(ordersIn(cells)).toEqual({ '/page/1': 1 });
    }));
});

describe('the sums of cells', () => {
  it('[N7] are there where the first of them is nothing any more', () =>
    inShard((sql) => {
      const cells = new Cells(sql, 'UTC');
      const at = (minutes: number, amount: number) => ({
        ...delta('/page', 'orders', amount),
        time: NOW - minutes * 60_000,
      });
      // An order that its backend knows to be of another minute; two later ones; and one that was given up.
      cells.add([at(9, 1)]);
      cells.add([at(9, -1), at(5, 1), at(4, 1), at(3, 1)]);
      cells.add([{ ...at(2, 1), metric: 'carts' }]);
      cells.add([{ ...at(2, -1), metric: 'carts' }]);
      expect(cells.sums('landing_page', NOW - 3_600_000, NOW + 1)).toEqual([
        { value: '/page', metric: 'orders', amount: 3 },
      ]);
    }));
});
