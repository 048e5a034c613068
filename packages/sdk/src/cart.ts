import { setCart } from './cart-now.ts';
import { quietly } from './report.ts';

/** The cart as the page knows it. Shelves that are asked for from now on leave these items out. */
export function cart(items: readonly (string | number)[]): void {
  quietly(() => setCart(items));
}
