import type { ParsedPersonBatch } from '@edgewise/protocol/parse';
import type { ShopEvent } from '@edgewise/protocol/shop-event';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCapsule, encodeCapsule } from './capsule.ts';
import { closeIdleSessions, collect, collectFromServer, nextSessionEnd, SESSION_IDLE_MS } from './collect.ts';
import type { EventsMessage, QueueMessage } from './messages.ts';
import { newPerson, profileOf } from './state.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

const event = (n: number, name: string, items: string[] = [], over: Partial<ShopEvent> = {}): ShopEvent => ({
  n,
  time: NOW + n * 1000,
  name,
  items: items.map((item) => ({ item, category: [], quantity: 1 })),
  params: {},
  ...over,
});
const batch = (events: ShopEvent[], device = 'phone'): ParsedPersonBatch => ({
  kind: 'person',
  site: 'demo',
  device,
  consent: { tier: 'person' },
  context: { page_location: '' },
  events,
  refused: [],
  void: [],
});
const person = () => newPerson('p', 'demo', 'unit');
const published = (messages: QueueMessage[]) =>
  messages.flatMap((message) =>
    message.kind === 'events' ? message.events.map(({ n }) => `${message.device}/${n}`) : [],
  );

/** Random events of a device: views, cart changes, orders. */
const anyEvent = fc.record({
  name: fc.constantFrom('view_item', 'add_to_cart', 'remove_from_cart', 'view_cart', 'purchase', 'page_view'),
  item: fc.constantFrom('a', 'b', 'c', 'd'),
});
const toEvents = (list: { name: string; item: string }[]) =>
  list.map(({ name, item }, i) =>
    event(i + 1, name, [item], name === 'purchase' ? { transactionId: `T${i % 3}` } : {}),
  );

describe('collect', () => {
  it('[W2] [W4] [W9] any cut into batches, any order, any repetition: each event once, the same cart in the end', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { minLength: 1, maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(39), fc.nat(10)), { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (list, cuts, order) => {
          const events = toEvents(list);
          const whole = person();
          collect(whole, batch(structuredClone(events)), NOW);

          const pieces = cuts.map(([from, length]) => events.slice(from, from + length));
          pieces.push(...events.map((one) => [one]));
          pieces.sort(() => ((order.next().value as number) % 2) - 0.5);
          const torn = person();
          const sent: string[] = [];
          for (const piece of pieces)
            sent.push(...published(collect(torn, batch(structuredClone(piece)), NOW).messages));

          expect(new Set(sent).size).toBe(sent.length);
          expect(sent).toHaveLength(events.length);
          expect(torn.contributions[0]!.sequence).toEqual({ upTo: events.length, above: [] });
          expect(torn.contributions[0]!.recent.map(({ n }) => n)).toEqual(
            [...torn.contributions[0]!.recent.map(({ n }) => n)].sort((a, b) => a - b),
          );
          const cartOf = (state: typeof whole) =>
            profileOf(state)
              .cart.map(({ item, quantity }) => [item, quantity])
              .sort();
          expect(cartOf(torn)).toEqual(cartOf(whole));
        },
      ),
    );
  });

  it('[W10] an order is known by its transaction id, on every device of the person', () => {
    const state = person();
    const order = (n: number) => event(n, 'purchase', ['a', 'b'], { transactionId: 'T1' });
    collect(state, batch([order(1), order(2)]), NOW);
    const { messages } = collect(state, batch([order(1)], 'laptop'), NOW);
    expect((messages[0] as EventsMessage).events[0]!.duplicate).toBe(true);
    expect(profileOf(state).bought.map(({ item }) => item)).toEqual(['a', 'b']);
  });

  it('[W10] the backend speaks once for each key', () => {
    const state = person();
    expect(collectFromServer(state, [event(1, 'purchase', ['a'], { transactionId: 'T' })], 'key', NOW)?.accepted).toBe(
      1,
    );
    expect(collectFromServer(state, [event(1, 'purchase', ['a'], { transactionId: 'T' })], 'key', NOW)).toBeUndefined();
    expect(collectFromServer(state, [event(1, 'refund', ['a'])], 'key-2', NOW)?.ack).toBe(2);
  });

  it('what one device buys leaves the cart of the other', () => {
    const state = person();
    collect(state, batch([event(1, 'add_to_cart', ['a', 'b'])]), NOW);
    collect(state, batch([event(2, 'purchase', ['a'], { transactionId: 'T' })], 'laptop'), NOW);
    expect(profileOf(state).cart.map(({ item }) => item)).toEqual(['b']);
  });

  it('30 minutes of silence end a visit, once, and 29 do not', () => {
    const state = person();
    collect(state, batch([event(1, 'view_item', ['a'], { time: NOW })]), NOW);
    expect(nextSessionEnd(state)).toBe(NOW + SESSION_IDLE_MS);
    expect(closeIdleSessions(state, NOW + 29 * MINUTE)).toEqual([]);
    expect(closeIdleSessions(state, NOW + 30 * MINUTE)).toMatchObject([
      { kind: 'session', session: 'phone.1', interactions: [{ item: 'a' }] },
    ]);
    expect(closeIdleSessions(state, NOW + 31 * MINUTE)).toEqual([]);
    const later = collect(state, batch([event(2, 'view_item', ['b'], { time: NOW + 90 * MINUTE })]), NOW);
    expect(later.messages.filter(({ kind }) => kind === 'session')).toEqual([]);
    const nextDay = collect(state, batch([event(3, 'view_item', ['c'], { time: NOW + 900 * MINUTE })]), NOW);
    expect(nextDay.messages[0]).toMatchObject({ kind: 'session', session: 'phone.2' });
  });

  it('messages stay below what a queue takes', () => {
    const long = 'x'.repeat(1000);
    const events = Array.from({ length: 300 }, (_, i) => event(i + 1, 'custom', [], { params: { long } }));
    const { messages } = collect(person(), batch(events), NOW);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) expect(JSON.stringify(message).length).toBeLessThan(120_000);
    expect(published(messages)).toHaveLength(300);
  });

  it('[W21] what a page was like, told days later, begins no visit', () => {
    const state = person();
    collect(state, batch([event(1, 'page_view')]), NOW);
    closeIdleSessions(state, NOW + 60 * MINUTE);
    const late = event(2, 'user_engagement', [], { time: NOW + 5_000 });
    const { messages } = collect(
      state,
      batch([late, event(3, 'page_view', [], { time: NOW + 3 * 1440 * MINUTE })]),
      NOW,
    );
    expect(messages.map(({ kind }) => kind)).toEqual(['events']);
    expect(state.contributions[0]!.session).toMatchObject({ id: 'phone.3' });
  });

  it('[W20] a visit has come from its first arrival that is not direct, and its later pages with it', () => {
    const state = person();
    const arrival = (channel: string) => ({ source: channel, medium: 'm', channel, landing: '/' });
    const send = (...events: ShopEvent[]) =>
      collect(state, { ...batch(events), facets: { device_class: 'phone' } }, NOW).messages;
    const facetsOf = (messages: QueueMessage[]) =>
      messages.map((one) => (one.kind === 'events' ? one.facets : undefined));
    const phone = { device_class: 'phone' };
    expect(facetsOf(send(event(1, 'page_view', [], { arrival: arrival('Direct') })))).toMatchObject([
      { channel: 'Direct' },
    ]);
    expect(facetsOf(send(event(2, 'page_view', [], { arrival: arrival('Email') })))).toMatchObject([
      { channel: 'Email' },
    ]);
    expect(facetsOf(send(event(3, 'page_view', [], { arrival: arrival('Referral') })))).toMatchObject([
      { channel: 'Email' },
    ]);
    expect(facetsOf(send(event(4, 'page_view')))).toEqual([
      { ...phone, source: 'Email', medium: 'm', channel: 'Email', landing_page: '/' },
    ]);
    expect(closeIdleSessions(state, NOW + 31 * MINUTE)).toMatchObject([{ arrival: { channel: 'Email' } }]);
    expect(facetsOf(send(event(4_000, 'page_view')))).toEqual([phone]);
  });
});

describe('the capsule [P2]', () => {
  it('is never larger than allowed, and keeps the newest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.boolean()), {
          maxLength: 150,
        }),
        fc.integer({ min: 200, max: 1500 }),
        (items, maxBytes) => {
          const state = person();
          items.forEach(([item, own], i) => {
            collect(state, batch([event(i + 1, 'view_item', [item])], own ? 'phone' : 'laptop'), NOW);
          });
          const bytes = encodeCapsule(state, 'phone', NOW + 1_000_000, maxBytes);
          expect(bytes.length).toBeLessThanOrEqual(maxBytes);
          const { history } = decodeCapsule(bytes, NOW + 1_000_000)!;
          const all = profileOf(state).history.filter(({ device }) => device === 'phone');
          const own = history.filter(({ time }) => all.some((h) => Math.abs(h.time - time) < 1000));
          expect(own.map(({ item }) => item)).toEqual(all.slice(all.length - own.length).map(({ item }) => item));
        },
      ),
    );
  });

  it('says what this device did for 7 days, and what others did for 10 minutes', () => {
    const state = person();
    collect(state, batch([event(1, 'view_item', ['mine']), event(2, 'add_to_cart', ['mine'])]), NOW);
    collect(state, batch([event(1, 'view_item', ['theirs']), event(2, 'add_to_cart', ['theirs'])], 'laptop'), NOW);
    const bytes = encodeCapsule(state, 'phone', NOW + 5000, 1500);
    const at = (age: number) => decodeCapsule(bytes, NOW + 5000 + age);
    expect(at(9 * MINUTE)).toMatchObject({ stale: false, cart: ['mine', 'theirs'] });
    expect(at(9 * MINUTE)!.history.map(({ item }) => item)).toContain('theirs');
    expect(at(11 * MINUTE)).toMatchObject({ stale: true, cart: ['mine'] });
    expect(at(11 * MINUTE)!.history.map(({ item }) => item)).not.toContain('theirs');
    expect(at(8 * 24 * 60 * MINUTE)).toBeUndefined();
  });
});
