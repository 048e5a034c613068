import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeLine, MAX_LINES, MAX_QUANTITY, parseCart, readQuantity, writeCart } from './cart-cookie.ts';

const any = () => true;

describe('parseCart', () => {
  it('reads what writeCart wrote', () => {
    const line = fc.record({
      id: fc.stringMatching(/^[0-9]{5}[A-Z]?$/),
      quantity: fc.integer({ min: 1, max: MAX_QUANTITY }),
    });
    const cart = fc.uniqueArray(line, { maxLength: MAX_LINES, selector: ({ id }) => id });
    fc.assert(
      fc.property(cart, (lines) => {
        expect(parseCart(writeCart(lines), any)).toEqual(lines);
      }),
    );
  });

  it('passes over what is not a line, and products that do not exist', () => {
    const exists = (id: string) => id === '22423';
    expect(parseCart('22423.2_99999.1_22423_.3_22423.0_22423.-1_22423.1e3_<b>.1_22423.100', exists)).toEqual([
      { id: '22423', quantity: 2 },
    ]);
    expect(parseCart(undefined, any)).toEqual([]);
  });

  it('is bounded, whatever a stranger sends', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3000 }), (cookie) => {
        const lines = parseCart(cookie, any);
        expect(lines.length).toBeLessThanOrEqual(MAX_LINES);
        for (const { id, quantity } of lines) {
          expect(id).toMatch(/^[0-9A-Za-z]{1,12}$/);
          expect(quantity).toBeGreaterThanOrEqual(1);
          expect(quantity).toBeLessThanOrEqual(MAX_QUANTITY);
        }
      }),
    );
    const many = Array.from({ length: 200 }, (_, i) => `${i}.9`).join('_');
    expect(parseCart(many, any)).toHaveLength(MAX_LINES);
    expect(parseCart('1.99_1.99', any)).toEqual([{ id: '1', quantity: MAX_QUANTITY }]);
  });
});

describe('changeLine', () => {
  const cart = [{ id: 'a', quantity: 2 }];

  it('adds, adds to, takes from and takes out', () => {
    expect(changeLine(cart, 'b', 1)).toEqual([...cart, { id: 'b', quantity: 1 }]);
    expect(changeLine(cart, 'a', 3)).toEqual([{ id: 'a', quantity: 5 }]);
    expect(changeLine(cart, 'a', -1)).toEqual([{ id: 'a', quantity: 1 }]);
    expect(changeLine(cart, 'a', -9)).toEqual([]);
    expect(changeLine(cart, 'b', -1)).toEqual(cart);
  });

  it('keeps to the greatest cart', () => {
    const full = Array.from({ length: MAX_LINES }, (_, i) => ({ id: String(i), quantity: 1 }));
    expect(changeLine(full, 'more', 1)).toEqual(full);
    expect(changeLine(cart, 'a', 1000)).toEqual([{ id: 'a', quantity: MAX_QUANTITY }]);
  });
});

describe('readQuantity', () => {
  it('takes whole numbers only', () => {
    expect(['0', '7', '999', '', '-1', '1.5', '1e2', ' 1', null].map(readQuantity)).toEqual([
      0,
      7,
      MAX_QUANTITY,
      ...Array(6).fill(undefined),
    ]);
  });
});
