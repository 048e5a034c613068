import { formatMoney, fromMinor } from '@edgewise/core/money';
import type { CartLine } from '../cart/cart-cookie.ts';
import { CURRENCY, type ShopCatalogue, type ShopProduct } from '../catalogue/shop-catalogue.ts';

/** The shop sells in one country. */
export const LOCALE = 'en-GB';

export const money = (pence: number): string => formatMoney(pence, CURRENCY, LOCALE);

/** Decimal pounds, as GA4 and schema.org want them. */
export const pounds = (pence: number): number => fromMinor(pence, CURRENCY);

export interface PricedLine {
  product: ShopProduct;
  quantity: number;
  /** Pence. */
  sum: number;
}

export function pricedLines(lines: readonly CartLine[], shop: ShopCatalogue): PricedLine[] {
  return lines.flatMap(({ id, quantity }) => {
    const product = shop.product(id);
    return product ? [{ product, quantity, sum: product.price * quantity }] : [];
  });
}

export const total = (lines: readonly PricedLine[]): number => lines.reduce((sum, line) => sum + line.sum, 0);
