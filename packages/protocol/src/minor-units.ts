const digits = new Map<string, number>();

/** Decimals of a currency by ISO 4217 as Intl knows them: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  let known = digits.get(currency);
  if (known === undefined) {
    known = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, known);
  }
  return known;
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
