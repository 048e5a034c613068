import type { ShopEvent } from '@edgewise/protocol/shop-event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCapsule, encodeCapsule } from '../person/capsule.ts';
import { collect } from '../person/collect.ts';
import { arrive, drop, noteLabel, release } from '../person/seats.ts';
import { newPerson, type PersonState } from '../person/state.ts';
import { SEGMENT_ATTRIBUTES, segmentAttributes } from './attributes.ts';
import { checkSegments, compileSegments, type Segment, segmentsOf } from './segments.ts';

const NOW = 1_700_000_000_000;
const DAY = 86_400_000;

const event = (n: number, name: string, item: string, over: Partial<ShopEvent> = {}): ShopEvent => ({
  n,
  time: NOW + n * 1000,
  name,
  items: [{ item, category: [], quantity: 1, price: 500 }],
  params: {},
  ...over,
});
const order = (n: number, id: string, value: number) =>
  event(n, 'purchase', `of-${id}`, { transactionId: id, currency: 'EUR', value });

function take(state: PersonState, device: string, events: ShopEvent[], segments: readonly Segment[] = []) {
  return collect(
    state,
    {
      kind: 'person',
      site: 'demo',
      device,
      consent: { tier: 'person' },
      context: { page_location: '' },
      currency: 'EUR',
      events,
      refused: [],
      void: [],
    },
    NOW + 60_000,
    'browser',
    compileSegments(segments),
  );
}

const SEGMENTS: Segment[] = [
  { id: 'loyal', name: 'Bought twice', when: { 'orders.count': { $gte: 2 } } },
  { id: 'looks', name: 'Looks, never buys', when: { 'viewed.count': { $gte: 2 }, 'orders.count': 0 } },
  { id: 'spent', name: 'Spent 50', when: { 'orders.spent': { $gte: 50 } } },
  { id: 'lamp', name: 'Has a lamp in the cart', when: { 'cart.items': { $elemMatch: { $eq: 'lamp' } } } },
];
const of = (state: PersonState, now = NOW + 60_000) => segmentsOf(state, compileSegments(SEGMENTS), now);

describe('segments', () => {
  it('[G1] ask what is remembered of the person on all devices', () => {
    const state = newPerson('p', 'demo', 'u');
    take(state, 'phone', [
      event(1, 'view_item', 'mug'),
      event(2, 'view_item', 'lamp'),
      event(3, 'add_to_cart', 'lamp'),
    ]);
    expect(of(state)).toEqual(['looks', 'lamp']);
    take(state, 'laptop', [order(1, 'A', 3000)]);
    expect(of(state)).toEqual(['lamp']);
    take(state, 'phone', [order(4, 'B', 2000)]);
    expect(of(state)).toEqual(['loyal', 'spent', 'lamp']);
    expect(segmentAttributes(state, NOW + 3 * DAY + 60_000)).toEqual({
      devices: 2,
      known: false,
      viewed: { count: 2, items: ['mug', 'lamp'] },
      cart: { count: 1, items: ['lamp'] },
      bought: { items: ['of-A', 'of-B'] },
      orders: { count: 2, spent: 50, days_since: 3 },
      first_seen: { days_since: 3 },
      visit: { source: '', medium: '', campaign: '', channel: '' },
    });
  });

  it('[G1] every attribute that is documented is there, and no other', () => {
    const state = newPerson('p', 'demo', 'u');
    take(state, 'phone', [event(1, 'view_item', 'mug')]);
    const paths = Object.entries(segmentAttributes(state, NOW)).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null ? Object.keys(value).map((key) => `${name}.${key}`) : [name],
    );
    expect(paths.sort()).toEqual(Object.keys(SEGMENT_ATTRIBUTES).sort());
    expect(segmentAttributes(state, NOW)).toMatchObject({ orders: { count: 0, spent: 0, days_since: null } });
  });

  it('[G1] a verified log-in makes somebody known, a claimed one does not', () => {
    const state = newPerson('p', 'demo', 'u');
    take(state, 'phone', [event(1, 'view_item', 'mug')]);
    noteLabel(state, 'phone', { user_id: 'ann', verified: false });
    expect(segmentAttributes(state, NOW).known).toBe(false);
    noteLabel(state, 'phone', { user_id: 'ann', verified: true });
    expect(segmentAttributes(state, NOW).known).toBe(true);
  });

  it('[G2] a merge, an unlink and an erasure correct them by themselves', () => {
    const [one, other] = [newPerson('p', 'demo', 'u'), newPerson('q', 'demo', 'u')];
    take(one, 'phone', [order(1, 'A', 1000)]);
    take(other, 'laptop', [order(1, 'B', 1000)]);
    expect([of(one), of(other)]).toEqual([[], []]);
    arrive(one, 'laptop', 2, release(other, 'laptop', 2, 0)!);
    expect(of(one)).toEqual(['loyal']);
    drop(one, 'laptop');
    expect(of(one)).toEqual([]);
  });

  it('[G2] do not depend on the order in which devices joined', () => {
    const events = fc.array(
      fc.record({
        name: fc.constantFrom('view_item', 'add_to_cart', 'purchase'),
        item: fc.constantFrom('lamp', 'mug'),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(events, { minLength: 1, maxLength: 3 }), (devices) => {
        const made = (order: number[]) => {
          const state = newPerson('p', 'demo', 'u');
          for (const d of order) {
            take(
              state,
              `d${d}`,
              devices[d]!.map(({ name, item }, i) =>
                event(
                  i + 1,
                  name,
                  item,
                  name === 'purchase' ? { transactionId: `${d}.${i}`, currency: 'EUR', value: 900 } : {},
                ),
              ),
            );
          }
          return of(state).join();
        };
        const order = devices.map((_, i) => i);
        expect(made(order)).toBe(made(order.toReversed()));
      }),
      { numRuns: 60 },
    );
  });

  it('[G5] lines say in which the person was once they were taken', () => {
    const state = newPerson('p', 'demo', 'u');
    const said = (result: ReturnType<typeof take>) =>
      result.messages.flatMap((message) => (message.kind === 'events' ? [message.segments] : []));
    expect(said(take(state, 'phone', [event(1, 'view_item', 'mug')], SEGMENTS))).toEqual([undefined]);
    expect(said(take(state, 'phone', [event(2, 'view_item', 'lamp')], SEGMENTS))).toEqual([['looks']]);
  });

  it('[G3] a capsule carries them for ten minutes, and lets the history go before them', () => {
    const state = newPerson('p', 'demo', 'u');
    take(
      state,
      'phone',
      Array.from({ length: 60 }, (_, i) => event(i + 1, 'view_item', `an-item-of-some-length-${i}`)),
    );
    const ids = Array.from({ length: 20 }, (_, i) => `segment-number-${i}`.padEnd(24, '-'));
    const bytes = encodeCapsule(state, 'phone', NOW, 900, ids);
    expect(bytes.length).toBeLessThanOrEqual(900);
    expect(decodeCapsule(bytes, NOW)).toMatchObject({ segments: ids, stale: false });
    expect(decodeCapsule(bytes, NOW + 600_000)).toMatchObject({ segments: [], stale: true });
    // Whatever is asked for, it ends: what does not fit is left out.
    expect(decodeCapsule(encodeCapsule(state, 'phone', NOW, 100, ids), NOW)!.segments.length).toBeLessThan(4);
  });

  it('[G1] names every mistake in them', () => {
    const mistakes = checkSegments([
      { id: 'a', name: 'A', when: { 'orders.cuont': 1 } },
      { id: 'a', name: 'B', when: {} },
      { id: 'c', name: 'C', when: { $or: [{ orders: { $exists: true } }, { 'cart.count': { $bigger: 2 } }] } },
    ]);
    expect(mistakes.map(({ path }) => path.join('.'))).toEqual([
      '0.when.orders.cuont',
      '1.id',
      '1.when',
      '2.when.$or.1.cart.count.$bigger',
    ]);
    expect(checkSegments(SEGMENTS)).toEqual([]);
  });
});
