/** Currencies by their codes and signs. */

const SIGNS: [string, RegExp][] = [
  ['EUR', /€|euro/i],
  ['GBP', /£/],
  ['PLN', /zł|zl/i],
  ['RON', /\blei\b/i],
  ['RUB', /₽|руб|rur/i],
  ['UAH', /₴|грн/i],
  ['CZK', /kč/i],
  ['INR', /₹|\brs\b/i],
  ['TRY', /₺/],
  ['ILS', /₪/],
  ['KRW', /₩/],
  ['BRL', /r\$/i],
  ['BGN', /лв/i],
  ['KZT', /₸/],
  ['VND', /₫/],
  ['HUF', /\bft\b/i],
  ['USD', /^\W*\$\W*$|us\$/i],
];

/** ISO 4217, by code or by a sign that one currency alone has. */
export function currencyOf(stated: string | undefined): string | undefined {
  if (!stated) return undefined;
  // "$ MXN": the code tells whose dollar it is.
  return SIGNS.find(([, sign]) => sign.test(stated))?.[0] ?? /^\W*([a-z]{3})\W*$/i.exec(stated)?.[1]?.toUpperCase();
}
