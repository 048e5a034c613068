import type { ShopEvent } from '@edgewise/protocol/shop-event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCapsule, encodeCapsule } from './capsule.ts';
import { CONVERSION_WINDOW_MS, noteOutcome, outcomesOf } from './outcomes.ts';
import { type Contribution, contributionOf, newPerson } from './state.ts';
import { CLICK_WINDOW_MS, VIEW_WINDOW_MS } from './touches.ts';

const DAY = 86_400_000;
const START = 100 * DAY;
const event = (name: string, time: number, over: Partial<ShopEvent> = {}): ShopEvent =>
  ({ n: 1, name, time, params: {}, items: [], page: '/', ...over }) as unknown as ShopEvent;
const items = (...pairs: [item: string, price: number][]) =>
  pairs.map(([item, price]) => ({ item, price, quantity: 1 }));
const seen = (time: number, ...shown: string[]) =>
  event('view_item_list', time, {
    list: 'home',
    params: { edgewise_arms: 'e=a' },
    items: items(...shown.map((item): [string, number] => [item, 0])) as never,
  });
const bought = (order: string, time: number, value: number, ...lines: [string, number][]) =>
  event('purchase', time, { transactionId: order, value, currency: 'EUR', items: items(...lines) as never });
const refunded = (order: string, value?: number, ...lines: [string, number][]) =>
  event('refund', START + DAY, {
    transactionId: order,
    currency: 'EUR',
    items: items(...lines) as never,
    ...(value !== undefined && { value }),
  });

/** A device, and what the shop's backend said of it. */
function personOf(browser: ShopEvent[], backend: ShopEvent[] = []) {
  const state = newPerson('p', 'demo', 'u');
  const device = contributionOf(state, 'phone', START);
  const server = contributionOf(state, 'server.phone', START, 'phone');
  for (const one of browser) noteOutcome(device, one);
  for (const one of backend) noteOutcome(server, { ...one, duplicate: true } as ShopEvent);
  return state;
}
const outcomeOf = (browser: ShopEvent[], backend?: ShopEvent[]) => outcomesOf(personOf(browser, backend), 'EUR')[0];

describe('[T2] money', () => {
  const order = bought('T1', START + 1, 5000, ['x', 3000], ['y', 2000]);

  it('a purchase that a browser saw is unverified; the amount that the backend signed takes its place', () => {
    expect(outcomeOf([seen(START, 'x'), order])).toMatchObject({ orders: 1, revenue: 5000, verified: 0, byView: 3000 });
    const signed = bought('T1', START + 9, 4000, ['x', 2500], ['y', 1500]);
    expect(outcomeOf([seen(START, 'x'), order], [signed])).toMatchObject({
      orders: 1,
      revenue: 4000,
      verified: 4000,
      byView: 2500,
    });
  });

  it('refunds take off: an amount, lines, or all of it; a browser takes nothing off what the backend signed', () => {
    const of = (browser: ShopEvent[], backend: ShopEvent[] = []) =>
      outcomeOf([seen(START, 'x'), order, ...browser], backend);
    expect(of([refunded('T1', 1000)])).toMatchObject({ orders: 1, revenue: 4000 });
    expect(of([refunded('T1', undefined, ['x', 3000])])).toMatchObject({ orders: 1, revenue: 2000, byView: 0 });
    expect(of([refunded('T1')])).toMatchObject({ orders: 0, revenue: 0, byView: 0 });
    expect(of([refunded('T1', 9_999_999)])).toMatchObject({ orders: 0, revenue: 0 });
    expect(of([refunded('T1', -500)])).toMatchObject({ revenue: 5000 });
    expect(of([refunded('another')])).toMatchObject({ revenue: 5000 });
    expect(of([refunded('T1')], [order])).toMatchObject({ orders: 1, revenue: 5000, verified: 5000 });
    expect(of([], [order, refunded('T1', 2000)])).toMatchObject({ orders: 1, revenue: 3000, verified: 3000 });
  });

  it('never comes to less than nothing, in whatever order it is told', () => {
    const told = fc.record({
      order: fc.constantFrom('T1', 'T2'),
      value: fc.option(fc.integer({ min: -50, max: 500 }), { nil: undefined }),
      lines: fc.array(fc.tuple(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 300 })), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(told, { maxLength: 6 }), fc.boolean(), (refunds, first) => {
        const sales = [order, bought('T2', START + 2, 700, ['x', 700])];
        const back = refunds.map(({ order: of, value, lines }) => refunded(of, value, ...lines));
        const outcome = outcomeOf([seen(START, 'x', 'y'), ...(first ? [...back, ...sales] : [...sales, ...back])])!;
        expect(outcome.revenue).toBeGreaterThanOrEqual(0);
        expect(outcome.revenue).toBeLessThanOrEqual(5700);
        expect(outcome.byView).toBeGreaterThanOrEqual(0);
        expect(outcome.orders).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('outcomes', () => {
  it('[X12] count from the exposure on, inside the window; as long a time before is the covariate', () => {
    const sales = [
      bought('a', START - CONVERSION_WINDOW_MS - 1, 1),
      bought('b', START - 1, 10),
      bought('c', START, 100),
      bought('d', START + CONVERSION_WINDOW_MS, 1_000),
      bought('e', START + CONVERSION_WINDOW_MS + 1, 10_000),
    ];
    expect(outcomeOf([...sales, seen(START)])).toMatchObject({ orders: 2, revenue: 1_100, before: 10 });
  });

  it('[X13] last click and any view have windows of their own', () => {
    const click = event('select_item', START, { list: 'home', items: items(['x', 0]) as never });
    const at = (time: number) => outcomeOf([seen(START, 'x'), click, bought('T', START + time, 50, ['x', 50])]);
    expect(at(VIEW_WINDOW_MS)).toMatchObject({ byView: 50, byClick: 50 });
    expect(at(VIEW_WINDOW_MS + 1)).toMatchObject({ byView: 0, byClick: 50 });
    expect(at(CLICK_WINDOW_MS + 1)).toMatchObject({ byView: 0, byClick: 0, revenue: 50 });
  });

  it('[X11] the first arm is the one counted, and another marks the person as crossed', () => {
    const state = personOf([seen(START)]);
    const laptop: Contribution = contributionOf(state, 'laptop', START + 5);
    noteOutcome(laptop, event('view_item_list', START + 5, { list: 'home', params: { edgewise_arms: 'e=b' } }));
    expect(outcomesOf(state, 'EUR')).toMatchObject([{ experiment: 'e', arm: 'a', crossed: true }]);
  });
});

it('[X36] a bandit’s step is over for a person with the next one’s arm: each has its own clicks and orders', () => {
  const looks = (step: number, arm: string, time: number) =>
    event('view_item_list', time, { list: 'home', params: { edgewise_arms: `bandit.home:${step}=${arm} e=a` } });
  const clicks = (time: number) => event('select_item', time, { list: 'home', items: items(['x', 0]) as never });
  const state = personOf([
    looks(4, 'newest', START),
    clicks(START + 1),
    looks(5, 'trending', START + DAY),
    clicks(START + DAY + 1),
    bought('T', START + DAY + 2, 1000, ['x', 1000]),
    looks(6, 'newest', START + 2 * DAY),
  ]);
  const of = (name: string) => outcomesOf(state, 'EUR').find(({ experiment }) => experiment === name);
  expect(of('bandit.home:4')).toBeUndefined();
  expect(of('bandit.home:5')).toMatchObject({ arm: 'trending', clicks: 1, orders: 1, revenue: 1000 });
  expect(of('bandit.home:6')).toMatchObject({ arm: 'newest', clicks: 0, orders: 0 });
  expect(of('e')).toMatchObject({ clicks: 2, orders: 1 });
  // Of a bandit's exposure, and of no other, it is known from which network it was told [T3].
  const told = newPerson('p', 'demo', 'u');
  noteOutcome(contributionOf(told, 'phone', START), looks(7, 'newest', START), [], 'network-of-today');
  expect(outcomesOf(told, 'EUR').map(({ experiment, network }) => [experiment, network])).toEqual([
    ['bandit.home:7', 'network-of-today'],
    ['e', undefined],
  ]);
  // The capsule has the step that may still be served, and what an experiment shows for good.
  const { kept } = decodeCapsule(encodeCapsule(state, 'phone', START + 3 * DAY, 2048), START + 3 * DAY)!;
  expect(kept).toEqual({ e: 'a', 'bandit.home:6': 'newest' });
});
