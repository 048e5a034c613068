import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Product } from '../catalogue/product.ts';
import { shelfView } from './own-shelf.ts';
import { readHtml } from './read-html.testkit.ts';
import { asDeclarativeShadowDom, renderShelf, type ShelfCard, type ShelfInput } from './shelf.ts';
import { shelfCss } from './shelf-css.ts';
import { reserveCss } from './shelf-metrics.ts';

function product(over: Partial<Product> = {}, offer: Partial<Product['offers'][string]> = {}): Product {
  return {
    group: '22423',
    id: '22423',
    title: 'Regency cake stand 3 tier',
    category: ['Kitchen'],
    image: { url: 'https://shop.test/img/22423.svg', width: 600, height: 600 },
    offers: { uk: { url: 'https://shop.test/p/22423', price: 1275, currency: 'GBP', ...offer } },
    stock: 'in',
    added: 0,
    ...over,
  };
}

function shelf(cards: ShelfCard[], over: Partial<ShelfInput> = {}) {
  const placement = { id: 'similar', template: 'carousel' as const };
  return renderShelf({
    placement,
    title: 'You may like',
    cards,
    market: 'uk',
    language: 'en',
    locale: 'en-GB',
    ...over,
  });
}

const one = (over: Partial<Product> = {}, offer = {}, reason?: string): ShelfCard[] => [
  { product: product(over, offer), strategy: 'content', ...(reason === undefined ? {} : { reason }) },
];

/** Everything a template may write. What a product adds to this is an injection. */
const TAGS = new Set(['section', 'h2', 'slot', 'ul', 'li', 'a', 'img', 'span', 'b', 's']);
const ATTRIBUTES = new Set(
  'part data-arms lang aria-labelledby id dir role class data-back data-forward data-item name href src width height loading decoding alt'.split(
    ' ',
  ),
);

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

describe('a banner', () => {
  const left = (over: Partial<Product>, input: Partial<ShelfInput> = {}) => {
    const cards = one({ stock: 3, stated: NOW - HOUR, ...over });
    const placement = { id: 'b', template: 'banner' as const };
    const { html } = shelf(cards, { placement, now: NOW, stockAt: NOW - 5_000, ...input });
    return /<span part="stock">([^<]*)</.exec(html)?.[1];
  };

  it('[L35] says how many are left where the catalogue says so now, and nowhere else', () => {
    expect(left({})).toBe('Only 3 left');
    expect(left({ stock: 5 })).toBe('Only 5 left');
    expect(left({ stock: 6 })).toBeUndefined();
    expect(left({ stock: 'in' })).toBeUndefined();
    // The catalogue was last seen to say so 60 s ago, and longer.
    expect(left({}, { stockAt: NOW - 60_000 })).toBe('Only 3 left');
    expect(left({}, { stockAt: NOW - 60_001 })).toBeUndefined();
    // The shop stated it 24 h ago, and longer, or nobody knows when.
    expect(left({ stated: NOW - 24 * HOUR })).toBe('Only 3 left');
    expect(left({ stated: NOW - 24 * HOUR - 1 })).toBeUndefined();
    const { stated: _, ...unknown } = product({ stock: 3 });
    expect(
      shelf([{ product: unknown, strategy: 'content' }], {
        placement: { id: 'b', template: 'banner' },
        now: NOW,
        stockAt: NOW,
      }).html,
    ).not.toContain('part="stock"');
    // Somebody has ordered it since.
    expect(left({}, { sold: new Set(['22423']) })).toBeUndefined();
    expect(left({}, { sold: new Set(['another']) })).toBe('Only 3 left');
  });
});

describe('a card that was written before', () => {
  const twice = product({
    offers: {
      uk: { url: 'https://shop.test/p/22423', price: 850, was: 1275, currency: 'GBP', sale: { until: NOW + HOUR } },
      pl: { url: 'https://shop.test/pl/22423', title: 'Patera', price: 6000, currency: 'PLN' },
    },
  });
  const asked: [Partial<ShelfInput>, reason: string][] = [
    [{ now: NOW }, 'Popular now'],
    [{ now: NOW + HOUR }, 'Popular now'],
    [{ now: NOW, locale: 'en-US' }, 'Picked for you'],
    [{ now: NOW, language: 'ro', locale: 'en-GB' }, 'Popular acum'],
    [{ now: NOW, market: 'pl', language: 'pl', locale: 'pl' }, 'Popularne teraz'],
  ];
  const write = (of: Product, [input, reason]: (typeof asked)[number]) =>
    shelf([{ product: of, strategy: 'content', reason }], input).html;

  it('is said as if it never was: at another moment, in another market, language or locale, for another reason', () => {
    // A product that is read anew was never written.
    const anew = asked.map((one) => write(structuredClone(twice), one));
    expect(new Set(anew).size).toBe(asked.length);
    expect([...asked, ...asked].map((one) => write(twice, one))).toEqual([...anew, ...anew]);
  });

  it('is forgotten where there are too many, and said all the same', () => {
    const first = write(twice, asked[0]!);
    const many = Array.from({ length: 4_200 }, (_, i) => product({ id: `p${i}` }));
    for (const one of [...many, ...many.slice(0, 50)]) {
      expect(shelf([{ product: one, strategy: 'content' }]).html).toContain(`data-item="${one.id}"`);
    }
    expect(write(twice, asked[0]!)).toBe(first);
  });
});

describe('[L37] a sale with dates', () => {
  const sale = { from: NOW - HOUR, until: NOW + HOUR };
  const cards = one({}, { price: 850, was: 1275, sale });

  it('is asked between them alone, and struck out there alone', () => {
    const said = (now?: number) => {
      const { html } = shelf(cards, now === undefined ? {} : { now });
      return [html.includes('£8.50'), html.includes('<s part="was">£12.75</s>'), html.includes('£12.75')];
    };
    expect(said(NOW - HOUR - 1)).toEqual([false, false, true]);
    expect(said(NOW - HOUR)).toEqual([true, true, true]);
    expect(said(NOW + HOUR - 1)).toEqual([true, true, true]);
    expect(said(NOW + HOUR)).toEqual([false, false, true]);
    expect(said()).toEqual([false, false, true]);
  });

  it('is added up and read by own templates as it is asked', () => {
    const of = (now: number) => {
      const two = [...cards, ...one({ id: 'jug' }, { price: 100 })];
      const { html } = shelf(two, { placement: { id: 'b', template: 'bundle' }, now });
      const { items } = shelfView({
        placement: { id: 'b', template: 'grid' },
        title: '',
        cards,
        market: 'uk',
        language: 'en',
        locale: 'en-GB',
        now,
      }) as { items: object[] };
      return [
        readHtml(html)
          .text.replace(/.*together/, '')
          .trim(),
        items[0],
      ];
    };
    expect(of(NOW)).toEqual([
      'Now £9.50 was £13.75 You save £4.25',
      expect.objectContaining({ price: '£8.50', was: '£12.75' }),
    ]);
    const [said, item] = of(NOW + HOUR);
    expect(said).toBe('£13.75');
    expect(item).toMatchObject({ price: '£12.75' });
    expect(item).not.toHaveProperty('was');
    expect(item).not.toHaveProperty('discount');
  });
});

describe('a bundle', () => {
  it('says what all cost together, and has a button for the page that hears it', () => {
    const looked = product({ id: 'pot" x' });
    const cards = [...one({ id: 'tray' }), ...one({ id: 'jug' })];
    const { html, shown } = shelf(cards, { placement: { id: 'b', template: 'bundle' }, looked });
    expect(shown).toEqual(['tray', 'jug']);
    expect(html).toContain(
      '<button part="buy" type="button" data-buy="pot&quot; x">Buy the 3 together</button><span part="count">3 products together</span> <span part="sum">£38.25</span>',
    );
    // Unseen unless the element says so: the count stands there.
    expect(shelfCss).toContain('[part=buy]{display:none');
    expect(shelfCss).toContain(':host([buy]) [part=buy]{display:inline-block}');
  });
});

describe('renderShelf', () => {
  it('is a labelled list of links with a picture of stated size, a title and a price', () => {
    const { html, shown } = shelf(one());
    expect(shown).toEqual(['22423']);
    const { tags, text } = readHtml(html);
    expect(tags.map(({ name }) => name)).toEqual([
      'section',
      'h2',
      'slot',
      'ul',
      'li',
      'a',
      'img',
      'span',
      'span',
      'span',
    ]);
    const [section, heading, , list, , link, image] = tags.map(({ attributes }) => Object.fromEntries(attributes));
    expect(section?.['aria-labelledby']).toBe(heading?.id);
    expect(list?.role).toBe('list');
    expect(link).toMatchObject({ 'data-item': '22423', href: 'https://shop.test/p/22423' });
    expect(image).toMatchObject({ width: '600', height: '600', loading: 'lazy', decoding: 'async', alt: '' });
    expect(text).toBe('You may likeRegency cake stand 3 tier£12.75');
  });

  it('is nothing when there is nothing to show', () => {
    expect(shelf([])).toEqual({ html: '', css: shelfCss, shown: [] });
    expect(shelf(one({ offers: {} })).html).toBe('');
  });

  it('leaves out a product that this market does not sell, or that cannot be linked safely', () => {
    const cards = [
      ...one({ id: 'a' }),
      ...one({ id: 'b', offers: {} }),
      ...one({ id: 'c' }, { url: 'javascript:alert(1)' }),
    ];
    expect(shelf(cards).shown).toEqual(['a']);
    expect(shelf(one(), { market: 'constructor' }).html).toBe('');
  });

  it('says the price before for the eye by a stroke and for the ear by words', () => {
    const words = {
      en: 'Now £8.50 was £12.75',
      ro: 'Acum £8.50 înainte £12.75',
      ru: 'Сейчас £8.50 раньше £12.75',
      pl: 'Teraz £8.50 wcześniej £12.75',
    };
    for (const [language, said] of Object.entries(words)) {
      const { html } = shelf(one({}, { price: 850, was: 1275 }), { language: language as 'en' });
      expect(readHtml(html).text).toContain(said);
      expect(html).toContain('<s part="was">£12.75</s>');
    }
  });

  it('shows no price before that is not higher', () => {
    expect(shelf(one({}, { was: 1275 })).html).not.toContain('<s ');
    expect(shelf(one({}, { was: 900 })).html).not.toContain('<s ');
  });

  it("writes money as the shopper's locale does, with the currency's own decimals", () => {
    const price = (minor: number, currency: string, locale: string) =>
      readHtml(shelf(one({ title: '' }, { price: minor, currency }), { title: '', locale }).html).text.replaceAll(
        '\u00a0',
        ' ',
      );
    expect(price(255, 'GBP', 'en-GB')).toBe('£2.55');
    expect(price(123450, 'EUR', 'de-DE')).toBe('1.234,50 €');
    expect(price(1280, 'JPY', 'ja-JP')).toMatch(/^[¥￥]1,280$/);
    expect(price(19990, 'RON', 'ro-RO')).toBe('199,90 RON');
    expect(price(123456, 'PLN', 'pl-PL')).toBe('1234,56 zł');
    expect(price(255, 'GBP', 'not a locale')).toBe('£2.55');
  });

  it('gives the reason where there is one', () => {
    expect(readHtml(shelf(one({}, {}, 'Bought with it')).html).text).toMatch(/Bought with it$/);
  });

  it('keeps its place without a picture', () => {
    const { html } = shelf([
      { product: { ...product(), image: { url: 'data:x', width: 1, height: 1 } }, strategy: 'newest' },
    ]);
    expect(html).not.toContain('<img');
    expect(html).toContain('<span part="image"></span>');
  });
});

describe('a hostile catalogue', () => {
  const attacks = [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    '</span></a></li></ul></section><iframe src=//evil.test>',
    '{{constructor.constructor("alert(1)")()}} <%= 1 %>',
    ['$', '{alert(1)}'].join(''),
    '\u202Egnp.exe\u2066',
    '<!--',
    '&lt;script&gt;',
    '\u0000<b>',
  ];

  it('is text, in every field', () => {
    for (const attack of attacks) {
      const { html } = shelf(one({ id: attack, title: attack }, {}, attack), { title: attack });
      const { text, tags, comments } = readHtml(html);
      expect(text).toBe(`${attack}${attack}£12.75${attack}`);
      expect(tags).toHaveLength(11);
      expect(comments).toBe(0);
    }
  });

  it('cannot turn the text around it: each title is a direction of its own', () => {
    expect(shelf(one({ title: '\u202Eabc' })).html).toContain('<span part="title" dir="auto">\u202Eabc</span>');
  });

  it('cannot make a page long: a title of 1 MB is cut', () => {
    expect(shelf(one({ title: 'x'.repeat(1 << 20) })).html.length).toBeLessThan(1200);
  });

  it('never adds an element, an attribute or a scheme, whatever its fields are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...attacks), fc.webUrl());
    const url = fc.oneof(
      fc.webUrl(),
      fc.constantFrom('javascript:alert(1)', 'data:text/html,x', 'https://a@b.test', 'vbscript:x'),
      text,
    );
    const card = fc.record({
      id: text,
      title: text,
      url,
      image: url,
      width: fc.double(),
      price: fc.integer(),
      was: fc.integer(),
      reason: text,
    });
    fc.assert(
      fc.property(fc.array(card, { maxLength: 4 }), text, text, (cards, title, placement) => {
        const { html } = shelf(
          cards.map(({ id, title, url, image, width, price, was, reason }) => ({
            product: product({ id, title, image: { url: image, width, height: width } }, { url, price, was }),
            strategy: 'trending',
            reason,
          })),
          { title, placement: { id: placement, template: 'grid' } },
        );
        const { tags, comments } = readHtml(html);
        expect(comments).toBe(0);
        for (const { name, attributes } of tags) {
          expect(TAGS).toContain(name);
          for (const [attribute, value] of attributes) {
            expect(ATTRIBUTES).toContain(attribute);
            if (attribute === 'href' || attribute === 'src') expect(value).toMatch(/^https?:\/\/[^@\s]+/i);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('asDeclarativeShadowDom', () => {
  it('wraps a shelf with its sheet, and an empty shelf not at all', () => {
    const { html } = shelf(one());
    expect(asDeclarativeShadowDom(html, 'a{}')).toBe(
      `<template shadowrootmode="open"><style>a{}</style>${html}</template>`,
    );
    expect(asDeclarativeShadowDom(html, 'a{}', { nonce: 'n"1' })).toContain('<style nonce="n&quot;1">');
    expect(asDeclarativeShadowDom(shelf([]).html, 'a{}')).toBe('');
  });

  it('keeps the sheet inside its element', () => {
    expect(asDeclarativeShadowDom(shelf(one()).html, '</style><script>')).toContain(
      '<style><\\/style><script></style>',
    );
  });
});

describe('the style sheet', () => {
  it('names no font and no colour of its own', () => {
    expect(shelfCss).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(|sans-serif/i);
    expect(shelfCss).toContain('prefers-reduced-motion');
    expect(shelfCss).toContain(':focus-visible');
  });
});

describe('reserveCss', () => {
  it('reserves one row for every carousel by a rule without ids', () => {
    expect(reserveCss()).toContain('edgewise-recs{display:block;min-block-size:var(--edgewise-height,');
    expect(reserveCss([{ id: 'home', template: 'carousel', count: 8 }])).toBe(reserveCss());
  });

  it("reserves a grid's rows at every width", () => {
    const css = reserveCss([{ id: 'home', template: 'grid', count: 8 }]);
    const rows = [...css.matchAll(/calc\((\d+)\*/g)].map((found) => Number(found[1]));
    expect(rows).toEqual([4, 3, 2]);
  });

  it('quotes a placement that would break the selector', () => {
    expect(reserveCss([{ id: '"]{}x', template: 'grid', count: 8 }])).toContain('[placement="\\22 \\5d \\7b \\7d x"]');
  });
});
