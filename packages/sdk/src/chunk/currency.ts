/** Currencies by their codes and by the signs of the most; `words.ts` knows those of others. */

const SIGNS: [string, RegExp][] = [
  ['EUR', /€|eur/i],
  ['XOF', /cfa/i],
  ['GBP', /£/],
  ['PLN', /zł|zl/i],
  ['RON', /\blei\b/i],
  ['RUB', /₽|руб|rur/i],
  ['USD', /^\W*\$\W*$|us[d$]/i],
];

/** ISO 4217, by code or by a sign that one currency alone has. */
export function currencyOf(stated: string | undefined): string | undefined {
  if (!stated) return undefined;
  // "$ MXN": the code tells whose dollar it is.
  return (
    SIGNS.find(([, sign]) => sign.test(stated))?.[0] ?? /^\W*([A-Z]{3}|[a-z]{3})\W*$/.exec(stated)?.[1]?.toUpperCase()
  );
}
