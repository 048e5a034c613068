import { beforeAll, describe, expect, it } from 'vitest';
import { makeShop, pageRequest, send, widgets, widgetsBody } from '../testing/client.ts';

beforeAll(() => makeShop('formats').then(() => undefined));

const placements = [{ id: 'home', count: 3 }, { id: 'trending' }, { id: 'mistyped' }];

describe('[W16] formats of POST /v1/widgets', () => {
  it('dsd is each shelf as Declarative Shadow DOM, with its style under the page’s nonce', async () => {
    const html = await widgets(widgetsBody('formats', { placements }));
    const dsd = await widgets(widgetsBody('formats', { placements, format: 'dsd', nonce: 'abc+/-_==' }));
    expect(dsd.css).toBe('');
    expect(dsd.shelves.map(({ items }) => items)).toEqual(html.shelves.map(({ items }) => items));
    const [home, , mistyped] = dsd.shelves;
    const style = html.css.replaceAll('</', '<\\/');
    expect(home!.html).toBe(
      `<template shadowrootmode="open"><style nonce="abc+/-_==">${style}</style>${html.shelves[0]!.html}</template>`,
    );
    expect(mistyped!.html).toBe('');
  });

  it('without a nonce the style has none, and a nonce that is none is refused', async () => {
    const dsd = await widgets(widgetsBody('formats', { placements, format: 'dsd' }));
    expect(dsd.shelves[0]!.html).toMatch(/^<template shadowrootmode="open"><style>/);
    const response = await send(
      pageRequest('/v1/widgets', widgetsBody('formats', { format: 'dsd', nonce: '"><script>' })),
    );
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('nonce');
  });

  it('json is the same decision as cards', async () => {
    const html = await widgets(widgetsBody('formats', { placements }));
    const json = await widgets(widgetsBody('formats', { placements, format: 'json' }));
    expect(json.css).toBe('');
    const [home] = json.shelves;
    expect(home!.html).toBe('');
    expect(home!.cards!.map(({ item_id, strategy, reason }) => ({ item_id, strategy, reason }))).toEqual(
      html.shelves[0]!.items,
    );
    expect(home!.cards![0]).toMatchObject({
      title: expect.stringMatching(/number/),
      url: expect.stringMatching(/^https:\/\/shop\.example\/p\//),
      price: expect.any(Number),
      currency: 'EUR',
      index: 0,
    });
    expect(json).toMatchObject({ request: expect.any(String), plan: html.plan, model: html.model });
  });

  it('a shop’s server, which has no origin, may ask', async () => {
    const response = await send(
      pageRequest('/v1/widgets', widgetsBody('formats', { placements, format: 'dsd' }), null),
    );
    expect(response.status).toBe(200);
  });
});
