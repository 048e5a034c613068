import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { LIMITS } from '@edgewise/protocol/limits';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCatalogue } from './build.ts';
import { offerAt } from './offer-at.ts';
import { parseLine } from './parse-row.ts';
import type { Offer, Product } from './product.ts';
import { Catalogue } from './snapshot.ts';

const stamp = { version: 'c1', now: 1_000 };
const open = (products: Product[]) => Catalogue.from(buildCatalogue(products, stamp).buffer);

const product = (id: string, over: Partial<Product> = {}): Product => ({
  group: id,
  id,
  title: `Title of ${id}`,
  category: ['Home', 'Mugs'],
  offers: { uk: { url: `https://shop.example/${encodeURIComponent(id)}`, price: 100, currency: 'GBP' } },
  stock: 'in',
  added: 0,
  ...over,
});

describe('Catalogue', () => {
  it('gives back every product but its description', () => {
    const products = [
      product('a'),
      product('b', {
        group: 'a',
        title: 'Кружка "><script>',
        brand: 'Ćmielów',
        category: ['Home', 'Kitchen', 'Tea'],
        description: 'left out',
        image: { url: 'https://img.example/b.jpg', width: 3, height: 4 },
        offers: {
          uk: { url: 'https://shop.example/b', price: 250, was: 300, currency: 'GBP', sale: { from: 7, until: 9 } },
          pl: { url: 'https://shop.example/pl/b', price: 1299, currency: 'PLN', title: 'Kubek' },
        },
        stock: 3,
        stated: 8,
        added: 5,
      }),
      product('__proto__', { category: [], stock: 'out' }),
    ];
    const catalogue = open(products);
    expect(catalogue).toMatchObject({ size: 3, version: 'c1', built: 1_000, markets: ['uk', 'pl'] });
    products.forEach(({ description, ...kept }, i) => {
      expect(catalogue.product(i)).toEqual(kept);
      expect(catalogue.indexOf(kept.id)).toBe(i);
      expect(catalogue.id(i)).toBe(kept.id);
    });
    expect(catalogue.indexOf('constructor')).toBe(-1);
    expect(() => catalogue.product(3)).toThrow(RangeError);
  });

  it('answers what rules ask from its columns', () => {
    const catalogue = open([
      product('a', { brand: 'Acme', added: 10 }),
      product('b', { group: 'a', brand: 'ACME', added: 30, stock: 0 }),
      product('c', { added: 20, offers: { de: { url: 'https://shop.example/c', price: 7, currency: 'EUR' } } }),
    ]);
    expect(catalogue.group(0)).toBe(catalogue.group(1));
    expect(catalogue.group(0)).not.toBe(catalogue.group(2));
    expect(catalogue.brand(0)).toBe(catalogue.brand(1));
    expect(catalogue.brand(2)).toBe(-1);
    expect([0, 1, 2].map((i) => catalogue.inStock(i))).toEqual([true, false, true]);
    expect([0, 1, 2].map((rank) => catalogue.newest(rank))).toEqual([1, 2, 0]);
    expect(catalogue.priceAt(0, 'uk', 0)).toBe(100);
    expect(catalogue.priceAt(2, 'uk', 0)).toBeNaN();
    expect(catalogue.priceAt(0, 'fr', 0)).toBeNaN();
    expect(catalogue.priceAt(0, '__proto__', 0)).toBeNaN();
  });

  it('[L16] asks what the offer asks at that moment, with the margin of that, and counts what changed till then', () => {
    const moment = fc.integer({ min: 1, max: 9 });
    const offer = fc.record(
      { price: fc.integer({ min: 0, max: 5 }), was: fc.integer({ min: 6, max: 9 }), from: moment, until: moment },
      { requiredKeys: ['price'] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(offer, offer), { minLength: 1, maxLength: 6 }), (pairs) => {
        const products = pairs.map((offers, i) => {
          const [uk, pl] = offers.map(
            ({ price, was, from, until }, market): Offer => ({
              url: 'https://shop.example/',
              price,
              currency: market === 0 ? 'GBP' : 'PLN',
              ...(was !== undefined && { was }),
              ...((from || until) && { sale: { ...(from && { from }), ...(until && { until }) } }),
            }),
          );
          return product(`p${i}`, { offers: { uk: uk!, pl: pl! }, cost: { amount: 2, currency: 'GBP' } });
        });
        const catalogue = open(products);
        const told = (now: number) =>
          products.map(({ offers }, i) => {
            const [uk, pl] = [offerAt(offers.uk!, now).price, offerAt(offers.pl!, now).price];
            expect([catalogue.priceAt(i, 'uk', now), catalogue.priceAt(i, 'pl', now)]).toEqual([uk, pl]);
            expect(catalogue.marginAt(i, 'pl', now)).toBeNaN();
            const margin = catalogue.marginAt(i, 'uk', now);
            if (uk > 0) expect(margin).toBeCloseTo((uk - 2) / uk, 5);
            return [uk, pl, margin];
          });
        for (let now = 0; now < 11; now++) {
          const isSame = catalogue.changesBy(now) === catalogue.changesBy(now + 1);
          if (isSame) expect(told(now + 1)).toEqual(told(now));
        }
      }),
    );
  });

  it('finds a category by its path or by its last level, in any case and accent', () => {
    const { categories, ...rest } = open([
      product('a', { category: ['Home', 'Décor', 'Lanterns'] }),
      product('b', { category: ['Garden', 'Lanterns'] }),
      product('c', { category: ['Garden', 'Lanterns'] }),
    ]);
    expect(rest.size).toBe(3);
    const decor = categories.named('home > decor');
    const lanterns = categories.named('Home > Décor > Lanterns');
    expect(categories.parent(lanterns)).toBe(decor);
    expect(categories.depth(lanterns)).toBe(3);
    expect(categories.within(lanterns, categories.named('HOME'))).toBe(true);
    expect(categories.within(lanterns, categories.named('Garden'))).toBe(false);
    expect(categories.named('lanterns')).toBe(categories.named('Garden > Lanterns'));
    expect(categories.named('Kitchen')).toBe(-1);
    expect(categories.named(' > ')).toBe(-1);
    expect(categories.shared(lanterns, decor)).toBe(2);
    expect(categories.shared(lanterns, categories.named('Garden > Lanterns'))).toBe(0);
  });

  it('opens empty', () => {
    const catalogue = open([]);
    expect(catalogue.size).toBe(0);
    expect(catalogue.indexOf('a')).toBe(-1);
  });

  it('refuses a repeated item, and one market too many', () => {
    expect(() => open([product('a'), product('a')])).toThrow("catalogue: item 'a' is there twice");
    const offer = { url: 'https://shop.example/', price: 1, currency: 'EUR' };
    const markets = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, offer]));
    expect(open([product('a', { offers: markets(LIMITS.marketsPerProduct) })]).markets).toHaveLength(64);
    expect(() => open([product('a', { offers: markets(LIMITS.marketsPerProduct + 1) })])).toThrow('64 markets');
  });

  it('refuses a damaged file by name', () => {
    const bytes = buildCatalogue([product('a')], stamp);
    bytes[bytes.length - 9]! ^= 1;
    expect(() => Catalogue.from(bytes.buffer)).toThrow('CATL snapshot: checksum');
  });

  it('keeps words and the products that have them alike', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 12 }), (titles) => {
        const { words } = open(titles.map((title, i) => product(`p${i}`, { title, category: [] })));
        titles.forEach((_, i) => {
          for (const word of words.wordsOf(i)) expect(words.productsHaving(word)).toContain(i);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('a catalogue of 100,000 rows', () => {
  it('is read and built within 128 MB, and opens without a copy', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const held = () => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return (heapUsed + arrayBuffers) / 2 ** 20;
    };
    const before = held();
    let most = 0;
    function* rows() {
      for (let i = 0; i < 100_000; i++) {
        if (i % 20_000 === 0) most = Math.max(most, held() - before);
        const link = `https://shop.example/catalogue/product-number-${i}`;
        const title = `Hand painted ${i % 50} lantern ${i % 700} of series ${i % 9_000}`;
        const row = { item_id: `SKU-${i}`, title, brand: `Brand ${i % 800}`, category: ['Home', `Kind ${i % 300}`] };
        const parsed = parseLine(
          JSON.stringify({ ...row, description: title.repeat(8), link, image_link: link, price: i / 100, quantity: i }),
          { market: 'uk', currency: 'GBP', now: i },
        );
        if (parsed.ok) yield parsed.product;
      }
    }
    const bytes = buildCatalogue(rows(), stamp);
    most = Math.max(most, held() - before);
    const start = performance.now();
    const catalogue = Catalogue.from(bytes.buffer);
    const openMs = performance.now() - start;
    console.log(
      `catalogue of ${catalogue.size}: file ${(bytes.length / 2 ** 20).toFixed(1)} MB, held ${most.toFixed(1)} MB while built, opened in ${openMs.toFixed(1)} ms`,
    );
    expect(catalogue.product(99_999).id).toBe('SKU-99999');
    expect(most).toBeLessThan(128);
  });
});
