/**
 * Currencies whose minor unit is not a hundredth, from ISO 4217's list one. Not from Intl: that states what is customary
 * on a label, and engines differ (HUF has 0 digits in one and 2 in another), so stored amounts would change their meaning.
 */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether Intl knows such a currency [W7]: three capitals, as in ISO 4217. Each has counters of its own [N6], which made-up ones would fill. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);

/** Digits of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** A decimal amount as integer minor units: 2.55 GBP → 255. Rounded half away from zero, as a till does. */
export function minorUnits(amount: number, currency: string): number {
  // The nearest double of 1.005 is below it; fifteen significant digits are what the sender wrote.
  const scaled = Number((Math.abs(amount) * 10 ** currencyDigits(currency)).toPrecision(15));
  return Math.sign(amount) * Math.round(scaled) || 0;
}

/** Integer minor units as a decimal amount: 255 GBP → 2.55. */
export function majorUnits(minor: number, currency: string): number {
  return minor / 10 ** currencyDigits(currency);
}
