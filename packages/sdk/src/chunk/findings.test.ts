import { describe, expect, it } from 'vitest';
import { type Facts, judge } from './findings.ts';

const WELL: Facts = {
  site: 'shop',
  endpoint: 'https://edge.example',
  origin: 'https://shop.example',
  tags: 1,
  consent: { tier: 'person', isShops: true },
  hasTcf: false,
  isPrivate: false,
  worker: 'fine',
  blocked: [],
  events: [{ name: 'view_item', t: 0, items: [{ item_id: 'a', price: 1 }], currency: 'EUR' }],
  repeated: [],
  shelves: [{ placement: 'similar', state: '8 cards', height: 300, needs: 300 }],
  shift: 0,
  waiting: 0,
  answered: ['12:00:00', 200],
  isWhole: true,
  identity: { hasDevice: true, hasProfile: true, items: 3 },
};

const bad = (over: Partial<Facts>) =>
  judge({ ...WELL, ...over })
    .filter(([grade]) => grade === 'wrong' || grade === 'look')
    .map(([grade, title, text]) => `${grade}: ${title}: ${text}`);

describe('[S22] findings', () => {
  it('are none where all is well', () => {
    expect(bad({})).toEqual([]);
  });

  it.each<[string, Partial<Facts>, RegExp]>([
    ['no site', { site: '' }, /^wrong: No site.*data-site/],
    ['two tags', { tags: 2 }, /^wrong: The script is on this page 2 times.*keep one/],
    ['a refusal', { worker: 'refused' }, /^wrong: .*Add https:\/\/shop\.example to the origins/],
    ['silence', { worker: 'unreachable' }, /^wrong: Edgewise does not answer.*ad blocker/],
    ['off', { worker: 'off' }, /^look: Switched off/],
    [
      'a policy',
      {
        blocked: [
          ['script-src-elem', 'https://edge.example/ew-shelf.js'],
          ['trusted-types', ''],
        ],
      },
      /^wrong: .*script-src https:\/\/edge\.example, trusted-types edgewise\.$/,
    ],
    [
      'no consent',
      { consent: { tier: 'contextual', isShops: false } },
      /^look: Consent: nothing is kept.*edgewise\("consent", "person"\)/,
    ],
    [
      'no price',
      { events: [{ name: 'view_cart', t: 0, items: [...'abcd'].map((item_id) => ({ item_id })), currency: 'EUR' }] },
      /^look: Prices are missing: view_cart: “a”, “b”, “c” and more without a price\./,
    ],
    ['no items', { events: [{ name: 'purchase', t: 0, items: [] }] }, /^look: Products are missing: purchase/],
    [
      'a quick repeat',
      { events: [WELL.events[0]!, { ...WELL.events[0]!, t: 1_999 }] },
      /^look: Events come twice: view_item/,
    ],
    [
      'an empty shelf',
      { shelves: [{ placement: 'x', state: 'empty', height: 0, needs: 0 }] },
      /^look: Shelf “x”: Nothing to show/,
    ],
    [
      'an unknown placement',
      { shelves: [{ placement: 'x', state: 'unknown', height: 9, needs: 9 }] },
      /^wrong: .*no shelf of this name/,
    ],
    [
      'a cut shelf',
      { shelves: [{ placement: 'x', state: '8 cards', height: 352, needs: 940 }] },
      /^look: .*needs 940 px/,
    ],
    [
      'a hidden shelf',
      { shelves: [{ placement: 'x', state: '3 cards', height: 0, needs: 0 }] },
      /^look: .*takes no space/,
    ],
    ['a shift', { shift: 0.12 }, /^wrong: Shelves moved the page \(0\.120\)/],
    ['refused events', { answered: ['12:00:00', 403] }, /^look: Sending.*403/],
  ])('say what to do about %s', (_, over, expected) => {
    expect(bad(over)).toEqual([expect.stringMatching(expected)]);
  });

  it('find nothing wrong with an empty shelf of what the shopper did', () => {
    expect(bad({ shelves: [{ placement: 'recently-viewed', state: 'empty', height: 0, needs: 0 }] })).toEqual([]);
  });

  it('say what the page’s product is taken to be, the last one of a shop of one page', () => {
    const told = (events: Facts['events']) =>
      judge({ ...WELL, events }).find(([, title]) => title === 'This page’s product')![2];
    const view = (item: Facts['events'][0]['items'][0], currency?: string): Facts['events'][0] => ({
      name: 'view_item',
      t: 0,
      items: [item],
      ...(currency && { currency }),
    });
    const mug = view({ item_id: 'm-1', item_name: 'Mug', price: 12.5, availability: 'in_stock' }, 'EUR');
    expect(told([view({ item_id: 'x' }), mug])).toBe(
      'Mug (m-1), 12.5 EUR, in stock. Its id, “m-1”, has to be the one in your catalogue.',
    );
    expect(told([view({ item_id: 'x', price: 0 })])).toMatch(/^x, 0\. /);
    expect(told([view({ item_id: 'x' })])).toMatch(/^x, no price\. /);
    expect(told([])).toMatch(/^None was recognised\./);
  });

  it('are quiet about the same thing later, about another browser, and say who spoke of consent', () => {
    expect(bad({ events: [WELL.events[0]!, { ...WELL.events[0]!, t: 2_000 }] })).toEqual([]);
    expect(bad({ shift: undefined })).toEqual([]);
    const told = (over: Partial<Facts>) =>
      judge({ ...WELL, ...over }).find(([, title]) => title.startsWith('Consent'))![2];
    expect(told({})).toContain('your page');
    expect(told({ consent: { tier: 'session', isShops: false }, hasTcf: true })).toContain('TCF');
    expect(told({ consent: { tier: 'session', isShops: false } })).toContain('Consent Mode');
    expect(told({ isPrivate: true })).toContain('Global Privacy Control');
  });
});
