import { quietly } from './report.ts';
import { setCart } from './shelves.ts';

/** The cart as the page knows it. Shelves that are asked for from now on leave these items out. */
export function cart(ids: readonly (string | number)[]): void {
  quietly(() => setCart([ids].flat().map(String).slice(0, 200)));
}
