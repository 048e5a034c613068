import type { ShopEvent } from '@edgewise/protocol/shop-event';
import { expect, it } from 'vitest';
import { countBatch, deltasOf, factOf } from '../insight/counts.ts';
import { facetsOf } from '../insight/facets.ts';
import { markOwnLists } from './own-lists.ts';

const event = (name: string, over: object): ShopEvent =>
  ({ n: 1, name, time: 0, params: {}, items: [{ item: 'x', quantity: 1, category: [] }], ...over }) as ShopEvent;

it('[X14] what is no placement of the plan is a list of the shop’s own, unless it was served with arms', () => {
  const marked = (one: ShopEvent) => {
    markOwnLists([one], new Set(['home']));
    return one.ownList === true;
  };
  for (const name of ['view_item_list', 'select_item']) {
    expect(marked(event(name, { list: 'home' }))).toBe(false);
    expect(marked(event(name, { list: 'all-bags' }))).toBe(true);
    expect(marked(event(name, { list: 'constructor' }))).toBe(true);
    expect(marked(event(name, {}))).toBe(true);
    expect(marked(event(name, { list: 'let-go', params: { edgewise_arms: 'holdout=shown' } }))).toBe(false);
    expect(marked(event(name, { items: [{ item: 'x', quantity: 1, category: [], list: 'home' }] }))).toBe(false);
    expect(marked(event(name, { items: [{ item: 'x', quantity: 1, category: [], list: 'bags' }] }))).toBe(true);
  }
  expect(marked(event('view_item', { list: 'all-bags' }))).toBe(false);
});

it('[N21] counts of shelves are of shelves alone; the shop’s own lists have metrics of their own', () => {
  const events = [
    event('view_item_list', { list: 'home' }),
    event('view_item_list', { list: 'home' }),
    event('select_item', { list: 'home' }),
    event('view_item_list', { list: 'all-bags', ownList: true }),
    event('select_item', { list: 'all-bags', ownList: true }),
    event('select_item', { list: 'all-bags', ownList: true }),
  ];
  const totals: Record<string, number> = {};
  const lists: Record<string, number> = {};
  for (const { dimension, value, metric, amount } of deltasOf(facetsOf(undefined), events.map(factOf))) {
    if (dimension === '') totals[metric] = (totals[metric] ?? 0) + amount;
    if (dimension === 'list') lists[`${value} ${metric}`] = (lists[`${value} ${metric}`] ?? 0) + amount;
  }
  expect(totals).toEqual({ events: 6, list_views: 2, list_clicks: 1, own_list_views: 1, own_list_clicks: 2 });
  expect(lists).toEqual({ 'home list_views': 2, 'home list_clicks': 1 });
  const { facts } = countBatch('d', { ...events[5]!, source: 'browser', received: 0 }, events);
  expect(facts.map(({ steps }) => steps)).toEqual([16, 16, 32, 0, 0, 0]);
});
