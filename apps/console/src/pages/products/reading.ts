/** What the pages on products work out of the worker's answers. */
import type { ProductRow } from '@edgewise/edge/read-products';

/** Of `of` baskets or sessions, the share with both products; null where there are none. */
export const shareOf = (together: number, of: number): number | null => (of > 0 ? together / of : null);

/** `left` is null where the shop says only that there is some. */
export function stockOf(stock: ProductRow['stock']): { isOut: boolean; left: number | null } {
  return { isOut: stock === 'out' || stock === 0, left: typeof stock === 'number' ? stock : null };
}
