import { quietly, report } from './report.ts';
import { settings } from './settings.ts';

export function setCart(items: readonly unknown[]): void {
  settings.cart = items.map(String);
  report({ type: 'cart' });
}

/** The cart as the page knows it. Shelves that are asked for from now on leave these items out. */
export function cart(items: readonly (string | number)[]): void {
  quietly(() => setCart(items));
}
