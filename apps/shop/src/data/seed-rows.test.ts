import { describe, expect, it } from 'vitest';
import { behaviourRows, catalogueRows, LAST_ORDER } from './seed-rows.ts';

describe('the seed', () => {
  it('has thousands of products with an absolute link, a drawn picture, a price and a department', async () => {
    let rows = 0;
    for await (const line of catalogueRows('http://127.0.0.1:8788/')) {
      const row = JSON.parse(line) as Record<string, unknown>;
      expect(row.link).toMatch(/^http:\/\/127\.0\.0\.1:8788\/p\/[0-9]{5}[A-Z]{0,3}(-[a-z0-9-]+)?$/);
      expect(row.image_link).toBe(`http://127.0.0.1:8788/img/${row.item_id}.svg`);
      expect(row.price).toBeGreaterThan(0);
      expect(String(row.product_type).split(' > ')).toHaveLength(2);
      expect(row.added).toMatch(/^20(10|11)-\d\d-\d\d$/);
      rows++;
    }
    expect(rows).toBeGreaterThan(3500);
  });

  it('has the orders, oldest first, and moves them as a whole', async () => {
    const movedTo = Date.UTC(2026, 3, 30) / 1000;
    let rows = 0;
    let last = 0;
    for await (const line of behaviourRows({ movedTo })) {
      const { timestamp, event } = JSON.parse(line) as { timestamp: number; event: string };
      if (timestamp < last || event !== 'purchase') throw new Error(`row ${rows}: ${line}`);
      last = timestamp;
      rows++;
    }
    expect(rows).toBeGreaterThan(350_000);
    expect(movedTo - last).toBeGreaterThanOrEqual(0);
    expect(movedTo - last).toBeLessThan(7 * 86_400);
    expect((last - LAST_ORDER) % (7 * 86_400)).toBe(0);
  });
});
