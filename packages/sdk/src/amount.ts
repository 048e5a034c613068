/** Prices as shops write them → numbers: "£1,234.50", "12,50 €", "1.234,50", "1'234.50", "1 234". */
export function toAmount(value: unknown): number | undefined {
  // So many and no more: what looks for the last mark looks from each of them to the end.
  const [text] = /-?\d[\d.,'’\s]{0,99}/.exec(`${value}`) ?? [];
  const digits = text?.replace(/['’\s]+/g, '');
  if (!digits) return undefined;
  // One kind of mark, and three digits after each, or two in India; a single dot is a decimal one, because computers write it.
  const isWhole = /^-?\d{1,3}((,\d{2,3})*,\d{3}|(\.\d{3}){2,})$/.test(digits);
  // Of several marks the last is the decimal one.
  const others = isWhole ? /[.,]/g : /[.,](?=.*[.,])/g;
  return Number(digits.replace(others, '').replace(',', '.'));
}
