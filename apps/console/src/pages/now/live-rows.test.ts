import { describe, expect, it } from 'vitest';
import { amountsOf, minutesOf, refusedOf, revenueOf, rowsOf, shelvesOf } from './live-rows.ts';

const at = Date.parse('2026-03-01T12:30:40Z');
const minute = (clock: string) => Date.parse(`2026-03-01T${clock}:00Z`);

describe('what Now shows', () => {
  it('thirty minutes, the running one last, with nothing where nothing was', () => {
    const times = minutesOf({ at });
    expect(times).toHaveLength(30);
    expect([times[0], times[29]]).toEqual([minute('12:01'), minute('12:30')]);
    const now = {
      at,
      minutes: [
        { start: minute('12:29'), metric: 'views', amount: 4 },
        { start: minute('12:30'), metric: 'views', amount: 2 },
        { start: minute('12:30'), metric: 'orders', amount: 1 },
      ],
      visitorsByMinute: [{ start: minute('12:29'), n: 3 }],
    };
    expect(amountsOf(now, 'views').slice(-3)).toEqual([0, 4, 2]);
    expect(amountsOf(now, 'orders').slice(-3)).toEqual([0, 0, 1]);
    expect(amountsOf(now, 'visitors').slice(-3)).toEqual([0, 3, 0]);
  });

  it('rows of a dimension, shelves, what was refused and revenue, as counted by hand', () => {
    const by = {
      source: { google: { views: 5, carts: 2, orders: 1 }, mail: { views: 7 }, '(not set)': { engagements: 3 } },
      list: { home: { list_views: 8, list_clicks: 2 }, cart: { list_clicks: 1 } },
      reason: { 'event.name': { refused: 2 }, 'event.items': { refused: 5 } },
    };
    expect(rowsOf({ by, visitorsBy: { source: { google: 2, direct: 1 } } }, 'source')).toEqual([
      { value: 'mail', visitors: 0, views: 7, carts: 0, orders: 0 },
      { value: 'google', visitors: 2, views: 5, carts: 2, orders: 1 },
      { value: 'direct', visitors: 1, views: 0, carts: 0, orders: 0 },
    ]);
    expect(shelvesOf({ by })).toEqual([
      { list: 'home', seen: 8, clicked: 2, ctr: 0.25 },
      { list: 'cart', seen: 0, clicked: 1, ctr: null },
    ]);
    expect(refusedOf({ by }).map(({ reason, n }) => [reason, n])).toEqual([
      ['event.items', 5],
      ['event.name', 2],
    ]);
    expect(revenueOf({ 'revenue.EUR': 1_000, 'refunded.EUR': 300, 'revenue.RON': 5 }, 'EUR')).toBe(700);
    expect(revenueOf({}, 'EUR')).toBe(0);
  });
});
