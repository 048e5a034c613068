import { LIMITS } from '@edgewise/protocol/limits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLine, parseRow, type RowContext } from './parse-row.ts';

const NOW = Date.UTC(2026, 3, 30);
const context: RowContext = { market: 'uk', currency: 'GBP', now: NOW };
const minimal = { item_id: '85123A', title: 'White hanging heart', link: 'https://shop.example/85123A', price: 2.55 };

const reasonFor = (row: unknown, over: Partial<RowContext> = {}) => {
  const parsed = parseRow(row, { ...context, ...over });
  return parsed.ok ? `accepted ${JSON.stringify(parsed.product)}` : parsed.reason;
};
const productOf = (row: unknown, over: Partial<RowContext> = {}) => {
  const parsed = parseRow(row, { ...context, ...over });
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.product;
};

describe('parseRow', () => {
  it('fills what a minimal row leaves out', () => {
    expect(productOf(minimal)).toEqual({
      group: '85123A',
      id: '85123A',
      title: 'White hanging heart',
      category: [],
      offers: { uk: { url: 'https://shop.example/85123A', price: 255, currency: 'GBP' } },
      stock: 'in',
      added: NOW,
    });
  });

  it.each([
    ['2026-11-27T00:00+0200/2026-11-30T23:59+02:00', '2026-11-26T22:00:00Z', '2026-11-30T21:59:00Z'],
    ['2026-11-27T08:00:30Z / 2026-11-30T23:59Z', '2026-11-27T08:00:30Z', '2026-11-30T23:59:00Z'],
    ['2026-11-27/2026-11-30', '2026-11-27T00:00:00Z', '2026-12-01T00:00:00Z'],
  ])('[L37] reads when a sale is on: %s', (stated, from, until) => {
    const offer = productOf({ ...minimal, sale_price: 2, sale_price_effective_date: stated }).offers;
    expect(Object.values(offer)[0]!.sale).toEqual({ from: Date.parse(from), until: Date.parse(until) });
    // Without a sale price there is nothing that the dates are of.
    expect(Object.values(productOf({ ...minimal, sale_price_effective_date: 'any' }).offers)[0]).not.toHaveProperty(
      'sale',
    );
  });

  it('reads every field that it names', () => {
    expect(
      productOf({
        id: 7,
        item_group_id: 'heart',
        title: ' White\thanging heart ',
        brand: 'Acme',
        product_type: 'Home > Decoration >  > Hearts',
        description: 'A heart.',
        image_link: 'https://img.example/7.jpg',
        image_width: 400,
        image_height: '300',
        link: 'https://shop.example/7',
        price: '3.00 GBP',
        sale_price: '2.50 GBP',
        quantity: '12',
        availability: 'https://schema.org/InStock',
        markets: { de: { title: 'Herz', link: 'https://shop.example/de/7', price: '3,50', currency: 'eur' } },
        added: '2026-01-02',
        gtin: 'passed over',
      }),
    ).toEqual({
      group: 'heart',
      id: '7',
      title: 'White hanging heart',
      brand: 'Acme',
      category: ['Home', 'Decoration', 'Hearts'],
      description: 'A heart.',
      image: { url: 'https://img.example/7.jpg', width: 400, height: 300 },
      offers: {
        uk: { url: 'https://shop.example/7', price: 250, was: 300, currency: 'GBP' },
        de: { title: 'Herz', url: 'https://shop.example/de/7', price: 350, currency: 'EUR' },
      },
      stock: 12,
      added: Date.UTC(2026, 0, 2),
    });
  });

  it('takes a category as a list and keeps five levels', () => {
    expect(productOf({ ...minimal, category: ['a', 'b', 'c', 'd', 'e', 'f'] }).category).toEqual([...'abcde']);
  });

  it.each([
    ['in_stock', 'in'],
    ['in stock', 'in'],
    ['http://schema.org/PreOrder', 'in'],
    [true, 'in'],
    ['out_of_stock', 'out'],
    ['https://schema.org/SoldOut', 'out'],
    [false, 'out'],
  ])('availability %j is %j', (availability, stock) => {
    expect(productOf({ ...minimal, availability }).stock).toBe(stock);
  });

  it('lets "out of stock" win over a quantity', () => {
    expect(productOf({ ...minimal, availability: 'out_of_stock', quantity: 5 }).stock).toBe('out');
    expect(productOf({ ...minimal, quantity: -3 }).stock).toBe(0);
    expect(productOf({ ...minimal, quantity: 2.9 }).stock).toBe(2);
  });

  it('offers a product only where the row says, and only in markets that the site has', () => {
    const { link, price, ...bare } = minimal;
    const row = { ...bare, markets: { de: { link, price, currency: 'EUR' } } };
    expect(Object.keys(productOf(row).offers)).toEqual(['de']);
    expect(reasonFor(row, { markets: new Set(['uk']) })).toBe("market de is not one of the site's");
  });

  it('strips control and bidi override or isolate marks, and keeps the rest as text', () => {
    expect(productOf({ ...minimal, title: 'a\u202eb\u2066c\u0000d\u009fe\u200f<img onerror=x>' }).title).toBe(
      'abcde\u200f<img onerror=x>',
    );
    expect(productOf({ ...minimal, title: 'x\ud800' }).title).toBe('x\ufffd');
    expect(reasonFor({ ...minimal, title: '\u202e\u0007' })).toBe('title is missing');
  });

  it.each([
    [null, 'row must be an object'],
    [[], 'row must be an object'],
    ['x', 'row must be an object'],
    [{ ...minimal, item_id: '' }, 'item_id is missing'],
    [{ ...minimal, item_id: 'a\u0000' }, 'item_id has control characters'],
    [{ ...minimal, item_id: { toString: 1 } }, 'item_id must be text'],
    [{ ...minimal, title: ['x'] }, 'title must be text'],
    [{ ...minimal, link: 'javascript:alert(1)' }, 'link is not an absolute http or https URL'],
    [{ ...minimal, link: 'data:text/html,x' }, 'link is not an absolute http or https URL'],
    [{ ...minimal, image_link: 'javascript:alert(1)' }, 'image_link is not an absolute http or https URL'],
    [{ ...minimal, image_link: 'https://i.example/a', image_width: 0 }, 'image_width must be a whole number'],
    [{ ...minimal, price: -1 }, 'price is negative'],
    [{ ...minimal, price: undefined }, 'price is missing'],
    [{ ...minimal, link: undefined, price: undefined }, 'link and price are missing'],
    [{ ...minimal, currency: 'POUNDS' }, 'currency "POUNDS" is not an ISO 4217 code'],
    [{ ...minimal, currency: 5 }, 'currency must be text'],
    [{ ...minimal, sale_price: '2 EUR' }, 'sale_price is in EUR, but the currency is "GBP"'],
    [{ ...minimal, sale_price: 2, sale_price_effective_date: 'soon' }, 'sale_price_effective_date is not two moments'],
    [
      { ...minimal, sale_price: 2, sale_price_effective_date: '2026-11-30/2026-11-27' },
      'sale_price_effective_date is not',
    ],
    [{ ...minimal, availability: 'перерыв' }, 'availability "перерыв" is not known'],
    [{ ...minimal, availability: { toString: 1 } }, 'availability must be a text or a number'],
    [{ ...minimal, quantity: 'many' }, 'quantity is not a number'],
    [{ ...minimal, added: 'yesterday' }, 'added is not an ISO date'],
    [{ ...minimal, markets: [] }, 'markets must be an object'],
    [{ ...minimal, markets: { '../x': {} } }, 'market "../x" is not a market id'],
    [{ ...minimal, markets: { de: { price: 1 } } }, 'markets.de.link is missing'],
    [{ ...minimal, markets: { de: { link: 'data:x', price: 1 } } }, 'markets.de.link is not an absolute'],
  ])('refuses %j', (row, reason) => {
    expect(reasonFor(row)).toContain(reason);
  });

  it('[T6] refuses keys that reach a prototype, at any depth', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const hostile: unknown = JSON.parse(`{"item_id":"1","markets":{"de":{"x":[{"${key}":{"polluted":1}}]}}}`);
      expect(reasonFor(hostile)).toBe(`key ${key} is not allowed`);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    ['item_id', LIMITS.idLength],
    ['title', LIMITS.nameLength],
    ['brand', LIMITS.nameLength],
    ['description', LIMITS.descriptionLength],
  ])('[W8] %s may have %i characters and not one more', (field, most) => {
    expect(reasonFor({ ...minimal, [field]: 'x'.repeat(most) })).toMatch(/^accepted/);
    expect(reasonFor({ ...minimal, [field]: 'x'.repeat(most + 1) })).toContain(`at most ${most} are allowed`);
  });

  it('[W8] limits links, markets and the line itself', () => {
    const link = (length: number) => 'https://shop.example/'.padEnd(length, 'x');
    expect(reasonFor({ ...minimal, link: link(LIMITS.urlLength) })).toMatch(/^accepted/);
    expect(reasonFor({ ...minimal, link: link(LIMITS.urlLength + 1) })).toContain('at most');
    const markets = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, { link: link(30), price: 1 }]));
    expect(reasonFor({ ...minimal, markets: markets(LIMITS.marketsPerProduct) })).toMatch(/^accepted/);
    expect(reasonFor({ ...minimal, markets: markets(LIMITS.marketsPerProduct + 1) })).toContain('at most');
    const line = (length: number) => JSON.stringify(minimal).padEnd(length, ' ');
    expect(parseLine(line(LIMITS.importLineBytes), context).ok).toBe(true);
    expect(parseLine(line(LIMITS.importLineBytes + 1), context)).toMatchObject({ ok: false });
  });

  it('says when a line is not JSON', () => {
    expect(parseLine('{"item_id":', context)).toEqual({ ok: false, reason: 'line is not JSON' });
  });

  it('answers anything that JSON can hold, and accepts only links it may', () => {
    fc.assert(
      fc.property(fc.record(recordOf(), { requiredKeys: [] }), (row) => {
        const parsed = parseRow(row, context);
        if (!parsed.ok) expect(parsed.reason.length).toBeGreaterThan(0);
        else for (const offer of Object.values(parsed.product.offers)) expect(offer.url).toMatch(/^https?:\/\//i);
      }),
      { numRuns: 300 },
    );
  });
});

function recordOf() {
  const any = fc.oneof(
    fc.jsonValue(),
    fc.string(),
    fc.double(),
    fc.constantFrom('https://a.example/', 'javascript:x', '5 GBP'),
  );
  return {
    item_id: any,
    title: any,
    link: any,
    price: any,
    sale_price: any,
    currency: fc.oneof(any, fc.constant('EUR')),
    product_type: any,
    image_link: any,
    image_width: any,
    availability: any,
    quantity: any,
    markets: fc.oneof(any, fc.dictionary(fc.string(), fc.record({ link: any, price: any }))),
    added: any,
  };
}
