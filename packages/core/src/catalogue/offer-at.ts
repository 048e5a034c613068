/** What an offer asks at a moment: a sale price between its dates alone. */
import type { Offer } from './product.ts';

/**
 * @param now ms since the epoch; without it nobody knows whether a sale with dates is on, and the usual price is said
 */
export function offerAt(offer: Offer, now: number | undefined): Offer {
  const { sale, was, ...rest } = offer;
  if (!sale || was === undefined) return offer;
  const isOn = now !== undefined && now >= (sale.from ?? 0) && now < (sale.until ?? Number.POSITIVE_INFINITY);
  return isOn ? offer : { ...rest, price: was };
}
