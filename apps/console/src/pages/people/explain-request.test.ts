import { describe, expect, it } from 'vitest';
import { explainRequest } from './explain-request.ts';

const together: Parameters<typeof explainRequest>[0]['together'] = {
  consent: { tier: 'person' },
  unit: 'u1',
  history: [
    { item: 'A', kind: 'view', time: 10, device: 'd' },
    { item: 'B', kind: 'view', time: 20, device: 'd' },
    { item: 'B', kind: 'purchase', time: 30, device: 'd' },
  ],
  bought: [
    { item: 'B', time: 30, device: 'd' },
    { item: 'Z', time: 5, device: 'd' },
  ],
  cart: [{ item: 'A', quantity: 2, time: 15, device: 'd' }],
  segments: [{ id: 'vip', name: 'VIP' }],
  arms: { try: { arm: 'two', time: 1, crossed: false } },
};

describe('why this shelf', () => {
  it('asks as the page would: what they did and bought, the cart, their arms and segments', () => {
    expect(explainRequest({ together }, 'home', 'product')).toEqual({
      placements: [{ id: 'home' }],
      page: { type: 'product', item_id: 'B' },
      seen: [
        { item_id: 'Z', name: 'purchase', t: 5 },
        { item_id: 'A', name: 'view_item', t: 10 },
        { item_id: 'B', name: 'view_item', t: 20 },
        { item_id: 'B', name: 'purchase', t: 30 },
      ],
      cart: ['A'],
      unit: 'u1',
      segments: ['vip'],
      kept: { try: 'two' },
    });
    expect(explainRequest({ together }, 'home', 'home').page).toEqual({ type: 'home' });
  });

  it('tells the newest hundred', () => {
    const history = Array.from({ length: 130 }, (_, i) => ({
      item: `i${i}`,
      kind: 'view' as const,
      time: i + 100,
      device: 'd',
    }));
    const { seen } = explainRequest({ together: { ...together, history } }, 'home', 'home');
    expect(seen).toHaveLength(100);
    expect(seen.at(-1)!.item_id).toBe('i129');
  });
});
