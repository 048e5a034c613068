import type { ShopEvent } from '@edgewise/protocol/shop-event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteOutcome, outcomesOf } from './outcomes.ts';
import { salesOf } from './sales.ts';
import { contributionOf, newPerson, type PersonState, shrink } from './state.ts';
import { TOUCHES_KEPT, trimTouches } from './touches.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = 100 * DAY;
const at = (hours: number) => START + hours * HOUR;
const event = (name: string, hours: number, over: object = {}): ShopEvent =>
  ({ n: 1, name, time: at(hours), params: {}, items: [], ...over }) as unknown as ShopEvent;
const items = (...ids: string[]) => ids.map((item) => ({ item, quantity: 1, category: [] }));
const exposed = event('view_item_list', -1, { list: 'home', params: { edgewise_arms: 'e=a' } });
const seen = (hours: number, ...ids: string[]) =>
  event('view_item_list', hours, { list: 'home', items: items(...ids) });
const clicked = (hours: number, item: string) => event('select_item', hours, { list: 'home', items: items(item) });
const elsewhere = (hours: number, item: string) =>
  event('select_item', hours, { list: 'all-bags', ownList: true, items: items(item) });
type Line = [item: string, price: number, quantity?: number];
const priced = (lines: Line[]) => lines.map(([item, price, quantity = 1]) => ({ item, price, quantity, category: [] }));
const bought = (hours: number, order: string, value: number | undefined, lines: Line[], currency = 'EUR') =>
  event('purchase', hours, {
    transactionId: order,
    currency,
    items: priced(lines),
    ...(value !== undefined && { value }),
  });
const refunded = (hours: number, order: string, over: object = {}) =>
  event('refund', hours, { transactionId: order, currency: 'EUR', ...over });

function personOf(...devices: ShopEvent[][]): PersonState {
  const state = newPerson('p', 'demo', 'u');
  devices.forEach((events, i) => {
    const device = contributionOf(state, `device-${i}`, START);
    for (const one of i === 0 ? [exposed, ...events] : events) {
      noteOutcome(device, one);
      trimTouches(device, () => state.contributions.flatMap(({ sales = [] }) => sales));
    }
  });
  return state;
}
const outcomeOf = (...devices: ShopEvent[][]) => outcomesOf(personOf(...devices), 'EUR')[0]!;

describe('[X13] last click', () => {
  const order = bought(100, 'T', 5000, [
    ['x', 3000],
    ['y', 2000],
  ]);

  it('credits the items that were last clicked on a shelf, and no others', () => {
    expect(outcomeOf([clicked(1, 'x'), order])).toMatchObject({ revenue: 5000, byClick: 3000, byView: 0 });
    expect(outcomeOf([clicked(1, 'z'), order])).toMatchObject({ byClick: 0 });
    expect(outcomeOf([clicked(101, 'x'), order])).toMatchObject({ byClick: 0 });
    expect(outcomeOf([clicked(100 - 7 * 24, 'x'), order])).toMatchObject({ byClick: 0 });
  });

  it('a later click on a list of the shop’s own takes the credit away, and a later one on a shelf takes it back', () => {
    expect(outcomeOf([clicked(1, 'x'), elsewhere(2, 'x'), order])).toMatchObject({ byClick: 0 });
    expect(outcomeOf([elsewhere(2, 'x'), clicked(3, 'x'), order])).toMatchObject({ byClick: 3000 });
    expect(outcomeOf([clicked(1, 'x'), elsewhere(2, 'y'), order])).toMatchObject({ byClick: 3000 });
    // After the order, or more than 7 days before it, a click is none of this order's.
    expect(outcomeOf([clicked(1, 'x'), elsewhere(101, 'x'), order])).toMatchObject({ byClick: 3000 });
  });

  it('is found on whichever device it was, and each order is judged by itself', () => {
    expect(outcomeOf([order], [clicked(1, 'x')])).toMatchObject({ byClick: 3000 });
    expect(outcomeOf([order], [clicked(1, 'x')], [elsewhere(2, 'x')])).toMatchObject({ byClick: 0 });
    const again = bought(120, 'T2', 1000, [['x', 1000]]);
    expect(outcomeOf([clicked(1, 'x'), order, elsewhere(110, 'x'), again])).toMatchObject({ byClick: 3000 });
  });

  it('any view stands beside it, with a day of its own; what was before the exposure counts for neither', () => {
    expect(outcomeOf([seen(76, 'x', 'y'), clicked(1, 'x'), order])).toMatchObject({ byClick: 3000, byView: 5000 });
    expect(outcomeOf([seen(75.9, 'x', 'y'), order])).toMatchObject({ byView: 0 });
    const soon = bought(1, 'T', 3000, [['x', 3000]]);
    expect(outcomeOf([seen(-2, 'x'), clicked(-2, 'x'), soon])).toMatchObject({ revenue: 3000, byClick: 0, byView: 0 });
  });
});

it('[X14] a list of the shop’s own is neither seen nor clicked as a shelf', () => {
  const own = event('view_item_list', 1, { list: 'all-bags', ownList: true, items: items('x') });
  expect(outcomeOf([own, elsewhere(2, 'x'), bought(3, 'T', 50, [['x', 50]])])).toMatchObject({
    clicks: 0,
    byClick: 0,
    byView: 0,
    revenue: 50,
  });
});

describe('[X15] no more than was paid', () => {
  const all = [clicked(1, 'x'), clicked(1, 'y'), seen(1, 'x', 'y')];
  const credited = (...events: ShopEvent[]) => {
    const { revenue, byClick, byView } = outcomeOf([...all, ...events]);
    expect(byView).toBe(byClick);
    return [revenue, byClick];
  };

  it('a discount on the whole order is every line’s; what is no item’s (delivery) is nobody’s', () => {
    expect(
      credited(
        bought(2, 'T', 4000, [
          ['x', 3000],
          ['y', 2000],
        ]),
      ),
    ).toEqual([4000, 4000]);
    expect(
      credited(
        bought(2, 'T', 4000, [
          ['x', 3000],
          ['z', 5000],
        ]),
      ),
    ).toEqual([4000, 1500]);
    expect(
      credited(
        bought(2, 'T', 5500, [
          ['x', 1500, 2],
          ['y', 2000],
        ]),
      ),
    ).toEqual([5500, 5000]);
    expect(credited(bought(2, 'T', undefined, [['x', 1500, 2]]))).toEqual([3000, 3000]);
    expect(credited(bought(2, 'T', -10, [['x', 10]]))).toEqual([0, 0]);
  });

  it('a refund of items takes theirs, one of an amount takes its part of each, one of all takes the order', () => {
    const order = bought(2, 'T', 5000, [
      ['x', 3000],
      ['z', 2000],
    ]);
    const refund = (over: object) => credited(order, refunded(3, 'T', over));
    expect(refund({})).toEqual([0, 0]);
    expect(refund({ value: 5000 })).toEqual([0, 0]);
    expect(refund({ value: 1000 })).toEqual([4000, 2400]);
    expect(refund({ items: priced([['x', 3000]]) })).toEqual([2000, 0]);
    // GA4's refund names an item without its price: what was paid for it.
    expect(refund({ items: items('x') })).toEqual([2000, 0]);
    expect(refund({ items: items('z') })).toEqual([3000, 3000]);
    expect(refund({ value: 1000, items: priced([['x', 3000]]) })).toEqual([4000, 2000]);
  });

  it('currencies are not added: an order in another than the shop’s first is in neither sum', () => {
    expect(credited(bought(2, 'T', 3000, [['x', 3000]], 'USD'), bought(3, 'T2', 70, [['y', 70]]))).toEqual([70, 70]);
  });

  it('holds whatever is told in whatever order, and lines come to no more than their order', () => {
    const line = fc.tuple(
      fc.constantFrom('x', 'y', 'z'),
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 3 }),
    );
    const value = fc.option(fc.integer({ min: -50, max: 2000 }), { nil: undefined });
    const order = fc.constantFrom('T1', 'T2', 'T3');
    const hours = fc.integer({ min: -30, max: 240 });
    const buy = fc.record({
      do: fc.constant('buy' as const),
      order,
      hours,
      value,
      lines: fc.array(line, { maxLength: 4 }),
      currency: fc.constantFrom('EUR', 'EUR', 'USD'),
    });
    const refund = fc.record({
      do: fc.constant('refund' as const),
      order,
      hours,
      value,
      lines: fc.array(line, { maxLength: 3 }),
      priced: fc.boolean(),
    });
    const touch = fc.record({
      do: fc.constantFrom('seen' as const, 'clicked' as const, 'elsewhere' as const),
      hours,
      item: fc.constantFrom('x', 'y', 'z'),
    });
    const act = fc.oneof(
      { weight: 3, arbitrary: buy },
      { weight: 1, arbitrary: refund },
      { weight: 8, arbitrary: touch },
    );
    const told = (one: typeof act extends fc.Arbitrary<infer T> ? T : never): ShopEvent => {
      if (one.do === 'buy') return bought(one.hours, one.order, one.value, one.lines, one.currency);
      if (one.do === 'refund') {
        const lines = one.lines.map(([item, price, quantity]) => ({
          item,
          quantity,
          category: [],
          ...(one.priced && { price }),
        }));
        return refunded(one.hours, one.order, { items: lines, ...(one.value !== undefined && { value: one.value }) });
      }
      return one.do === 'seen'
        ? seen(one.hours, one.item)
        : one.do === 'clicked'
          ? clicked(one.hours, one.item)
          : elsewhere(one.hours, one.item);
    };
    fc.assert(
      fc.property(fc.array(act, { minLength: 6, maxLength: 25 }), fc.array(act, { maxLength: 8 }), (first, second) => {
        const devices = [first.map(told), second.map(told)];
        const state = personOf(...devices);
        const sales = salesOf(state);
        for (const { value: left, lines } of sales) {
          for (const [, amount] of lines) expect(amount).toBeGreaterThanOrEqual(0);
          expect(lines.reduce((sum, [, amount]) => sum + amount, 0)).toBeLessThanOrEqual(left);
        }
        const { revenue, byClick, byView } = outcomesOf(state, 'EUR')[0]!;
        expect(revenue).toBeGreaterThanOrEqual(0);
        expect(byClick).toBeLessThanOrEqual(revenue);
        expect(byView).toBeLessThanOrEqual(revenue);
        expect({ byClick, byView }).toEqual(naive(devices.flat(), sales));
      }),
    );
  });

  /** By the definition, event by event: no index, no window arithmetic shared with what is tested. */
  function naive(events: readonly ShopEvent[], sales: ReturnType<typeof salesOf>) {
    const sum = { byClick: 0, byView: 0 };
    for (const { time, currency, lines } of sales) {
      if (currency !== 'EUR' || time < at(-1) || time > at(-1) + 30 * DAY) continue;
      for (const [item, amount] of lines) {
        const about = events.filter((one) => one.items[0]?.item === item && one.time <= time && one.time >= at(-1));
        const clicks = about.filter(({ name, time: when }) => name === 'select_item' && when + 7 * DAY >= time);
        const newest = Math.max(...clicks.map((one) => one.time));
        const last = clicks.filter((one) => one.time === newest);
        if (last.length > 0 && last.every(({ ownList }) => !ownList)) sum.byClick += amount;
        if (about.some(({ name, time: when }) => name === 'view_item_list' && when + DAY >= time)) sum.byView += amount;
      }
    }
    return sum;
  }
});

describe('[X16] what is kept', () => {
  const views = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      seen(from + i / 100, ...Array.from({ length: 12 }, (_x, k) => `v${i % 50}-${k}`)),
    );

  it('views push out no click, however many there are', () => {
    const state = personOf([clicked(1, 'x'), ...views(2, 300), bought(20, 'T', 70, [['x', 70]])]);
    expect(outcomesOf(state, 'EUR')[0]).toMatchObject({ clicks: 1, byClick: 70 });
    const kinds = state.contributions[0]!.touches!.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'seen')).toHaveLength(TOUCHES_KEPT.seen);
  });

  it('what an order was credited by stays, whatever is seen and clicked after it', () => {
    const later = Array.from({ length: TOUCHES_KEPT.clicked + 50 }, (_, i) => clicked(30 + i / 10, `c${i}`));
    const events = [seen(1, 'x'), clicked(1, 'x'), bought(2, 'T', 70, [['x', 70]]), ...views(3, 100), ...later];
    expect(outcomeOf(events)).toMatchObject({ byClick: 70, byView: 70 });
  });

  it('an item’s newest click stays before another’s second newest; the number is bounded', () => {
    const again = Array.from({ length: TOUCHES_KEPT.clicked + 1 }, (_, i) => clicked(1 + i / 100, 'y'));
    expect(outcomeOf([clicked(0, 'x'), ...again, bought(20, 'T', 70, [['x', 70]])])).toMatchObject({ byClick: 70 });
    const many = Array.from({ length: 2 * TOUCHES_KEPT.clicked }, (_, i) => clicked(1 + i / 100, `c${i}`));
    expect(personOf(many).contributions[0]!.touches).toHaveLength(TOUCHES_KEPT.clicked);
  });

  it('a state that has outgrown its row gives up half of each kind, not the clicks for the views', () => {
    const state = personOf([clicked(1, 'w'), clicked(2, 'x'), ...views(3, 30)]);
    expect(shrink(state)).toBe(true);
    expect(state.contributions[0]!.touches!.filter(({ kind }) => kind === 'clicked')).toEqual([
      { item: 'x', kind: 'clicked', time: at(2) },
    ]);
  });
});
