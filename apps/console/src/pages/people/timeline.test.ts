import type { PersonAnswer } from '@edgewise/edge/read-person';
import { describe, expect, it } from 'vitest';
import { byDay, deviceNumber, lastOf, ordersOf, timelineOf } from './timeline.ts';

type Contribution = PersonAnswer['contributions'][number];

const held = (device: string, over: Partial<Contribution>): Contribution => ({
  device,
  sequence: { upTo: 0, above: [] },
  recent: [],
  cart: { from: 0, changes: [] },
  bought: [],
  orders: {},
  ...over,
});

const person = (over: Partial<PersonAnswer>, together: Partial<PersonAnswer['together']> = {}): PersonAnswer => ({
  v: 1,
  id: 'p',
  site: 'demo',
  unit: 'u',
  contributions: [],
  joined: null,
  titles: {},
  ...over,
  together: {
    consent: { tier: 'person' },
    unit: 'u',
    history: [],
    cart: [],
    bought: [],
    segments: [],
    arms: {},
    ...together,
  },
});

describe('the timeline of a person', () => {
  it('is one list over the devices, newest first; an order stands once and for its items', () => {
    const lines: [string, number][] = [
      ['A', 500],
      ['B', 700],
    ];
    const sale = { order: 'o1', time: 40, currency: 'EUR', value: 1200, lines };
    const made = timelineOf(
      person(
        {
          contributions: [
            held('phone', {
              since: 1,
              touches: [
                { item: 'B', kind: 'seen', time: 15 },
                { item: 'B', kind: 'clicked', time: 20 },
              ],
            }),
            held('laptop', { since: 5, sales: [sale], orders: { o1: 40, o0: 6 } }),
            held('server.order', { sales: [{ ...sale, time: 45, value: 1190, verified: true }], orders: { o1: 45 } }),
          ],
          joined: {
            person: 'p',
            identifiers: [],
            seats: [],
            claims: [
              { id: 'c1', at: 30, source: 'token', verified: true, undone: false, identifiers: [] },
              { id: 'c2', at: 31, source: 'token', verified: true, undone: true, identifiers: [] },
            ],
          },
        },
        {
          history: [
            { item: 'A', kind: 'view', time: 10, device: 'phone' },
            { item: 'A', kind: 'purchase', time: 40, device: 'laptop' },
            { item: 'C', kind: 'purchase', time: 50, device: 'laptop' },
          ],
          arms: { try: { arm: 'two', time: 12, crossed: false } },
        },
      ),
    );
    expect(made).toEqual([
      { kind: 'purchase', item: 'C', device: 'laptop', at: 50 },
      { kind: 'order', order: 'o1', at: 40, device: 'laptop', items: ['A', 'B'], value: 1190, currency: 'EUR' },
      { kind: 'joined', claim: 'c1', identifiers: [], at: 30 },
      { kind: 'click', item: 'B', device: 'phone', at: 20 },
      { kind: 'arm', experiment: 'try', arm: 'two', at: 12 },
      { kind: 'view', item: 'A', device: 'phone', at: 10 },
      { kind: 'order', order: 'o0', at: 6, device: 'laptop', items: [], value: null, currency: '' },
    ]);
  });

  it('numbers devices by first contact, and the backend is none', () => {
    const contributions = [
      held('server.user', { since: 0 }),
      held('laptop', { since: 5 }),
      held('phone', { since: 1 }),
    ];
    expect(['phone', 'laptop', 'server.user', 'x'].map((one) => deviceNumber({ contributions }, one))).toEqual([
      1,
      2,
      undefined,
      undefined,
    ]);
  });

  it('knows when a device was last heard of', () => {
    expect(
      lastOf(held('phone', { since: 3, orders: { o: 9 }, recent: [{ n: 1, item: 'A', kind: 'view', time: 7 }] })),
    ).toBe(9);
    expect(lastOf(held('phone', {}))).toBeNull();
  });

  it('is told by day', () => {
    const moments = [25, 24, 11].map((at) => ({ kind: 'view' as const, item: `i${at}`, device: 'd', at }));
    const days = byDay(moments, (at) => `day ${Math.floor(at / 10)}`);
    expect(days.map(({ name, its }) => [name, its.length])).toEqual([
      ['day 2', 2],
      ['day 1', 1],
    ]);
  });
});

describe('the orders of a person', () => {
  it('count each once, by currency, with the amount that the backend says: 10 + 5 EUR and 3 RON are three orders', () => {
    const sale = (order: string, value: number, currency = 'EUR', verified = false) => ({
      order,
      time: 1,
      currency,
      value,
      lines: [],
      ...(verified && { verified: true as const }),
    });
    const contributions = [
      held('server.order', { sales: [sale('o1', 1000, 'EUR', true)] }),
      held('phone', { sales: [sale('o1', 1100), sale('o2', 500), sale('o3', 300, 'RON')] }),
    ];
    expect(ordersOf(person({ contributions }))).toEqual({ count: 3, spent: { EUR: 1500, RON: 300 } });
    expect(ordersOf(person({}))).toEqual({ count: 0, spent: {} });
  });
});
