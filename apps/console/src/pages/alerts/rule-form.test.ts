import { expect, it } from 'vitest';
import { freeId, sending } from './rule-form.ts';

it('an id is made of the name and is nobody else’s', () => {
  expect(freeId('Orders stop!', [])).toBe('orders-stop');
  expect(freeId('Comenzi – oprite', ['comenzi-oprite'])).toBe('comenzi-oprite-2');
  expect(freeId('Заказы', ['alert', 'alert-2'])).toBe('alert-3');
  expect(freeId(`${'x'.repeat(47)} y`, [])).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
});

it('a rule is sent with the names that the worker knows, and nothing else', () => {
  const rule = {
    id: 'a',
    name: 'A',
    metric: 'orders',
    kind: 'below' as const,
    value: 3,
    windowMinutes: 30,
    channels: [],
    on: true,
    state: {},
  };
  expect(sending(rule)).toEqual({
    name: 'A',
    metric: 'orders',
    kind: 'below',
    value: 3,
    window_minutes: 30,
    channels: [],
    on: true,
  });
});
