/** Money: decimal amounts outside, integer minor units with an ISO 4217 code inside. Formats come from Intl. */
import { currencyDigits, isCurrency, majorUnits, minorUnits } from '@edgewise/protocol/minor-units';

/** Greatest amount accepted, minor units: far above any price, far below where integers lose exactness (2^53). */
export const MOST_MINOR = 1e12;

/**
 * Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
 * @throws RangeError for what is no currency.
 */
export function minorDigits(currency: string): number {
  if (!isCurrency(currency)) throw new RangeError(`money: '${currency.slice(0, 20)}' is no ISO 4217 currency`);
  return currencyDigits(currency);
}

/**
 * A decimal amount as minor units, halves rounded away from zero by its decimal notation: 1.005 EUR is 101.
 * @throws RangeError for an amount that is not finite or too great, and for what is no currency.
 */
export function toMinor(major: number, currency: string): number {
  minorDigits(currency);
  const minor = minorUnits(major, currency);
  if (!Number.isFinite(major) || Math.abs(minor) > MOST_MINOR) {
    throw new RangeError(`money: ${major} ${currency} is not an amount`);
  }
  return minor;
}

/** Minor units as the decimal amount that the wire and JSON-LD carry. */
export function fromMinor(minor: number, currency: string): number {
  return majorUnits(minor, currency);
}

/** Locales come from requests, so the cache is emptied when it grows. */
const MOST_FORMATS = 64;
const formats = new Map<string, Intl.NumberFormat>();

function format(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  let found = formats.get(key);
  if (!found) {
    const options = { style: 'currency', currency } as const;
    try {
      found = new Intl.NumberFormat(locale, options);
    } catch {
      found = new Intl.NumberFormat('en', options);
    }
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, found);
  }
  return found;
}

/** A price as the shopper reads it: `formatMoney(1250, 'EUR', 'pl')` is "12,50 €". A malformed locale reads as English. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return format(currency, locale).format(fromMinor(minor, currency));
}
