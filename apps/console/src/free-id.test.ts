import { expect, it } from 'vitest';
import { freeId } from './free-id.ts';

it('an id is made of the name and is nobody else’s', () => {
  expect(freeId('Orders stop!', [], 'alert')).toBe('orders-stop');
  expect(freeId('Comenzi – oprite', ['comenzi-oprite'], 'alert')).toBe('comenzi-oprite-2');
  expect(freeId('Заказы', ['alert', 'alert-2'], 'alert')).toBe('alert-3');
  expect(freeId('Półki', [], 'alert')).toBe('polki');
  expect(freeId('Größe', [], 'alert')).toBe('grosse');
  expect(freeId('Crème brûlée', [], 'alert')).toBe('creme-brulee');
  expect(freeId(`${'x'.repeat(47)} y`, [], 'alert')).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
});
