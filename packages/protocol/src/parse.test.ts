import fc from 'fast-check';
import type { InferOutput } from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import cases from '../cases.json';
import type * as wire from './events.ts';
import { LIMITS } from './limits.ts';
import { majorUnits, minorUnits } from './minor-units.ts';
import { openApiDocument } from './openapi.ts';
import { correctTime, parseBatch, parseWidgets } from './parse.ts';
import { parseBehaviourRow, parseSiteDraft } from './parse-admin.ts';
import { parseIdentify, parseIdentityKey, parseLink } from './parse-identity.ts';
import { parseServerEvents } from './parse-server.ts';
import { jsonDepth, RequestFault, readJson } from './read-json.ts';
import type * as schema from './schemas.ts';
import type * as identity from './schemas-identity.ts';

const NOW = 1_700_000_000_000;
const batch = (over: object = {}) => ({
  v: 1,
  site: 'demo',
  device: 'd1d2d3d4d5d6',
  sent: NOW,
  consent: { tier: 'person' },
  context: { page_location: 'https://shop.example/' },
  events: [] as unknown[],
  ...over,
});
const view = (n: number, item: object = {}, params: object = {}) => ({
  n,
  t: NOW,
  name: 'view_item',
  params: { items: [{ item_id: 'a', ...item }], ...params },
});
const parsed = (body: unknown) => parseBatch(body, NOW, 'EUR');
/** How many of the given events landed. */
const landed = (...events: unknown[]) => parsed(batch({ events })).events.length;

describe('golden vectors', () => {
  for (const one of cases.batches) {
    it(`[W2] [W5] [W6] [W7] ${one.name}`, () => {
      const result = parseBatch(one.body, one.received, one.currency);
      expect(result.events).toEqual(one.events);
      expect(result.refused.map(({ n }) => n)).toEqual(one.refused);
      for (const { reason } of result.refused) expect(reason).not.toBe('');
    });
  }
  for (const one of cases.refusedWhole) {
    it(`[W6] refuses the whole of ${one.name}`, () => {
      expect(() => parsed(one.body)).toThrow(one.says);
    });
  }
  for (const { amount, currency, minor } of cases.money) {
    it(`[W7] ${amount} ${currency} is ${minor} minor units`, () => {
      expect(minorUnits(amount, currency)).toBe(minor);
    });
  }
});

describe('limits [W8]', () => {
  const text = (length: number) => 'x'.repeat(length);

  it.each([
    ['item id', LIMITS.idLength, (n: number) => landed(view(1, { item_id: text(n) }))],
    ['item name', LIMITS.nameLength, (n: number) => landed(view(1, { item_name: text(n) }))],
    ['items', LIMITS.itemsPerEvent, (n: number) => landed(view(1, {}, { items: Array(n).fill({ item_id: 'a' }) }))],
    ['search term', LIMITS.searchTermLength, (n: number) => landed(view(1, {}, { search_term: text(n) }))],
    ['URL', LIMITS.urlLength, (n: number) => landed(view(1, {}, { page_location: text(n) }))],
    ['parameter value', LIMITS.paramValueLength, (n: number) => landed(view(1, {}, { colour: text(n) }))],
    ['price', LIMITS.amount, (n: number) => landed(view(1, { price: n }))],
    ['value', LIMITS.amount, (n: number) => landed(view(1, {}, { value: n }))],
    ['what items come to', LIMITS.amount, (n: number) => landed(view(1, { price: n / 4, quantity: 4 }))],
    ['parameter name', LIMITS.paramNameLength, (n: number) => landed(view(1, {}, { [text(n)]: 1 }))],
    [
      'parameters',
      LIMITS.paramsPerEvent,
      (n: number) => landed(view(1, {}, Object.fromEntries(Array.from({ length: n - 1 }, (_, i) => [`p${i}`, i])))),
    ],
    ['event name', LIMITS.eventNameLength, (n: number) => landed({ n: 1, t: NOW, name: text(n) })],
  ])('%s: at most %i', (_, limit, count) => {
    expect(count(limit)).toBe(1);
    expect(count(limit + 1)).toBe(0);
  });

  it.each([
    ['token', LIMITS.tokenLength, (claim: string) => ({ claim: { token: claim } })],
    ['link', LIMITS.linkLength, (claim: string) => ({ claim: { link: claim } })],
    ['browser', LIMITS.linkLength, (claim: string) => ({ claim: { browser: claim } })],
    ['user id', LIMITS.idLength, (claim: string) => ({ claim: { user_id: claim } })],
  ])('[W12] %s of a claim: at most %i, and one more refuses the batch', (_, limit, over) => {
    expect(parsed(batch(over(text(limit))))).toMatchObject(over(text(limit)));
    expect(() => parsed(batch(over(text(limit + 1))))).toThrow(/claim/);
  });

  it('[W12] an address that is not hashed never passes; [W14] a proof key is a whole point', () => {
    expect(() => parsed(batch({ claim: { email_sha256: 'ann@shop.example' } }))).toThrow(/email_sha256/);
    expect(() => parsed(batch({ claim: { phone_sha256: 'A'.repeat(64) } }))).toThrow(/phone_sha256/);
    const key = `B${'x'.repeat(86)}`;
    expect(parsed(batch({ proof_key: key }))).toMatchObject({ proofKey: key });
    for (const bad of [`${key}x`, key.slice(1), `C${key.slice(1)}`]) {
      expect(() => parsed(batch({ proof_key: bad }))).toThrow(/proof_key/);
    }
  });

  it('[W15] identify names a user or a device, and nothing that it does not know', () => {
    expect(parseIdentify({ user_id: 42 })).toEqual({ user_id: '42' });
    expect(() => parseIdentify({ external_id: 'x' })).toThrow(/user_id or device/);
    expect(() => parseIdentify({ user_id: 'a', email: 'ann@shop.example' })).toThrow(/identify/);
    expect(() => parseLink({ user_id: 'a', device: 'd1d2d3d4d5d6' })).toThrow(/either/);
    expect(() => parseLink({ user_id: 'a', expires_in: 59 })).toThrow(/expires_in/);
    const jwk = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
    expect(parseIdentityKey({ alg: 'ES256', jwk })).toMatchObject({ alg: 'ES256' });
    expect(() => parseIdentityKey({ alg: 'ES256', jwk: { ...jwk, d: 'z'.repeat(43) } })).toThrow(/jwk/);
    expect(() => parseIdentityKey({ alg: 'HS256', secret: 'x'.repeat(31) })).toThrow(/secret/);
    expect(() => parseIdentityKey({ alg: 'none' })).toThrow(/alg/);
  });

  it('[W20] [W22] a page says what it runs on in known words; an unknown word for stock is ignored', () => {
    const context = { page_location: '', device_category: 'tablet', app: 'installed' };
    expect(parsed(batch({ context })).context).toMatchObject(context);
    expect(() => parsed(batch({ context: { ...context, device_category: 'fridge' } }))).toThrow(/device_category/);
    expect(() => parsed(batch({ context: { ...context, app: 'x' } }))).toThrow(/app/);
    const stock = (availability: string) => parsed(batch({ events: [view(1, { availability })] })).events[0]!.items[0]!;
    expect(stock('preorder').availability).toBe('preorder');
    expect(stock('Auf Lager')).not.toHaveProperty('availability');
  });

  it('[W20] a page’s language is taken as pages write it, and no batch is refused for it', () => {
    const languageOf = (language: unknown) =>
      parsed(batch({ context: { page_location: 'https://shop.example/', language } })).context.language;
    expect(['en_GB', ' ro ', 'pt-BR', 'zh_Hant_TW'].map(languageOf)).toEqual(['en-GB', 'ro', 'pt-BR', 'zh-Hant-TW']);
    expect(['x', 'en-', 'English (UK)', '{{ lang }}', '', 7, null, 'a'.repeat(36)].map(languageOf)).toEqual(
      Array(8).fill(undefined),
    );
  });

  it('events of a batch: N lands, N + 1 is refused whole', () => {
    const events = Array.from({ length: LIMITS.eventsPerBatch }, (_, i) => view(i + 1));
    expect(landed(...events)).toBe(LIMITS.eventsPerBatch);
    expect(() => landed(...events, view(events.length + 1))).toThrow(RequestFault);
  });

  it('void ranges, route and placements: N lands, N + 1 is refused whole', () => {
    const ranges = (count: number) => batch({ void: Array.from({ length: count }, (_, i) => [i + 1, i + 1]) });
    expect(() => parsed(ranges(LIMITS.voidRangesPerBatch))).not.toThrow();
    expect(() => parsed(ranges(LIMITS.voidRangesPerBatch + 1))).toThrow('void');
    expect(() => parsed(batch({ route: text(LIMITS.routeLength) }))).not.toThrow();
    expect(() => parsed(batch({ route: text(LIMITS.routeLength + 1) }))).toThrow('route');
    expect(() => parseWidgets(widgets({ placements: places(LIMITS.placementsPerRequest) }))).not.toThrow();
    expect(() => parseWidgets(widgets({ placements: places(LIMITS.placementsPerRequest + 1) }))).toThrow('placements');
    expect(() => parseWidgets(widgets({ capsule: text(LIMITS.capsuleLength) }))).not.toThrow();
    expect(() => parseWidgets(widgets({ capsule: text(LIMITS.capsuleLength + 1) }))).toThrow('capsule');
    expect(() => parseWidgets(widgets({ nonce: text(LIMITS.nonceLength) }))).not.toThrow();
    expect(() => parseWidgets(widgets({ nonce: text(LIMITS.nonceLength + 1) }))).toThrow('nonce');
    expect(() => parseWidgets(widgets({ nonce: 'a"onload="x' }))).toThrow('nonce');
    expect(() => parseWidgets(widgets({ seen: history(LIMITS.seenPerRequest) }))).not.toThrow();
    expect(() => parseWidgets(widgets({ seen: history(LIMITS.seenPerRequest + 1) }))).toThrow('seen');
  });

  it('[T6] bytes are those of UTF-8, at N and N + 1', () => {
    const json = (bytes: number) => `"${'é'.repeat((bytes - 2) / 2)}"`;
    expect(readJson(json(100), { bytes: 100, depth: 1 })).toHaveLength(49);
    expect(() => readJson(`${json(100)} `, { bytes: 100, depth: 1 })).toThrow('at most 100');
  });

  it('[T6] depth, at N and N + 1, and brackets in strings do not count', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}"[[\\"[["${']'.repeat(depth)}`;
    expect(() => readJson(nested(8), { bytes: 1000, depth: 8 })).not.toThrow();
    expect(() => readJson(nested(9), { bytes: 1000, depth: 8 })).toThrow('nested 9 levels');
  });
});

const places = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `p${i}` }));
const history = (count: number) => Array.from({ length: count }, () => ({ item_id: 'a', name: 'view_item', t: NOW }));
const widgets = (over: object) => ({
  v: 1,
  site: 'demo',
  sent: NOW,
  consent: { tier: 'person' },
  context: { page_location: '' },
  page: { type: 'home' },
  placements: [{ id: 'home' }],
  seen: [],
  device: 'd1d2d3d4d5d6',
  ...over,
});

describe('hostile bodies', () => {
  it('[T6] a key that names a prototype refuses its event and no other', () => {
    const evil = JSON.parse('{"n":1,"t":1,"name":"page_view","params":{"__proto__":{"admin":true}}}');
    const evilItem = JSON.parse(
      '{"n":2,"t":1,"name":"view_item","params":{"items":[{"item_id":"a","constructor":1}]}}',
    );
    const result = parsed(batch({ events: [evil, evilItem, view(3)] }));
    expect(result.refused.map(({ n }) => n)).toEqual([1, 2]);
    expect(result.events.map(({ n }) => n)).toEqual([3]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it('refuses numbers that are none: infinite, negative, fractional counts', () => {
    const infinite = JSON.parse('{"n":1,"t":1e999,"name":"page_view"}');
    expect(landed(infinite)).toBe(0);
    expect(landed(view(1, { price: -1 }))).toBe(0);
    expect(landed(view(1.5))).toBe(0);
    expect(landed(view(Number.MAX_SAFE_INTEGER + 1))).toBe(0);
  });

  it('never throws anything but a RequestFault, whatever comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, asEvent) => {
        try {
          parsed(asEvent ? batch({ events: [value] }) : value);
        } catch (error) {
          expect(error).toBeInstanceOf(RequestFault);
        }
      }),
    );
  });

  it('[T6] measures depth as a parser would', () => {
    const depthOf = (value: unknown): number =>
      typeof value !== 'object' || value === null
        ? 0
        : 1 + Math.max(0, ...Object.values(value).map((inner) => depthOf(inner)));
    fc.assert(fc.property(fc.jsonValue(), (value) => jsonDepth(JSON.stringify(value)) === depthOf(value)));
  });
});

describe('time [W5]', () => {
  it('lies between 30 days ago and now, and keeps distances inside', () => {
    fc.assert(
      fc.property(fc.nat(4e12), fc.nat(4e12), fc.integer({ min: 3e9, max: 4e12 }), (t, sent, received) => {
        const time = correctTime(t, sent, received);
        expect(time).toBeLessThanOrEqual(received);
        expect(time).toBeGreaterThanOrEqual(received - 30 * 86_400_000);
      }),
    );
    expect(correctTime(5_000, 7_000, 1e12)).toBe(1e12 - 2_000);
  });
});

describe('consent', () => {
  it('a contextual request for shelves carries no history and no device', () => {
    const contextual = { consent: { tier: 'contextual' }, device: undefined };
    expect(() => parseWidgets(JSON.parse(JSON.stringify(widgets(contextual))))).not.toThrow();
    expect(() => parseWidgets(widgets({ ...contextual, device: 'd1d2d3d4d5d6' }))).toThrow('device');
    expect(() => parseWidgets(JSON.parse(JSON.stringify(widgets({ ...contextual, seen: history(1) }))))).toThrow(
      'seen',
    );
  });
});

describe("the shop's backend and staff", () => {
  it('[W7] money is in a currency that there is, for made-up ones would fill the counters', () => {
    const inCurrency = (currency: string) =>
      parsed(
        batch({ events: [{ n: 1, t: NOW, name: 'purchase', params: { transaction_id: 'a', value: 5, currency } }] }),
      );
    for (const currency of ['EUR', 'RON', 'JPY', 'HRK']) expect(inCurrency(currency).events).toHaveLength(1);
    for (const currency of ['XQA', 'AAA', 'eur', 'EURO']) {
      const { events, refused } = inCurrency(currency);
      expect(events, currency).toEqual([]);
      expect(refused[0]!.reason).toMatch(/^params\.currency/);
    }
    const server = { events: [{ name: 'purchase', params: { transaction_id: 'a', currency: 'XQA' } }] };
    expect(parseServerEvents(server, NOW, 'EUR')).toMatchObject({ accepted: [], refused: [{ index: 0 }] });
  });

  it('[W10] an order has a name of its own, an amount, and a refund is one whatever its sign', () => {
    const told = (name: string, params: object) => parsed(batch({ events: [{ n: 1, t: NOW, name, params }] }));
    for (const id of [
      '',
      ' ',
      'undefined',
      'NULL',
      ' NaN ',
      'none',
      '[object Object]',
      '{{ order.id }}',
      '$' + '{id}',
    ]) {
      const { events, refused } = told('purchase', { transaction_id: id, value: 5, currency: 'EUR' });
      expect(events, id).toEqual([]);
      expect(refused[0]!.reason).toMatch(/^params\.transaction_id/);
    }
    for (const id of ['nonesuch', '0', 'null-1', '{1}'])
      expect(told('purchase', { transaction_id: id }).events).toHaveLength(1);
    expect(told('purchase', { transaction_id: ' A-7 ' }).events[0]).toMatchObject({ transactionId: 'A-7' });
    expect(told('purchase', { transaction_id: 7, value: -0.01 }).refused[0]!.reason).toMatch(/^params\.value/);
    const money = { transaction_id: 7, currency: 'EUR' };
    expect(told('purchase', { ...money, value: 0 }).events[0]).toMatchObject({ value: 0 });
    for (const value of [5, -5]) expect(told('refund', { ...money, value }).events[0]).toMatchObject({ value: 500 });
  });

  it('[W10] refuses a server event that names nobody, by its index', () => {
    const body = { events: [{ name: 'refund' }, { name: 'purchase', params: { transaction_id: 'T1' } }] };
    const { accepted, refused } = parseServerEvents(body, NOW, 'EUR');
    expect(accepted.map(({ index }) => index)).toEqual([1]);
    expect(refused).toEqual([{ index: 0, reason: expect.stringContaining('names nobody') }]);
  });

  it('a site needs a time zone that exists and a currency that looks like one', () => {
    const draft = {
      id: 'a-shop.eu',
      name: 'A',
      origins: ['https://a.example'],
      time_zone: 'Europe/Chisinau',
      currencies: ['MDL'],
    };
    expect(parseSiteDraft(draft).id).toBe('a-shop.eu');
    expect(() => parseSiteDraft({ ...draft, time_zone: 'Mars/Olympus' })).toThrow('Mars/Olympus');
    expect(() => parseSiteDraft({ ...draft, currencies: ['euro'] })).toThrow('currencies');
    expect(() => parseSiteDraft({ ...draft, currencies: ['MDL', 'XQA'] })).toThrow("'XQA'");
    expect(() => parseSiteDraft({ ...draft, origins: 'https://a.example' })).toThrow('origins');
    expect(() => parseSiteDraft({ ...draft, id: 'UPPER' })).toThrow('site.id');
    const { name: _, ...nameless } = draft;
    expect(() => parseSiteDraft(nameless)).toThrow('site.name: is missing');
    expect(() => parseSiteDraft({ ...draft, colour: 'red' })).toThrow(
      'site.colour: nothing of this name is known here',
    );
    expect(parsed(batch({ events: [view(1, { item_id: undefined as never })] })).refused[0]!.reason).toBe(
      'params.items.0.item_id: is missing',
    );
    expect(parsed(batch({ events: [view(1, {}, { colour: { red: 1 } })] })).refused[0]!.reason).toMatch(
      /^params\.colour: /,
    );
  });

  it('behaviour rows take seconds and milliseconds', () => {
    const row = { session_id: 1, item_id: 2, timestamp: 1_700_000_000 };
    expect(parseBehaviourRow(row, NOW)).toEqual({ session: '1', item: '2', time: NOW, kind: 'view' });
    expect(parseBehaviourRow({ ...row, timestamp: NOW, event: 'purchase' }, NOW)).toMatchObject({
      time: NOW,
      kind: 'purchase',
    });
    expect(parseBehaviourRow({ ...row, timestamp: 'yesterday' }, NOW)).toContain('timestamp');
    expect(parseBehaviourRow({ ...row, timestamp: NOW * 1000 }, NOW)).toContain('future');
  });
});

it('money survives the way there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('EUR', 'JPY', 'KWD', 'RON'), (minor, currency) => {
      expect(minorUnits(majorUnits(minor, currency), currency)).toBe(minor);
    }),
  );
});

it('describes every route it answers, with no dangling reference', () => {
  const document = JSON.stringify(openApiDocument('https://edge.example'));
  const names = Object.keys((JSON.parse(document) as { components: { schemas: object } }).components.schemas);
  for (const [, name] of document.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(names).toContain(name);
  for (const path of ['/v1/collect', '/v1/widgets', '/v1/server/events', '/admin/v1/sites']) {
    expect(document).toContain(`"${path}"`);
  }
});

it('the hand-written types and the schemas are one', () => {
  expectTypeOf<InferOutput<typeof schema.collectAnswer>>().toExtend<wire.CollectAnswer>();
  expectTypeOf<wire.CollectAnswer>().toExtend<InferOutput<typeof schema.collectAnswer>>();
  expectTypeOf<InferOutput<typeof identity.erasureReceipt>>().toEqualTypeOf<wire.ErasureReceipt>();
  expectTypeOf<wire.WidgetsRequest>().toExtend<InferOutput<typeof schema.widgetsBody>>();
  expectTypeOf<wire.WidgetsAnswer>().toExtend<InferOutput<typeof schema.widgetsAnswer>>();
  expectTypeOf<wire.RecommendationsAnswer>().toExtend<InferOutput<typeof schema.recommendationsAnswer>>();
  expectTypeOf<Omit<wire.AnonymousBatch, 'events'>>().toExtend<
    Omit<InferOutput<typeof schema.anonymousBatch>, 'events'>
  >();
  expectTypeOf<Omit<wire.PersonBatch, 'events'>>().toExtend<Omit<InferOutput<typeof schema.personBatch>, 'events'>>();
});
