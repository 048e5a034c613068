import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toAmount } from './amount.ts';

interface Row {
  price_raw: string | null;
  amount: number | string | null;
}

it('[S13] of the price strings of real shops that state a price, at least 95% are read as they are meant', () => {
  const text = readFileSync(new URL('./testing/prices/price-strings.jsonl', import.meta.url), 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .filter(({ price_raw, amount }) => /\d/.test(price_raw ?? '') && amount !== null);
  const wrong = rows.filter(({ price_raw, amount }) => Math.abs((toAmount(price_raw) ?? -1) - Number(amount)) > 1e-6);
  console.log(`prices: ${rows.length - wrong.length} of ${rows.length}; the rest:`);
  for (const { price_raw, amount } of wrong)
    console.log(`  "${price_raw}" is ${amount}, read as ${toAmount(price_raw)}`);
  expect(rows.length).toBeGreaterThan(1000);
  expect(wrong.length / rows.length).toBeLessThanOrEqual(0.05);
});
