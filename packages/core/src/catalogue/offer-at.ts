/** What an offer asks at a moment: a sale price between its dates alone. */
import type { Offer } from './product.ts';

/**
 * @param now ms since the epoch; without it nobody knows whether a sale with dates is on, and the usual price is said
 */
export function offerAt(offer: Offer, now: number | undefined): Offer {
  const { sale, was, ...rest } = offer;
  if (!sale || was === undefined) return offer;
  return now !== undefined && isSaleOn(sale, now) ? offer : { ...rest, price: was };
}

/** From its first moment to before its last. @param now ms since the epoch */
export const isSaleOn = ({ from = 0, until = Number.POSITIVE_INFINITY }: NonNullable<Offer['sale']>, now: number) =>
  now >= from && now < until;
