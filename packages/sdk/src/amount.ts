/** Prices as shops write them → numbers: "£1,234.50", "12,50 €", "1.234,50", "1'234.50", "1 234". */
export function toAmount(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [text] = /-?\d[\d.,'’\s]*/.exec(value.replace(/\s/g, ' ')) ?? [];
  if (!text) return undefined;
  const digits = text.replace(/[^\d.,-]/g, '');
  const at = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  const mark = digits[at];
  const after = digits.length - at - 1;
  // One kind of mark, more than once, or a comma before just three digits: thousands. The last of two kinds: decimals.
  const mixed = digits.includes(',') && digits.includes('.');
  const repeated = !mixed && digits.indexOf(mark ?? '') !== at;
  const whole = at < 0 || repeated || (!mixed && mark === ',' && after === 3);
  const amount = whole
    ? digits.replace(/[.,]/g, '')
    : `${digits.slice(0, at).replace(/[.,]/g, '')}.${digits.slice(at + 1)}`;
  return Number(amount);
}
